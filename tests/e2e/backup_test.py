#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A backup of a municipality, and what comes back of it after the disk was lost.

    backup_test.py PROGRAM

The tests of a class follow one another.
"""
import collections
import contextlib
import copy
import datetime
import hashlib
import json
import pathlib
import shutil
import sqlite3
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, REFUSED, RELEASE_DAY, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402

# What the restore itself records: a link, who did it, when the last act was, the new generation.
OF_THE_RESTORE = {"restoration", "audit_link", "meta"}


def content_of(state):
    """Every row of every table, and the length of the chain."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % (state / "ontzorgd.db"), uri=True)) as database:
        tables = [name for name, in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        rows = {table: database.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in tables}
    return rows


def archive_of(state):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (state / "archive").iterdir() if path.is_file()}


class PutBack(Town):
    """The batch is signed and waits for its release when the backup is made."""
    until = ("batch", "release")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backup = cls.practice.folder / "kopie.tar"
        cls.other = copy.copy(cls.practice)
        cls.other.state = cls.practice.folder / "teruggezet"

    def exports(self, practice):
        told = []
        for export in ("attempts", "entries", "journal", "trial-balance", "conservation"):
            step = commands_test.Step("", None, self.day, ["export", export], changes=False)
            answer = practice.run(step)
            self.assertEqual(answer.returncode, DONE, answer.stderr)
            told.append(answer.stdout)
        return told

    def test_1_it_is_made_and_says_what_it_is(self):
        made = self.told("backup", "create", "--to", self.backup)
        checked = self.told("backup", "check", self.backup)
        self.assertEqual(checked["oordeel"], "in orde")
        self.assertEqual((checked["gemeente"], checked["kop"]), (made["gemeente"], made["kop"]))
        self.assertEqual(checked["kop"], self.chain_head())
        self.assertEqual(self.backup.stat().st_mode & 0o777, 0o600)
        with tarfile.open(self.backup) as archive:
            names = archive.getnames()
        self.assertIn("ontzorgd.db", names)
        self.assertEqual(names[-1], "inhoud.txt")
        self.refused("backup_exists_already", None, "backup", "create", "--to", self.backup)

    def test_2_one_that_was_changed_is_refused_and_puts_nothing_back(self):
        changed = self.practice.folder / "anders.tar"
        data = bytearray(self.backup.read_bytes())
        data[len(data) // 2] ^= 1
        changed.write_bytes(data)
        self.refused("backup_file_is_changed", None, "backup", "check", changed, status=MALFORMED)
        step = commands_test.Step("", "beheer", self.day, ["restore", "--from", changed])
        answer = self.other.run(step, extra=("--json",))
        self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
        self.assertFalse(self.other.state.exists())
        for missing in ([], ["--from", self.practice.folder / "geen.tar"]):
            answer = self.other.run(commands_test.Step("", "beheer", self.day, ["restore"] + missing))
            self.assertIn(answer.returncode, (REFUSED, MALFORMED))
            self.assertFalse(self.other.state.exists())

    def test_3_what_comes_back_is_what_was(self):
        step = commands_test.Step("", "beheer", self.day, ["restore", "--from", self.backup])
        answer = self.other.run(step, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout)
        self.assertNotEqual(told["generatie"], told["generatie_was"])
        before, after = content_of(self.practice.state), content_of(self.other.state)
        self.assertEqual(before.keys(), after.keys())
        for table in before.keys() - OF_THE_RESTORE:
            self.assertEqual(before[table], after[table], table)
        self.assertEqual(before["audit_link"], after["audit_link"][:-1])
        self.assertIn(b"kind=state_restored", after["audit_link"][-1][1])
        self.assertEqual(archive_of(self.practice.state), archive_of(self.other.state))
        self.assertEqual(self.exports(self.practice), self.exports(self.other))
        for state in (self.practice.state, self.other.state):
            outside = self.audited(state)
            self.assertEqual(outside.returncode, DONE, outside.stdout + outside.stderr)
        self.assertNotEqual(self.other.run(step).returncode, DONE, "it is not put back over another")

    def test_4_nothing_goes_to_the_bank_until_two_people_lift_that(self):
        type(self).practice = self.other
        for user, command in (("rob", ["batch", "release", "1"]), ("rob", ["batch", "rebuild", "1"])):
            self.refused("state_was_restored", user, *command)
        self.refused("statements_stop_too_early", "rob", "restore", "lift", "propose")
        self.refused("role_may_not_do_this", "klara", "restore", "lift", "propose")
        self.refused("lift_is_not_proposed", "kim", "restore", "lift", "confirm")
        self.expect_sound()


class ReleasedAfterTheBackup(Town):
    """The bank pays what the backup does not know as released, and then the disk is lost."""
    until = ("batch", "release")

    def ingest_all(self):
        for statement in sorted(self.practice.bank.glob("*.xml"), key=lambda file: (file.stem[-10:], file.stem)):
            self.on(max(datetime.date.fromisoformat(statement.stem[-10:]), RELEASE_DAY))
            self.done("rob", "bank", "ingest", statement)

    def test_1_the_disk_is_lost_after_the_release(self):
        backup = self.practice.folder / "kopie.tar"
        self.told("backup", "create", "--to", backup)
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "1")
        self.practice.play_bank(self.practice.bank_day_after(RELEASE_DAY, 7), True)
        self.told("backup", "check", backup)
        shutil.rmtree(self.practice.state)
        # Half of an earlier attempt does not stand in the way.
        left = self.practice.state.parent / (".%s.herstel" % self.practice.state.name)
        (left / "gegevens").mkdir(parents=True)
        answer = self.run_program("beheer", "restore", "--from", backup, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertGreater(json.loads(answer.stdout)["bestanden_misschien_aangeboden"], 0)
        self.assertFalse(left.exists())
        self.assertEqual(list((self.practice.state / "outbox").iterdir()), [])

    def test_2_nothing_of_it_goes_again(self):
        self.refused("state_was_restored", "rob", "batch", "release", "1")
        self.refused("state_was_restored", "rob", "batch", "propose", commands_test.RUN)
        self.assertEqual(list((self.practice.state / "outbox").iterdir()), [])

    def test_3_the_statements_settle_what_went(self):
        before = {row["state"] for row in self.rows("attempts")}
        self.assertEqual(before, {"handover_unknown"})
        self.refused("statements_stop_too_early", "rob", "restore", "lift", "propose")
        self.ingest_all()
        states = collections.Counter(row["state"] for row in self.rows("attempts"))
        self.assertEqual(set(states) - {"confirmed", "returned"}, set(), states)
        self.assertGreater(states["confirmed"], 0)
        self.expect_sound()

    def test_4_two_people_lift_it(self):
        proposed = self.done("rob", "restore", "lift", "propose")
        self.assertEqual(proposed["staat"], "opheffing voorgesteld")
        self.refused("confirmer_is_proposer", "rob", "restore", "lift", "confirm")
        self.refused("role_may_not_do_this", "beheer", "restore", "lift", "confirm")
        self.assertEqual(self.done("kim", "restore", "lift", "confirm")["staat"], "opgeheven")
        self.refused("state_is_not_restored", "rob", "restore", "lift", "propose")
        self.done("rob", "batch", "release", "1")
        self.assertEqual(list((self.practice.state / "outbox").iterdir()), [], "it was all there already")
        self.expect_sound()


class BesideADaemon(Town):
    until = ("run", "split")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.daemon = Daemon(cls.practice)

    @classmethod
    def tearDownClass(cls):
        if cls.daemon.process.poll() is None:
            cls.daemon.stop()
        super().tearDownClass()

    def person(self, name):
        person = Person(self.daemon, self.day)
        status, _, told = person.log_in(name, "wachtwoord-van-%s" % name)
        self.assertEqual(status, 201, told)
        self.addCleanup(person.leave)
        return person

    def fetch(self, person):
        status, headers, told = person.ask("GET", "/v1/reservekopieen/huidige")
        data = told if isinstance(told, str) else json.dumps(told)
        return status, headers, data.encode(errors="surrogateescape")

    def test_1_the_command_line_makes_one_while_the_daemon_has_the_directory(self):
        nightly = self.practice.folder / "nacht"
        nightly.mkdir()
        made = self.run_program(None, "backup", "create", "--to", nightly, extra=("--json",))
        self.assertEqual(made.returncode, DONE, made.stdout + made.stderr)
        checked = self.run_program(None, "backup", "check", json.loads(made.stdout)["bestand"])
        self.assertEqual(checked.returncode, DONE, checked.stdout + checked.stderr)

    def test_2_the_beheerder_fetches_one_and_has_it_checked(self):
        beheer = self.person("beheer")
        status, headers, data = self.fetch(beheer)
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "application/x-tar")
        status, _, told = beheer.ask("POST", "/v1/reservekopiecontroles", data, kind="application/octet-stream")
        self.assertEqual((status, told.get("oordeel")), (200, "in orde"), told)
        status, _, told = beheer.ask("POST", "/v1/reservekopiecontroles", data[:-2000],
                                     kind="application/octet-stream")
        self.assertEqual(status, 400, told)

    def test_3_nobody_else_gets_one(self):
        for name in ("rob", "kim", "klara", "aad"):
            status, _, data = self.fetch(self.person(name))
            self.assertEqual(status, 403, name)
            self.assertNotIn(b"SQLite", data)

    def test_4_there_is_nothing_to_lift(self):
        for name, path in (("rob", "opheffingsvoorstellen"), ("kim", "opheffingen")):
            status, _, told = self.person(name).ask("POST", "/v1/herstel/" + path)
            self.assertEqual(status, 409, told)
            self.assertIn("Er is niets op te heffen", told["detail"])


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
