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
import os
import pathlib
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
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


def logs_of(state):
    return {path.name: path.read_bytes() for path in (state / "logboek").glob("*.jsonl")}


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
        access = "".join(log.read_text() for log in (self.practice.state / "logboek").glob("toegang-*.jsonl"))
        self.assertRegex(access, r'"gebruiker":"systeem:[^"]*","via":"opdrachtregel","opdracht":"backup create","uitkomst":"gedaan"(?!,"eerste_feit")')
        self.assertEqual(checked["kop"], self.chain_head())
        self.assertEqual(self.backup.stat().st_mode & 0o777, 0o600)
        with tarfile.open(self.backup) as archive:
            names = archive.getnames()
            logs = {name.partition("/")[2]: archive.extractfile(name).read()
                    for name in names if name.startswith("logboek/")}
        self.assertIn("ontzorgd.db", names)
        self.assertEqual(names[-1], "inhoud.txt")
        type(self).logs = logs
        self.assertEqual({name.partition("-")[0] for name in logs}, {"toegang", "verwerkingen"})
        self.assertEqual(made["logboekbestanden"], len(logs))
        self.assertEqual(checked["logboekbestanden"], len(logs))
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
        self.assertEqual(told["logboekbestanden"], len(self.logs))
        back = logs_of(self.other.state)
        for name, text in self.logs.items():
            self.assertTrue(back[name].startswith(text) and text.endswith(b"\n"), name)
        self.assertNotEqual(self.other.run(step).returncode, DONE, "it is not put back over another")

    def test_3b_the_logs_tell_what_they_told_and_what_is_missing(self):
        lines = []
        for practice in (self.practice, self.other):
            step = commands_test.Step("", None, self.day, ["log", "access", "--from", "2026-01-01",
                                                          "--to", self.day.isoformat()], changes=False)
            answer = practice.run(step)
            self.assertEqual(answer.returncode, DONE, answer.stderr)
            lines.append([line for line in answer.stdout.splitlines() if line.startswith("{")])
        self.assertGreater(len(lines[0]), 10)
        self.assertEqual([line for line in lines[0] if line in lines[1]][:10], lines[0][:10])
        self.assertIn('"opdracht":"restore"', "".join(lines[1]))
        self.assertIn("teruggezet uit een reservekopie van", json.loads(lines[1][0])["ontbreekt"])
        step = commands_test.Step("", None, self.day, ["log", "export", "--from", "2026-01-01",
                                                      "--to", self.day.isoformat()], changes=False)
        exported = json.loads(self.other.run(step).stdout.splitlines()[0])["resourceSpans"][0]
        self.assertIn("ontzorgd.ontbreekt", {each["key"] for each in exported["resource"]["attributes"]})

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


class OfAnEarlierVersion(Town):
    """Its backups held no logs."""
    until = ("batch", "propose")

    def test_it_is_checked_and_put_back_and_says_that_the_logs_are_missing(self):
        backup, logs = self.practice.folder / "kopie.tar", self.practice.state / "logboek"
        logs.rename(logs.with_name("weg"))
        self.told("backup", "create", "--to", backup)
        self.assertIn("zit niet in deze reservekopie", self.told("backup", "check", backup)["logboek"])
        shutil.rmtree(self.practice.state)
        answer = self.run_program("beheer", "restore", "--from", backup, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertIn("zit niet in deze reservekopie", json.loads(answer.stdout)["logboek"])
        client = re.search(r'"nummer": ?"(C[0-9]+)"', (self.data / "dossier.jsonl").read_text())[1]
        told = self.told("log", "show", client, "--from", "2026-01-01", "--to", "2026-12-31")
        self.assertIn("zonder logboek", told["ontbreekt"])
        before = (self.day - datetime.timedelta(days=1)).isoformat()
        text = self.printed("log", "access", "--from", "2026-01-01", "--to", before, "--as-of", before)
        self.assertIn("zonder logboek", json.loads(text.splitlines()[0])["ontbreekt"], "also of how it was then")
        self.expect_sound()


class WhileOthersWrite(Town):
    """A log grows, and a line is half written, while it is copied."""
    until = ("batch", "propose")

    def test_no_backup_fails_and_no_line_in_it_is_cut(self):
        log = next((self.practice.state / "logboek").glob("toegang-*.jsonl"))
        stop = threading.Event()

        def write():
            with log.open("ab", buffering=0) as out:
                while not stop.is_set():
                    out.write(b'{"trace_id":"half')
                    out.write(b'","heel":true}\n')
                    time.sleep(0.0002)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(8):
                backup = self.practice.folder / ("%d.tar" % number)
                self.told("backup", "create", "--to", backup)
                with tarfile.open(backup) as archive:
                    copied = archive.extractfile("logboek/" + log.name).read()
                self.assertTrue(copied.endswith(b"}\n"))
                self.assertEqual(self.told("backup", "check", backup)["oordeel"], "in orde")
        finally:
            stop.set()
            writer.join()


class Nightly(Town):
    """What packaging/systemd makes every night, with its paths laid in a folder of the test."""
    until = ("run", "split")

    def unit(self, name):
        return (commands_test.ROOT / "packaging" / "systemd" / name).read_text()

    def lines(self, gemeente):
        """The commands of the unit, as systemd would give them for this gemeente."""
        for line in re.findall(r"(?m)^ExecStart=(.*)$", self.unit("ontzorgd-backup@.service")):
            line = line.replace("%i", gemeente).replace("$$", "$")
            for path, here in (("/usr/bin/ontzorgd", commands_test.PROGRAM),
                               ("/var/lib/ontzorgd/", self.root / "gegevens"),
                               ("/etc/ontzorgd/sleutels/", self.root / "sleutels"),
                               ("/var/backups/ontzorgd/", self.root / "kopieen")):
                line = line.replace(path, str(here) + ("/" if path.endswith("/") else ""))
            yield shlex.split(line)

    def test_each_gemeente_has_its_own_and_none_is_fixed_in_the_unit(self):
        type(self).root = self.practice.folder / "machine"
        towns = ("0363", "1734")
        for code in towns:
            made = subprocess.run([commands_test.PROGRAM, "init", "--gemeente", code, "--naam", "Gemeente " + code,
                                   "--rehearsal", "--seed", code, "--beheerder", "beheer",
                                   "--password-file", self.practice.passwords / "beheer",
                                   "--state", self.root / "gegevens" / code, "--keys", self.root / "sleutels" / code],
                                  capture_output=True, text=True)
            self.assertEqual(made.returncode, DONE, made.stderr)
            (self.root / "kopieen" / code).mkdir(parents=True)
        told = {}
        for code in towns:
            commands = list(self.lines(code))
            self.assertEqual(len(commands), 2)
            for command in commands:
                answer = subprocess.run(command, capture_output=True, text=True)
                self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
            told[code] = answer.stdout
        for code in towns:
            self.assertEqual([path.name[:13] for path in (self.root / "kopieen" / code).iterdir()], ["ontzorgd-" + code])
            self.assertRegex(told[code], r"gemeente:\s+" + code)
        # One of another in the same folder is not taken for its own, however new it is.
        other = next((self.root / "kopieen" / "1734").iterdir())
        shutil.copy(other, self.root / "kopieen" / "0363" / other.name)
        answer = subprocess.run(list(self.lines("0363"))[1], capture_output=True, text=True)
        self.assertRegex(answer.stdout, r"gemeente:\s+0363")

    def test_the_units_name_the_manual_that_there_is_and_each_other(self):
        for name in ("ontzorgd-backup@.service", "ontzorgd-backup@.timer"):
            self.assertIn("Documentation=man:ontzorgd(1)", self.unit(name))
            self.assertIn("%i", self.unit(name))
        packed = (commands_test.ROOT / "packaging" / "CMakeLists.txt").read_text()
        for name in ("ontzorgd-backup@.service", "ontzorgd-backup@.timer"):
            self.assertIn("systemd/" + name, packed)


class ForNobodyElse(Town):
    """Whatever the umask of whoever gives a command."""
    until = ("batch", "release")

    @classmethod
    def setUpClass(cls):
        before = os.umask(0)
        try:
            super().setUpClass()
            cls.again = copy.copy(cls.practice)
            cls.again.state = cls.practice.folder / "teruggezet"
            backup = cls.practice.folder / "kopie.tar"
            for step in (commands_test.Step("", None, cls.day, ["backup", "create", "--to", backup], changes=False),
                         commands_test.Step("", "beheer", cls.day, ["restore", "--from", backup])):
                answer = (cls.again if step.changes else cls.practice).run(step)
                assert answer.returncode == DONE, answer.stdout + answer.stderr
        finally:
            os.umask(before)

    def test_nothing_that_is_made_can_be_read_by_others(self):
        roots = (self.practice.state, self.practice.keys, self.again.state, self.practice.folder / "kopie.tar")
        paths = [path for root in roots for path in (root, *root.rglob("*"))]
        names = {path.name for path in paths}
        self.assertLessEqual({"ontzorgd.db", "archive", "outbox", "logboek", "bsn-1.key", "kopie.tar"}, names)
        for path in paths:
            self.assertEqual(path.stat().st_mode & 0o027, 0, "%s %o" % (path, path.stat().st_mode))


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
        person.name = name
        status, _, told = person.log_in(name, "wachtwoord-van-%s" % name)
        self.assertEqual(status, 201, told)
        self.addCleanup(person.leave)
        return person

    def fetch(self, person):
        """With the password given again, as for a signature."""
        status, _, told = person.ask("POST", "/v1/sessies/huidige/bevestigingen",
                                     {"wachtwoord": "wachtwoord-van-" + person.name})
        self.assertEqual(status, 201, told)
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
        status, _, told = beheer.ask("GET", "/v1/reservekopieen/huidige")
        self.assertEqual((status, told["code"]), (403, "session_is_not_confirmed"))
        self.assertIn("/v1/sessies/huidige/bevestigingen", told["detail"])
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
            self.assertIn(b"role_may_not_do_this", data)
            self.assertNotIn(b"SQLite", data)

    def test_4_there_is_nothing_to_lift(self):
        for name, path in (("rob", "opheffingsvoorstellen"), ("kim", "opheffingen")):
            status, _, told = self.person(name).ask("POST", "/v1/herstel/" + path)
            self.assertEqual(status, 409, told)
            self.assertIn("Er is niets op te heffen", told["detail"])


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
