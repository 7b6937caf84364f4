#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A month over the network while the daemon is killed and answers get lost.

    daemon_kill_test.py PROGRAM [--kills 20] [--seed 1]

The steps of a practised month, from the run to the bank's statements, are sent to a daemon by clients who
send a request again, with its key, until it is answered. At random moments the daemon is killed (SIGKILL)
while it works, or an answer is thrown away on its way back. What is left must be, to the last link of the
chain, what the same month leaves that nobody disturbed, and what it leaves on the command line.
"""
import argparse
import http.client
import json
import pathlib
import random
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
import serve_test  # noqa: E402
from commands_test import DONE, ROOT  # noqa: E402
from practice_month import Practice, Step  # noqa: E402

LOST = (http.client.HTTPException, ConnectionError, ssl.SSLError, TimeoutError, OSError)


def request_of(step):
    """Method, path, body, content type of a step; whether it asks for the password again."""
    words = [str(word) for word in step.args]
    binary, text = "application/octet-stream", "application/json"
    verb = tuple(words[:2])
    if verb == ("run", "import"):
        return "/v1/runs", pathlib.Path(words[2]).read_bytes(), binary, False
    if verb == ("bank", "ingest"):
        return "/v1/bankbestanden", pathlib.Path(words[2]).read_bytes(), binary, False
    if verb == ("run", "accept-held"):
        return "/v1/runs/%s/aanvaardingen" % words[2], None, text, False
    if verb == ("run", "split"):
        return "/v1/runs/%s/verdelingen" % words[2], None, text, False
    if verb == ("batch", "propose"):
        return "/v1/batches", json.dumps({"run": words[2]}).encode(), text, False
    if verb in (("batch", "sign"), ("batch", "release")):
        path = {"sign": "handtekeningen", "release": "vrijgaven"}[words[1]]
        return "/v1/batches/%s/%s" % (words[2], path), json.dumps({"versie": 1}).encode(), text, True
    raise ValueError("no request for %s" % words)


class Month:
    """One month in a directory of its own, with a daemon that may die."""

    def __init__(self, practice, chance, random_numbers):
        self.practice = practice
        self.chance = chance
        self.random = random_numbers
        self.daemon = None
        self.people = {}
        self.kills = self.dropped = 0

    def start(self):
        self.daemon = serve_test.Daemon(self.practice)
        self.people = {}

    def person(self, step):
        if step.user not in self.people:
            person = serve_test.Person(self.daemon, step.day)
            status, _, told = person.log_in(step.user, "wachtwoord-van-%s" % step.user)
            assert status == 201, told
            self.people[step.user] = person
        self.people[step.user].day = step.day
        return self.people[step.user]

    def kill_soon(self):
        """Kills the daemon some milliseconds from now, whatever it does then."""
        process = self.daemon.process

        def kill(delay=self.random.random() ** 2 * 0.12):
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        thread = threading.Thread(target=kill)
        thread.start()
        return thread

    def bury(self):
        self.daemon.process.wait()
        for person in self.people.values():
            person.leave()
        self.daemon.reader.join()
        for pipe in (self.daemon.process.stdout, self.daemon.process.stderr):
            pipe.close()
        self.start()

    def do(self, number, step):
        path, body, kind, confirms = request_of(step)
        key = "stap-%d" % number
        while True:
            person = self.person(step)
            if confirms:
                person.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-%s" % step.user})
            chosen = self.random.random()
            if chosen < self.chance:
                killer = self.kill_soon()
                try:
                    person.ask("POST", path, body, key=key, kind=kind)
                except LOST:
                    pass
                killer.join()
                self.kills += 1
                self.bury()
                continue
            status, _, told = person.ask("POST", path, body, key=key, kind=kind)
            if status == 409 and told["code"] == "request_is_in_work":
                time.sleep(0.02)
                continue
            assert status in (200, 201), "%s: %s" % (step.args, told)
            if self.chance and chosen > 0.8:
                self.dropped += 1  # it is as if this answer never came
                continue
            return

    def live(self):
        self.start()
        going = False
        for number, step in enumerate(self.practice.steps()):
            going = going or tuple(step.args[:2]) == ("run", "import")
            if going:
                self.do(number, step)
                last = step.day
        code, told = self.daemon.stop()
        assert code == DONE, told
        for person in self.people.values():
            person.leave()
        return self.ending(last)

    def ending(self, day):
        """What is compared: the chain and every export of the month."""
        told = {}
        for words in (["audit", "checkpoint"], ["export", "journal"], ["export", "conservation"], ["export", "entries"],
                      ["export", "attempts"], ["books", "show"]):
            answer = self.practice.run(Step("", None, day, words, changes=False))
            assert answer.returncode == DONE, answer.stdout + answer.stderr
            told[" ".join(words)] = answer.stdout
        verified = subprocess.run([ROOT / "tools" / "audit_verify", self.practice.state], capture_output=True, text=True)
        assert verified.returncode == 0, verified.stdout + verified.stderr
        return told


def by_hand(practice):
    """The same month on the command line."""
    month = Month(practice, 0, None)
    going = False
    for step in practice.steps():
        going = going or tuple(step.args[:2]) == ("run", "import")
        if going:
            answer = practice.run(step)
            assert answer.returncode == DONE, answer.stdout + answer.stderr
            last = step.day
    return month.ending(last)


def copy_of(practice, folder):
    shutil.copytree(practice.folder, folder)
    return Practice(practice.program, folder, practice.data, months=practice.months)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    commands_test.PROGRAM = options.program.resolve()

    class Begun(commands_test.Town):
        until = ("run", "import")
    Begun.setUpClass()
    numbers = random.Random(options.seed)
    try:
        with tempfile.TemporaryDirectory(prefix="ontzorgd-kill-") as folder:
            folder = pathlib.Path(folder)
            wanted = Month(copy_of(Begun.practice, folder / "rustig"), 0, numbers).live()
            typed = by_hand(copy_of(Begun.practice, folder / "getypt"))
            if typed != wanted:
                sys.exit("the command line leaves something else than the daemon")
            kills = dropped = months = 0
            while kills < options.kills:
                months += 1
                practice = copy_of(Begun.practice, folder / ("maand-%d" % months))
                month = Month(practice, 0.5, numbers)
                found = month.live()
                for what, text in wanted.items():
                    if found[what] != text:
                        sys.exit("seed %d, month %d: %s is otherwise than without kills" % (options.seed, months, what))
                kills += month.kills
                dropped += month.dropped
                shutil.rmtree(practice.folder)
            print("%d months, %d kills, %d answers lost: each ended as the month that nobody disturbed" % (
                months, kills, dropped))
    finally:
        Begun.tearDownClass()


if __name__ == "__main__":
    main()
