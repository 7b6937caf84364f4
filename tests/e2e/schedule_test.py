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

    def run_at(self, clock, user, *more):
        answer = self.run_program(user, "schedule", "run", "--time", clock, *more, extra=("--json",))
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
        listed = {row["taak"]: row["staat"] for row in self.told("schedule", "list")["gepland"]
                  if row["batch"] == "1"}
        self.assertEqual(listed, {"te_laat": "te_laat"}, "it stays in the list as long as it waits")
        self.expect_sound()


class Backups(Signed):
    """The newest backup is looked at every day, and again after an hour while it is not well."""

    def kinds(self):
        return [row["soort"] for row in self.told("exception", "list")["uitzonderingen"]
                if row["soort"].startswith("reservekopie")]

    def test_1_nobody_looks_where_nobody_said_and_that_is_told(self):
        self.assertNotIn("reservekopie", self.run_at("08:00", "rob"))
        told = self.told("schedule", "list")
        self.assertIn("niemand controleert", told["waarschuwing"])
        self.assertIn("Er is geen onbemande gebruiker", told["waarschuwing"])
        self.assertNotIn("reservekopie", {row["taak"] for row in told["gepland"]})
        self.refused("path_is_not_absolute", "rob", "schedule", "run", "--backups", "kopieen", status=3)

    def test_2_what_is_wrong_is_an_exception_until_it_is_right(self):
        type(self).backups = self.practice.folder / "kopieen"
        self.backups.mkdir()
        look = ("rob", "--backups", self.backups)
        done = self.run_at("08:01", *look)
        self.assertEqual({taak: (row["staat"], row["code"]) for taak, row in done.items()},
                         {"reservekopie": ("refused", "no_backup_is_there")})
        self.assertEqual(self.kinds(), ["reservekopie_ontbreekt"])
        file = pathlib.Path(self.told("backup", "create", "--to", self.backups)["bestand"])
        whole = file.read_bytes()
        file.write_bytes(whole[:-3000])
        self.run_at("09:01", *look)
        self.assertEqual(self.kinds(), ["reservekopie_onbruikbaar"])
        row = next(row for row in self.told("exception", "list")["uitzonderingen"]
                   if row["soort"] == "reservekopie_onbruikbaar")
        self.assertIn(file.name, row["wat"])
        self.assertIn("backup create", row["volgende_stap"])
        file.write_bytes(whole)
        self.assertEqual(self.run_at("10:01", *look)["reservekopie"]["staat"], "done")
        self.assertEqual(self.kinds(), [])
        said = self.told("schedule", "list", "--backups", self.backups)["waarschuwing"]
        self.assertNotIn("niemand controleert", said)
        self.expect_sound()

    def test_3_the_daemon_looks_as_well_and_says_how_long_ago_it_was_right(self):
        self.on(self.day + datetime.timedelta(days=2))
        self.done("beheer", "user", "add", "agenda", "--role", "onbemand")
        self.assertEqual(self.told("schedule", "list", "--backups", self.backups)["waarschuwing"], "")
        daemon = Daemon(self.practice, "--backups", self.backups)
        person = Person(daemon, self.day)
        self.assertEqual(person.log_in("rob", "wachtwoord-van-rob")[0], 201)
        end = time.monotonic() + 90
        while True:
            told = person.ask("GET", "/v1/agendataken")[2]
            found = [row["code"] for row in told["gedaan"] if row["taak"] == "reservekopie"]
            if found[0] == "newest_backup_is_too_old" or time.monotonic() > end:
                break
            time.sleep(0.1)
        self.assertEqual(found[0], "newest_backup_is_too_old", "".join(daemon.log))
        self.assertEqual(told["reservekopieen"], str(self.backups))
        metrics = person.ask("GET", "/metrics")[2]
        self.assertRegex(metrics, r'(?m)^ontzorgd_backup_well_age_days\{gemeente="\d+"\} 2$')
        person.leave()
        code, told = daemon.stop()
        self.assertEqual(code, DONE, told)
        access = "".join(path.read_text() for path in (self.practice.state / "logboek").glob("toegang-*"))
        self.assertRegex(access, r'"gebruiker":"agenda","via":"agenda","opdracht":"schedule run"')
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
        self.assertEqual((status, told["bevindingen"][0]["code"]), (400, "time_is_malformed"))
        person.leave()
        code, told = daemon.stop()
        self.assertEqual(code, DONE, told)
        self.assertEqual(self.told("batch", "show", "1")["staat"], "settling")
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
