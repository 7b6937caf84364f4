#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The schedule: what happens by itself, by the day and the minute.

    schedule_test.py PROGRAM

Each class has a practice directory of its own; its tests follow one another by name.
"""
import datetime
import json
import pathlib
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, RELEASE_DAY, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402


class Signed(Town):
    """A batch with all its signatures, and somebody who is nobody."""
    until = ("batch", "release")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outbox = cls.practice.state / "outbox"

    def run_at(self, clock, user):
        answer = self.run_program(user, "schedule", "run", "--time", clock, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        return {row["taak"]: row for row in json.loads(answer.stdout)["taken"]}

    def ready(self):
        return sorted(path.name for path in self.outbox.glob("*.ready"))


class ByCommand(Signed):
    def test_1_a_person_who_did_not_sign_runs_it_and_the_batch_goes_on_its_day(self):
        self.on(RELEASE_DAY - datetime.timedelta(days=1))
        self.assertNotIn("vrijgave", self.run_at("23:00", "rob"))
        self.assertEqual(self.ready(), [])
        self.on(RELEASE_DAY)
        self.assertNotIn("vrijgave", self.run_at("08:59", "rob"))
        told = self.run_at("09:00", "rob")
        self.assertEqual(told["vrijgave"]["staat"], "done")
        self.assertTrue(self.ready())

    def test_2_it_does_so_once(self):
        before, ready = self.chain_head(), self.ready()
        self.assertEqual(self.run_at("09:01", "rob"), {})
        self.assertEqual(self.run_at("09:59", "rob"), {})
        self.assertEqual((self.chain_head(), self.ready()), (before, ready))

    def test_3_what_was_done_and_what_comes_is_listed(self):
        told = self.told("schedule", "list")
        done = {row["taak"] for row in told["gedaan"]}
        self.assertLessEqual({"vrijgave", "afschriften", "uitzonderingen", "grondslagen", "keten"}, done)
        self.assertIn("keten", {row["taak"] for row in told["gepland"]})
        self.expect_sound()

    def test_4_it_is_given_a_time_that_is_one_by_who_may(self):
        self.refused("time_is_malformed", "rob", "schedule", "run", "--time", "25:00", status=3)
        self.refused("role_may_not_do_this", "aad", "schedule", "run")
        self.refused("role_may_not_do_this", "klara", "schedule", "run", "--time", "09:00")


class TooLate(Signed):
    def test_1_what_the_bank_takes_no_more_is_never_handed_over_and_told(self):
        self.on(datetime.date(2026, 12, 2))
        told = self.run_at("09:00", "rob")
        self.assertNotIn("vrijgave", told)
        self.assertEqual(told["te_laat"]["staat"], "too_late")
        self.assertEqual(self.ready(), [])
        kinds = [row["soort"] for row in self.told("exception", "list")["uitzonderingen"]]
        self.assertIn("vrijgave_te_laat", kinds)
        self.assertNotIn("te_laat", self.run_at("10:00", "rob"), "it is said once")
        self.expect_sound()


class ByTheDaemon(Signed):
    def test_1_the_daemon_does_at_that_moment_what_the_command_does(self):
        self.on(RELEASE_DAY)
        self.done("beheer", "user", "add", "agenda", "--role", "onbemand")
        daemon = Daemon(self.practice)
        end = time.monotonic() + 90
        while not self.ready() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertTrue(self.ready(), "".join(daemon.log))
        person = Person(daemon, self.day)
        self.assertEqual(person.log_in("rob", "wachtwoord-van-rob")[0], 201)
        while True:  # the files are there before what was done is recorded
            status, _, told = person.ask("GET", "/v1/agendataken")
            self.assertEqual(status, 200, told)
            done = {row["taak"]: row["staat"] for row in told["gedaan"]}
            if {"vrijgave", "keten"} <= done.keys() or time.monotonic() > end:
                break
        self.assertEqual(done["vrijgave"], "done")
        self.assertEqual(done["keten"], "done")
        status, _, told = person.ask("POST", "/v1/agendataken", {})
        self.assertEqual((status, told["code"]), (403, "session_is_not_confirmed"))
        status, _, told = person.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-rob"})
        self.assertEqual(status, 201, told)
        status, _, told = person.ask("POST", "/v1/agendataken", {"tijd": "09:30"})
        self.assertEqual((status, told["taken"]), (201, []))
        status, _, told = person.ask("POST", "/v1/agendataken", {"tijd": "half tien"})
        self.assertEqual((status, told["code"]), (400, "time_is_malformed"))
        person.leave()
        code, told = daemon.stop()
        self.assertEqual(code, DONE, told)
        self.assertEqual(self.told("batch", "show", "1")["staat"], "settling")
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
