# SPDX-License-Identifier: EUPL-1.2
"""The practised months lived twice: by the program alone, and by the program through a daemon that has the directory.
"""
import datetime
import pathlib
import re
import subprocess
import time

from earlier_days import EarlierDays
from practice_month import Step

# Values that name an instant or a folder of the moment and not a fact.
MOMENTS = re.compile(r'"(at|tijd|moment|kenmerk_tijd)":"[^"]*"')


class Twin:
    """The same practice in a folder of its own, with a daemon in its directory once that is there."""

    def __init__(self, practice, folder, data, fail):
        self.original = practice
        self.fail = fail
        self.checks = 0
        folder.mkdir()
        self.practice = type(practice)(practice.program, folder / "oefening", data, months=practice.months)
        self.practice.prepare()
        self.steps = self.practice.steps()
        self.daemon = None

    def path_there(self, word):
        return str(word).replace(str(self.original.folder.parent), str(self.practice.folder.parent))

    def masked(self, told):
        """Without the folders and the instants, which differ."""
        if not isinstance(told, str):
            return told
        for practice in (self.practice, self.original):
            told = told.replace(str(practice.folder.parent), "FOLDER")
        return MOMENTS.sub("", told)

    def start(self):
        if self.daemon:
            return
        self.daemon = subprocess.Popen(
            [self.practice.program, "serve", "--state", self.practice.state, "--keys", self.practice.keys,
             "--listen", "127.0.0.1:0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if (self.practice.state / "daemon.sock").exists():
                return
            time.sleep(0.1)
        raise self.fail("the daemon does not listen")

    def stop(self):
        self.daemon.terminate()
        if self.daemon.wait(timeout=120) != 0:
            raise self.fail("the daemon ended with %s" % self.daemon.returncode)
        if (self.practice.state / "daemon.sock").exists():
            raise self.fail("the daemon left its socket behind")

    def follow(self, step):
        """Takes the step in both; a change is tried first. Gives what the program alone answered."""
        other = next(self.steps)
        if step.changes and step.args[0] != "init":
            self.compare(step, other, ["--json", "--dry-run"])
        answer = self.compare(step, other)
        if step.args[0] == "init":
            self.start()
        return answer

    def compare(self, step, other, extra=()):
        ours = self.original.run(step, extra)
        theirs = self.practice.run(other, extra)
        for name in ("returncode", "stdout", "stderr"):
            expected, found = self.masked(getattr(ours, name)), self.masked(getattr(theirs, name))
            if expected != found:
                raise self.fail("%s: %s of the program\n%s\nand through the daemon\n%s" % (
                    " ".join(map(str, step.args)), name, expected, found))
        self.checks += 1
        return ours

    def ask_both(self):
        """Every reading command, as of now and as of an earlier day, and what is refused or cannot be read."""
        day = self.original.opening_day() + datetime.timedelta(days=60)
        earlier = ["--as-of", (day - datetime.timedelta(days=45)).isoformat()]
        questions = EarlierDays(self.original, self.fail).questions()
        EarlierDays(self.practice, self.fail).write_mapping()
        for question in questions:
            if question[0] == "log":
                continue  # each has logs of its own
            ask = Step("ask", "aad", day, list(question), changes=False)
            other = Step("ask", "aad", day, [self.path_there(word) for word in question], changes=False)
            self.compare(ask, other)
            self.compare(ask, other, earlier)
        nowhere = self.original.folder / "er-is-geen.xml"
        wrong = self.original.folder / "fout.xml"
        for place in (wrong, pathlib.Path(self.path_there(wrong))):
            place.write_text("<Document>dit is geen afschrift")
        for path in (nowhere, wrong, self.original.folder):
            for extra in ([], ["--json"]):
                self.compare(Step("ask", "rob", day, ["bank", "ingest", path]),
                             Step("ask", "rob", day, ["bank", "ingest", self.path_there(path)]), extra)
        for refused in (Step("ask", "aad", day, ["batch", "sign", "1"]), Step("ask", "rob", day, ["batch", "sign", "99"]),
                        Step("ask", "rob", day - datetime.timedelta(days=400), ["batch", "sign", "1"])):
            self.compare(refused, refused)
