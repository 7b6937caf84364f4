#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""How the program is spoken to: wrong command lines, the beginning of a directory, two programs at once.

    usage_test.py PROGRAM
"""
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, FAULT, MALFORMED, REFUSED, USAGE, Town  # noqa: E402


class Usage(unittest.TestCase):
    """A command that is given wrongly is told so in Dutch, with exit code 2, and touches nothing."""

    def said(self, *arguments):
        answer = subprocess.run([commands_test.PROGRAM, *arguments], capture_output=True, text=True,
                                stdin=subprocess.DEVNULL, env={})
        self.assertEqual(answer.returncode, USAGE, answer.stdout + answer.stderr)
        self.assertEqual(answer.stdout, "")
        self.assertEqual(answer.stderr.count("\n"), 1, answer.stderr)
        for english in ("required", "expected", "not ", "argument", "Run with", "--help for"):
            self.assertNotIn(english, answer.stderr)
        return answer.stderr

    def test_names_what_is_missing(self):
        self.assertIn("--as ontbreekt", self.said("dossier", "import", "x.jsonl"))
        self.assertIn("BESTAND ontbreekt", self.said("bank", "read"))
        self.assertIn("Er ontbreekt een opdracht", self.said())
        self.assertIn("Er ontbreekt een opdracht", self.said("batch"))
        self.assertIn("ontzorgd batch --help", self.said("batch"))

    def test_names_what_is_unknown(self):
        self.assertIn("'batch pay' bestaat niet", self.said("batch", "pay"))
        self.assertIn("'betaal' bestaat niet", self.said("betaal", "alles"))
        self.assertIn("--snel bestaat niet", self.said("bank", "read", "x.xml", "--snel"))
        self.assertIn("--asof bestaat niet", self.said("client", "list", "--asof", "2026-11-20"))
        self.assertIn("hoort niet bij", self.said("bank", "read", "x.xml", "y.xml"))

    def test_names_a_value_that_does_not_fit(self):
        self.assertIn("'een' past niet bij", self.said("batch", "show", "een"))
        self.assertIn("--as-of", self.said("client", "list", "--as-of", ""))
        self.assertIn("BATCH is niet goed", self.said("batch", "show", "99999999999999999999"))
        self.assertIn("--reason", self.said("bank", "set-aside", "1", "--as", "rob", "--reason"))

    def test_takes_no_word_that_would_steer_a_terminal_or_is_no_text(self):
        for word in ("Jan\x1b[2J", "Jan\x9b31m", "\u202egnort", b"Jo\xeblle"):
            said = self.said("client", "hold", "C000001", "--as", "klara", "--reason", word)
            self.assertIn("Woord 7 na 'ontzorgd' is geen tekst in UTF-8, of er staat een stuurteken in", said)
            self.assertNotIn("Jan", said)
        self.assertIn("Woord 1 na 'ontzorgd'", self.said("\x07"))

    def test_explains_itself_in_dutch(self):
        answer = subprocess.run([commands_test.PROGRAM, "bank", "ingest", "--help"], capture_output=True, text=True)
        self.assertEqual(answer.returncode, DONE)
        for word in ("Gebruik", "Opties", "VERPLICHT", "Toont deze uitleg"):
            self.assertIn(word, answer.stdout)
        for english in ("Usage", "Options", "REQUIRED", "Print this"):
            self.assertNotIn(english, answer.stdout)


class Beginning(unittest.TestCase):
    """`init` tried before it is done."""

    practice = ("--rehearsal", "--seed", "s", "--today", "2026-11-19")

    def run_init(self, folder, *extra, name="Gemeente Proefstad", beheerder="beheer",
                 password="wachtwoord-van-beheer", practice=practice):
        file = folder / "wachtwoord"
        file.write_text(password + "\n")
        return subprocess.run(
            [commands_test.PROGRAM, "init", "--gemeente", "1734", "--naam", name, *practice,
             "--beheerder", beheerder, "--password-file", file, "--state", folder / "staat",
             "--keys", folder / "sleutels", "--json", *extra],
            capture_output=True, text=True, stdin=subprocess.DEVNULL,
            env={"TMPDIR": str(folder / "tijdelijk")})

    def files(self, folder):
        return {path.relative_to(folder): path.read_bytes() if path.is_file() else None
                for path in folder.rglob("*") if not path.name.endswith("-shm")}

    def test_what_is_refused_leaves_nothing(self):
        with tempfile.TemporaryDirectory(prefix="ontzorgd-init-") as name:
            folder = pathlib.Path(name)
            for code, given in (("password_is_too_short", {"password": "kort"}),
                                ("user_name_is_malformed", {"beheerder": "Jan Jansen!"}),
                                ("today_is_for_practice_only", {"practice": ("--today", "2030-01-01")})):
                answer = self.run_init(folder, **given)
                self.assertIn(answer.returncode, (REFUSED, MALFORMED), answer.stdout + answer.stderr)
                self.assertIn(code, answer.stdout + answer.stderr)
                self.assertEqual(list(self.files(folder)), [pathlib.Path("wachtwoord")], code)
            self.assertEqual(self.run_init(folder, name="Gemeente Elders").returncode, DONE)

    def test_a_dry_run_answers_as_the_real_one_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory(prefix="ontzorgd-init-") as name:
            folder = pathlib.Path(name)
            nowhere = self.run_init(folder, "--dry-run")
            self.assertEqual(nowhere.returncode, FAULT)
            self.assertIn("Laat TMPDIR wijzen naar een map", nowhere.stderr)
            (folder / "tijdelijk").mkdir()
            tried = self.run_init(folder, "--dry-run")
            self.assertEqual(tried.returncode, DONE, tried.stderr)
            self.assertEqual({path.name for path in folder.iterdir()}, {"tijdelijk", "wachtwoord"})
            self.assertEqual(list((folder / "tijdelijk").iterdir()), [])
            done = self.run_init(folder)
            self.assertEqual(json.loads(tried.stdout), json.loads(done.stdout))
            before = self.files(folder)
            # What a killed one left behind goes with the next; what one at work uses stays.
            dead = subprocess.Popen(["true"])
            dead.wait()
            left, used = (folder / "tijdelijk" / ("ontzorgd-proef-%d-abcdef" % pid) for pid in (dead.pid, os.getpid()))
            for copy in (left, used):
                copy.mkdir()
                (copy / "ontzorgd.db").write_text("iemands naam")
            # An earlier version gave no owner: a day later nobody uses it any more.
            nameless, fresh = (folder / "tijdelijk" / ("ontzorgd-proef-" + end) for end in ("aBcDeF", "gHiJkL"))
            for copy in (nameless, fresh):
                copy.mkdir()
            os.utime(nameless, (time.time() - 90000,) * 2)
            # A command that makes no copy sweeps as well.
            self.run_init(folder)
            self.assertEqual(set((folder / "tijdelijk").iterdir()), {used, fresh})
            shutil.rmtree(used)
            fresh.rmdir()
            again = self.run_init(folder, "--dry-run")
            self.assertEqual(again.stdout, done.stdout)
            other = self.run_init(folder, "--dry-run", name="Gemeente Elders")
            self.assertEqual(other.returncode, REFUSED)
            told = json.loads(other.stdout)
            self.assertEqual(told["fout"], "state_directory_exists")
            self.assertIn(str(folder / "staat"), told["zin"])
            self.assertEqual(self.files(folder), before)


class TwoPrograms(Town):
    until = ("account", "open")

    def test_never_work_in_one_directory(self):
        """The first waits for a password with the directory in its hands; the second is told to wait."""
        before = self.chain_head()
        state = ["--state", self.practice.state, "--keys", self.practice.keys, "--today", self.day.isoformat()]
        first = subprocess.Popen([commands_test.PROGRAM, "user", "role", "klara", "rechtmatigheid", "--as",
                                  "beheer", *state],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            with open(self.practice.state / "lock", "r+b") as lock:
                for _ in range(200):
                    try:
                        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        break
                    fcntl.flock(lock, fcntl.LOCK_UN)
                    time.sleep(0.05)
                else:
                    self.fail("the first program never took the directory")
            for user, arguments in (("beheer", ("user", "role", "kim", "auditor")), (None, ("user", "list"))):
                second = self.run_program(user, *arguments, extra=("--json",))
                self.assertEqual(second.returncode, FAULT, second.stdout + second.stderr)
                told = json.loads(second.stdout)
                self.assertEqual(told["fout"], "state_directory_is_in_use")
                self.assertIn("in gebruik door een ander programma. Wacht", told["zin"])
            first.communicate((self.practice.passwords / "beheer").read_text(), timeout=60)
            self.assertEqual(first.returncode, DONE)
        finally:
            first.kill()
            first.wait()
        people = {row["gebruiker"]: row["rollen"] for row in self.told("user", "list")["gebruikers"]}
        self.assertEqual(people["klara"], "klantmanager, rechtmatigheid", "the first did its work")
        self.assertNotIn("auditor", people["kim"], "the second did none")
        self.assertEqual(self.told("audit", "verify")["oordeel"], "in orde")
        self.assertNotEqual(self.chain_head(), before)


@unittest.skipUnless(os.geteuid() == 0, "only root can work in the directory of another user")
class AsRoot(Town):
    """What root would make in the directory of the service, the service could not read."""
    until = ("init",)

    def test_makes_none_and_puts_none_back_in_a_directory_of_another_user(self):
        backup, place = self.practice.folder / "kopie.tar", self.practice.folder / "van-een-ander"
        self.told("backup", "create", "--to", backup)
        place.mkdir()
        os.chown(place, 65534, -1)
        for words in (["init", "--gemeente", "1734", "--naam", "Proefstad", "--beheerder", "beheer"],
                      ["restore", "--from", backup, "--as", "beheer"]):
            answer = subprocess.run(
                [commands_test.PROGRAM, *words, "--password-file", self.practice.passwords / "beheer", "--state", place,
                 "--keys", self.practice.keys, "--json"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            self.assertEqual(answer.returncode, REFUSED, answer.stdout + answer.stderr)
            self.assertEqual(json.loads(answer.stdout)["fout"], "state_directory_is_of_another_user")
            self.assertEqual(list(place.iterdir()), [])
            self.assertEqual(place.stat().st_uid, 65534)

    def test_is_refused_in_the_directory_of_another_user_and_leaves_nothing(self):
        nobody = 65534
        log, lock = self.practice.state / "logboek", self.practice.state / "lock"
        shutil.rmtree(log)
        lock.unlink()
        os.chown(self.practice.state, nobody, -1)
        for user, words in ((None, ("user", "list")), ("beheer", ("user", "role", "beheer", "auditor")),
                            (None, ("backup", "create", "--to", self.practice.folder / "kopie.tar"))):
            answer = self.run_program(user, *words, extra=("--json",))
            self.assertEqual(answer.returncode, REFUSED, answer.stdout + answer.stderr)
            self.assertEqual(json.loads(answer.stdout)["fout"], "state_directory_is_of_another_user")
        self.assertFalse(log.exists())
        self.assertFalse(lock.exists())
        os.chown(self.practice.state, 0, -1)
        self.told("user", "list")
        self.assertTrue(log.exists())


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
