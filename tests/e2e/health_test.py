#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The daemon when its file or its log is not what it should be: /health, the journal, and what is said at a start.

    health_test.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402


class WithADamagedFile(Town):
    """The database file is moved away or overwritten while the daemon has pages of it in memory."""
    until = ("run", "import")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls.practice.state / "ontzorgd.db"
        cls.whole = cls.file.read_bytes()

    def health(self, daemon):
        person = Person(daemon, self.day)
        status, _, told = person.ask("GET", "/health")
        person.leave()
        self.assertEqual(told["status"], "gezond" if status == 200 else "onbereikbaar")
        return status

    def overwrite(self, begin, until=None):
        """In place, as a disk that breaks does."""
        with self.file.open("r+b") as file:
            file.seek(begin)
            file.write(b"\xa5" * ((until or len(self.whole)) - begin))

    def put_back(self):
        for name in ("ontzorgd.db-wal", "ontzorgd.db-shm"):
            (self.practice.state / name).unlink(missing_ok=True)
        self.file.write_bytes(self.whole)

    def expect_told(self, *command):
        answer = subprocess.run([self.practice.program, *command, "--state", self.practice.state, "--keys",
                                 self.practice.keys], capture_output=True, text=True, timeout=60)
        told = answer.stdout + answer.stderr
        self.assertEqual(answer.returncode, 4, told)
        self.assertIn("Het gegevensbestand %s is beschadigd" % self.file, told)
        self.assertIn("'restore'", told)
        for word in ("PRAGMA", "malformed", "not a database"):
            self.assertNotIn(word, told)

    def test_1_health_notices_a_file_that_is_no_longer_in_its_place(self):
        daemon = Daemon(self.practice)
        self.assertEqual(self.health(daemon), 200)
        elsewhere = self.file.with_name("elders.db")
        self.file.rename(elsewhere)
        self.assertEqual(self.health(daemon), 503)
        elsewhere.rename(self.file)
        self.assertEqual(self.health(daemon), 200)
        another = self.file.with_name("ander.db")
        another.write_bytes(self.whole)
        self.file.rename(elsewhere)
        another.rename(self.file)
        self.assertEqual(self.health(daemon), 503, "another file lies in its place")
        elsewhere.rename(self.file)
        self.assertEqual(self.health(daemon), 200)
        self.assertEqual(daemon.stop()[0], DONE)

    def test_2_health_notices_pages_that_were_overwritten(self):
        for begin, until in ((0, 4096), (16384, None)):
            daemon = Daemon(self.practice)
            self.assertEqual(self.health(daemon), 200)
            self.overwrite(begin, until)
            self.assertEqual(self.health(daemon), 503, begin)
            daemon.stop()
            self.put_back()

    def test_3_whoever_starts_with_a_damaged_file_is_told_what_to_do(self):
        for begin, until in ((0, 16), (0, 4096), (4096, None)):
            self.overwrite(begin, until)
            self.expect_told("serve", "--listen", "127.0.0.1:0")
            self.expect_told("client", "list")
            self.put_back()

    def test_4_an_empty_file_is_damaged_and_is_not_filled_anew(self):
        self.file.write_bytes(b"")
        self.expect_told("serve", "--listen", "127.0.0.1:0")
        self.expect_told("client", "list")
        self.assertEqual(self.file.stat().st_size, 0)
        self.put_back()
        self.expect_sound()


class WithoutItsLog(Town):
    """What cannot be logged is not answered, and whoever runs the machine reads why."""
    until = ("run", "import")

    def test_health_and_the_journal_say_that_the_log_cannot_be_written(self):
        daemon = Daemon(self.practice)
        person = Person(daemon, self.day)
        self.assertEqual(person.ask("GET", "/health")[0], 200)
        self.assertEqual(person.log_in("rob", "wachtwoord-van-rob")[0], 201)
        folder = self.practice.state / "logboek"
        away = folder.rename(folder.with_name("elders"))
        folder.write_text("dit is geen map")
        self.assertEqual(person.ask("GET", "/health")[0], 503)
        status, _, told = person.ask("GET", "/v1/runs")
        self.assertEqual((status, told["code"]), (500, "storing_failed"))
        self.assertNotIn("logboek", json.dumps(told))
        folder.unlink()
        folder.symlink_to(folder)
        self.assertEqual(person.ask("GET", "/health")[0], 503, "what leads nowhere ends nothing")
        self.assertIn("ontzorgd_facts", person.ask("GET", "/metrics")[2], "it can be read")
        folder.unlink()
        away.rename(folder)
        self.assertEqual(person.ask("GET", "/v1/runs")[0], 200)
        self.assertEqual(person.ask("GET", "/health")[0], 200)
        person.leave()
        lines = [json.loads(line) for line in daemon.stop()[1].splitlines() if line.startswith('{"gebeurtenis"')]
        failed = [line for line in lines if line["status"] == 500]
        self.assertEqual([line["route"] for line in failed], ["/v1/runs"])
        self.assertIn("logboek", failed[0]["oorzaak"])


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
