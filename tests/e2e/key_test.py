#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Another encryption key: given, stopped at any moment, and what is left of the older one.

    key_test.py PROGRAM [SHIM]

SHIM is tests/fault, which ends the program at a chosen call. The tests of a class follow one another.
"""
import contextlib
import datetime
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, Step, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402

SHIM = None
SEALED = (
    "SELECT p.value FROM client_version v JOIN personal p ON p.id = v.bsn",
    "SELECT p.value FROM note n JOIN personal p ON p.id = n.text",
    "SELECT secret FROM second_factor",
    "SELECT answer FROM idempotency",
    "SELECT answer FROM task WHERE answer IS NOT NULL",
)


def keys_named_in(state):
    """The numbers of the keys that what is encrypted names, and how much there is."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % (state / "ontzorgd.db"), uri=True)) as database:
        values = [value for query in SEALED for value, in database.execute(query)]
    return {value[0] for value in values}, len(values)


class Keys(Town):
    until = ("batch", "propose")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = next(json.loads(line)["huishouden"]["clienten"][0] for line in
                          (cls.data / "dossier.jsonl").read_text().splitlines() if "huishouden" in json.loads(line))

    def noted(self):
        note = self.practice.folder / "notitie.txt"
        note.write_text("Belde over de huur.\n")
        for words in (["note", "add"], ["note", "health", "add"]):
            self.done("klara", *words, self.client["nummer"], "--file", note)

    def all_told(self):
        """Everything that is kept encrypted, by whoever reads it."""
        exported = self.printed("dossier", "export")
        number = self.client["nummer"]
        answer = self.run_program("klara", "inzage", number, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stderr)
        inzage = json.loads(answer.stdout)
        self.assertIn(self.client["bsn"], json.dumps(inzage["gegevens"]))
        notes = [row["tekst"] for name in ("tekst_van_notities", "tekst_van_notities_over_gezondheid")
                 for row in inzage[name]]
        self.assertEqual(notes, ["Belde over de huur."] * 2)
        return exported, inzage["gegevens"]

    def rotated(self, *words):
        return self.done("beheer", "key", "rotate", *words)


class OnTheCommandLine(Keys):
    def test_1_a_trial_says_how_much_there_is_and_changes_nothing(self):
        self.noted()
        type(self).before = self.all_told()
        before = self.chain_head()
        answer = self.run_program("beheer", "key", "rotate", extra=("--json", "--dry-run"))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        named, count = keys_named_in(self.practice.state)
        self.assertEqual((named, json.loads(answer.stdout)["nog_te_doen"]), ({1}, count))
        self.assertEqual(self.chain_head(), before)
        self.assertEqual([file.name for file in sorted(self.practice.keys.glob("bsn*"))], ["bsn-1.key"])

    def test_2_nobody_but_the_beheerder_does_it(self):
        for user in ("rob", "kim", "klara", "aad"):
            self.refused("role_may_not_do_this", user, "key", "rotate")

    def test_3_killed_at_any_moment_it_goes_on_to_the_same_end(self):
        if SHIM is None:
            self.skipTest("there is no shim under a sanitizer")
        counted = self.practice.folder / "geteld"
        copies = (self.practice.state, self.practice.keys)
        kept = [self.practice.folder / ("bewaard-%s" % path.name) for path in copies]
        for path, copy in zip(copies, kept):
            shutil.copytree(path, copy, ignore=shutil.ignore_patterns("daemon.sock"))

        def put_back():
            for path, copy in zip(copies, kept):
                shutil.rmtree(path)
                shutil.copytree(copy, path)

        def run(at, what="kill"):
            environment = dict(os.environ, LD_PRELOAD=str(SHIM), FAULT_ROOT=str(self.practice.folder), FAULT_KIND="any",
                               FAULT_DO=what, FAULT_AT=str(at), FAULT_COUNT=str(counted))
            command = self.practice.command(Step("", "beheer", self.day, ["key", "rotate"]))
            return subprocess.run(command, capture_output=True, text=True, env=environment)

        self.assertEqual(run(0).returncode, DONE)
        calls = int(counted.read_text())
        self.assertGreater(calls, 20)
        named, _ = keys_named_in(self.practice.state)
        self.assertEqual(named, {2})
        killed = 0
        for index, at in enumerate(range(1, calls, max(1, calls // 24))):
            put_back()
            killed += run(at, "torn" if index % 3 == 2 else "kill").returncode < 0
            self.assertEqual(self.all_told()[0], self.before[0], at)
            told = self.rotated()
            self.assertEqual(told["sleutel"], 2, at)
            self.assertEqual(keys_named_in(self.practice.state)[0], {2}, at)
            self.assertEqual([file.name for file in sorted(self.practice.keys.glob("bsn*"))], ["bsn-1.key", "bsn-2.key"])
            self.assertEqual(self.all_told(), self.before, at)
            self.expect_sound()
        self.assertGreater(killed, 15)

    def test_4_nothing_needs_the_older_key_any_more(self):
        self.rotated()
        (self.practice.keys / "bsn-1.key").rename(self.practice.folder / "bsn-1.key")
        self.assertEqual(self.all_told(), self.before)
        self.expect_sound()
        later = self.day + datetime.timedelta(days=3)
        type(self).day = later
        self.done("klara", "client", "hold", self.client["nummer"], "--reason", "gesprek over de huur")
        asked = (later - datetime.timedelta(days=1)).isoformat()
        self.assertEqual(self.printed("dossier", "export", "--as-of", asked), self.before[0])
        self.assertEqual(self.told("audit", "verify", "--as-of", asked)["oordeel"], "in orde")
        (self.practice.folder / "bsn-1.key").rename(self.practice.keys / "bsn-1.key")

    def test_5_a_change_behind_its_back_is_found(self):
        self.expect_found("reencrypted_is_never_updated", "UPDATE reencrypted SET after = zeroblob(32) WHERE id = 1")
        self.expect_found("reencrypted_is_never_updated", "UPDATE personal SET value = CAST(x'02' || value AS BLOB)"
                          " WHERE id = (SELECT min(bsn) FROM client_version)")

    def test_6_a_backup_comes_back_and_the_month_goes_on(self):
        backup = self.practice.folder / "kopie.tar"
        self.told("backup", "create", "--to", backup)
        self.assertEqual(self.told("backup", "check", backup)["oordeel"], "in orde")
        shutil.rmtree(self.practice.state)
        answer = self.run_program("beheer", "restore", "--from", backup, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertEqual(self.all_told(), self.before)
        self.expect_sound()


class WithADaemon(Keys):
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

    def test_1_the_daemon_does_it_and_reads_what_it_wrote(self):
        self.noted()
        type(self).before = self.all_told()
        klara = self.person("klara")
        path = "/v1/clienten/%s/notities" % self.client["nummer"]
        added = {"naam": "nieuw", "wachtwoord": "een-heel-lang-wachtwoord", "rol": "auditor"}
        beheer = self.person("beheer")
        self.assertEqual(klara.ask("POST", path, {"tekst": "Over het netwerk."})[0], 201)
        status, _, first = beheer.ask("POST", "/v1/gebruikers", added, key="een")
        self.assertEqual(status, 201, first)
        self.assertEqual(self.rotated()["sleutel"], 2)
        self.assertEqual(keys_named_in(self.practice.state)[0], {2})
        # An answer that was lost is told again, and a note that comes now is under the new key.
        self.assertEqual(beheer.ask("POST", "/v1/gebruikers", added, key="een")[2], first)
        added["naam"] = "ander"
        self.assertEqual(beheer.ask("POST", "/v1/gebruikers", added, key="een")[2]["code"],
                         "idempotency_key_was_for_another_request")
        status, _, told = klara.ask("GET", path)
        self.assertEqual([row["tekst"] for row in told["notities"]], ["Belde over de huur.", "Over het netwerk."])
        self.assertEqual(self.printed("dossier", "export"), self.before[0])
        self.expect_sound()

    def test_2_over_the_network_with_the_password_again(self):
        beheer = self.person("beheer")
        path = "/v1/sleutelwisselingen"
        status, _, told = beheer.ask("POST", path, {"opnieuw": True}, key="sleutel")
        self.assertEqual((status, told["code"]), (403, "session_is_not_confirmed"))
        beheer.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-beheer"})
        status, _, told = beheer.ask("POST", path, {"opnieuw": True}, key="sleutel")
        self.assertEqual((status, told["sleutel"], told["vorige_sleutel"]), (201, 3, 2), told)
        self.assertEqual(beheer.ask("POST", path, {"opnieuw": True}, key="sleutel")[2], told)
        self.assertEqual(keys_named_in(self.practice.state)[0], {3})
        for name in ("rob", "kim", "klara", "aad"):
            person = self.person(name)
            person.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-%s" % name})
            self.assertEqual(person.ask("POST", path, {"opnieuw": True})[0], 403, name)

    def test_3_a_daemon_that_is_killed_in_it_goes_on_after_a_restart(self):
        waiting = subprocess.Popen(
            self.practice.command(Step("", "beheer", self.day, ["key", "rotate", "--again"])),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        key = self.practice.keys / "bsn-4.key"
        while not key.exists() and waiting.poll() is None:
            pass
        self.daemon.process.kill()
        waiting.communicate(timeout=60)
        self.daemon.process.wait()
        self.daemon.reader.join()
        for pipe in (self.daemon.process.stdout, self.daemon.process.stderr):
            pipe.close()
        type(self).daemon = Daemon(self.practice)
        self.assertEqual(self.printed("dossier", "export"), self.before[0])
        told = self.rotated()
        if told["sleutel"] == 3:  # killed between the file of the key and the fact
            told = json.loads(self.run_program("beheer", "key", "rotate", "--again", extra=("--json",)).stdout)
        self.assertEqual(told["sleutel"], 4)
        self.assertEqual(keys_named_in(self.practice.state)[0], {4})
        self.assertEqual(self.printed("dossier", "export"), self.before[0])
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    if len(sys.argv) > 1 and sys.argv[1].endswith(".so"):
        SHIM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
