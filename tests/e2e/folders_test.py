#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The folders of a municipality: what others lay in the inbox, and what the mover takes from the outbox.

    folders_test.py PROGRAM

A daemon watches the folders; files come in as senders send them. Each class has a practice directory of its
own; its tests follow one another by name.
"""
import hashlib
import json
import os
import pathlib
import random
import signal
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, RUN, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402

PATIENCE = 90  # seconds, for what takes one


class FolderDaemon(Daemon):
    """Files are taken when nothing happened to them for a second."""

    def __init__(self, practice):
        super().__init__(practice, "--inbox-still", "1")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=60)
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()


class Folders(Town):
    until = ("run", "import")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.inbox = cls.practice.state / "inbox"
        cls.outbox = cls.practice.state / "outbox"
        cls.daemon = None

    @classmethod
    def tearDownClass(cls):
        if cls.daemon and cls.daemon.process.poll() is None:
            cls.daemon.stop()
        super().tearDownClass()

    def start(self):
        type(self).daemon = FolderDaemon(self.practice)

    def stop(self):
        code, told = self.daemon.stop()
        self.assertEqual(code, DONE, told)

    def wait_for(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = condition()
            if answer:
                return answer
            time.sleep(0.1)
        self.fail("%s did not come: %s\n%s" % (what, sorted(str(path) for path in self.inbox.rglob("*")),
                                                "".join(self.daemon.log)))
        return None

    def asks(self, path, name="rob"):
        person = Person(self.daemon, self.day)
        self.assertEqual(person.log_in(name, "wachtwoord-van-%s" % name)[0], 201)
        status, _, told = person.ask("GET", path)
        person.leave()
        self.assertEqual(status, 200, told)
        return told

    def lay(self, name, data, folder=None):
        """As a careful sender does: under another name first."""
        folder = folder or self.inbox
        part = folder / (name + ".part")
        part.write_bytes(data)
        part.rename(folder / name)

    def done_with(self, data):
        """Where the bytes went."""
        digest = hashlib.sha256(data).hexdigest()[:16]
        return list((self.inbox / "verwerkt").glob(digest + "-*"))

    def run_file(self):
        return (self.data / "run-2026-11.xml").read_bytes()


class Inbox(Folders):
    def test_1_without_an_unattended_user_a_file_waits_and_nothing_is_lost(self):
        self.start()
        self.lay("wacht.xml", self.run_file())
        self.wait_for("word that nobody is appointed", lambda: any("onbemande" in line for line in self.daemon.log))
        time.sleep(2)
        self.assertTrue((self.inbox / "wacht.xml").exists())
        self.stop()
        self.done("beheer", "user", "add", "postbode", "--role", "onbemand")

    def test_2_a_run_is_taken_once_by_nobody_and_accepted_by_who_would_have_imported_it(self):
        self.start()
        data = self.run_file()
        self.wait_for("the run", lambda: self.done_with(data))
        self.assertFalse((self.inbox / "wacht.xml").exists())
        rows = self.asks("/v1/ontvangsten")["bestanden"]
        self.assertEqual([(row["bestand"], row["staat"], row["soort"]) for row in rows],
                         [("wacht.xml", "taken", "run")])
        self.assertEqual(rows[0]["sha256"], hashlib.sha256(data).hexdigest())
        self.assertEqual(self.asks("/v1/runs")["runs"][0]["run"], RUN)

    def test_3_the_same_bytes_again_are_known(self):
        data = self.run_file()
        self.lay("nog een keer.xml", data)
        self.wait_for("the second", lambda: len(self.done_with(data)) == 2)
        rows = self.asks("/v1/ontvangsten")["bestanden"]
        self.assertEqual([row["staat"] for row in rows], ["known", "taken"])
        self.assertEqual(len(self.asks("/v1/runs")["runs"]), 1)

    def test_4_a_file_that_is_being_written_is_left_alone(self):
        with open(self.inbox / "langzaam.csv", "wb") as slow:
            for part in (b"sep=;\n", b"geen", b"run\n"):
                slow.write(part)
                slow.flush()
                time.sleep(1.6)
                self.assertTrue((self.inbox / "langzaam.csv").exists(), "taken while it was open")
        self.wait_for("the slow one", lambda: (self.inbox / "opzij" / "langzaam.csv").exists())
        (self.inbox / "bezig.xml.part").write_bytes(b"<half")
        (self.inbox / ".verborgen.xml").write_bytes(b"<half")
        time.sleep(2.5)
        self.assertTrue((self.inbox / "bezig.xml.part").exists())
        self.assertTrue((self.inbox / ".verborgen.xml").exists())

    def test_5_what_cannot_be_taken_is_set_aside_with_what_is_wrong_in_words(self):
        before = self.asks("/v1/runs")["runs"]
        data = self.run_file()
        self.lay("half.xml", data[:-300])
        self.lay("leeg.xml", b"")
        self.lay("regel\neinde.xml", data)
        self.lay("iets anders.bin", bytes(range(256)) * 20)
        os.symlink("/etc/hostname", self.inbox / "link.xml")
        os.mkfifo(self.inbox / "pijp")
        os.mkdir(self.inbox / "map")
        aside = self.inbox / "opzij"
        for name in ("half.xml", "leeg.xml", "regel_einde.xml", "iets anders.bin", "link.xml", "pijp", "map"):
            self.wait_for(name, lambda: os.path.lexists(aside / name))
            words = (aside / (name + ".bevindingen.txt")).read_text()
            self.assertIn("is niet verwerkt", words)
            self.assertIn(". ", words)
            self.assertNotIn(str(self.practice.state), words)
            told = json.loads((aside / (name + ".bevindingen.json")).read_text())
            self.assertTrue(told["bevinding"]["fout"])
            self.assertIn(". ", told["bevinding"]["zin"])
        self.assertTrue((aside / "link.xml").is_symlink())
        self.assertEqual(self.asks("/v1/runs")["runs"], before)
        self.lay("half.xml", data[:-301])
        self.wait_for("the second", lambda: (aside / "half.xml.2.bevindingen.json").exists())

    def test_6_a_fault_of_the_disk_leaves_the_file_and_it_is_tried_again(self):
        folder = self.practice.state / "archive" / "tmp"
        folder.rename(folder.with_name("weg"))
        data = self.run_file() + b"\n"
        self.lay("straks.xml", data)
        self.wait_for("the fault", lambda: any("opnieuw geprobeerd" in line for line in self.daemon.log))
        folder.with_name("weg").rename(folder)
        self.wait_for("the second try", lambda: (self.inbox / "opzij" / "straks.xml.bevindingen.txt").exists())
        self.assertIn("run_id_is_known_with_other_bytes",
                      [row["code"] for row in self.asks("/v1/ontvangsten")["bestanden"]])

    def test_7_everything_is_in_the_chain_and_nothing_is_left_in_work(self):
        self.stop()
        self.assertEqual(list((self.inbox / "bezig").iterdir()), [])
        self.expect_sound()
        self.assertEqual(len(self.told("inbox", "list")["bestanden"]), 12)
        self.refused("role_may_not_do_this", "aad", "inbox", "take")

    def test_8_without_a_daemon_a_command_takes_what_lies_there(self):
        self.lay("opnieuw.xml", self.run_file())
        answer = self.run_program("rob", "inbox", "take", "--still", "0", extra=("--json", "--dry-run"))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertTrue((self.inbox / "opnieuw.xml").exists())
        answer = self.run_program("rob", "inbox", "take", "--still", "0", extra=("--json",))
        rows = {row["bestand"]: row["staat"] for row in json.loads(answer.stdout)["bestanden"]}
        self.assertEqual(rows["opnieuw.xml"], "known")
        self.assertFalse((self.inbox / "opnieuw.xml").exists())
        self.expect_sound()


class Killed(Folders):
    """The daemon is killed at any moment of taking a run in; it is there once in the end."""
    households = 60

    def test_1_a_run_comes_in_once_however_often_the_daemon_is_killed(self):
        self.done("beheer", "user", "add", "postbode", "--role", "onbemand")
        moments = random.Random(4)
        data = self.run_file()
        self.start()
        self.lay("run.xml", data)
        for _ in range(8):
            time.sleep(0.9 + moments.random() * 0.6)
            self.daemon.kill()
            self.start()
        self.wait_for("the run", lambda: self.done_with(data))
        self.assertEqual([row["staat"] for row in self.asks("/v1/ontvangsten")["bestanden"]], ["taken"])
        self.assertEqual(len(self.asks("/v1/runs")["runs"]), 1)
        self.stop()
        self.assertEqual(list((self.inbox / "bezig").iterdir()), [])
        self.expect_sound()


class Bank(Folders):
    """What the bank says comes in by the inbox, and the mover says what it took."""
    until = ("bank", "ingest")

    def test_1_a_statement_is_placed_once(self):
        self.done("beheer", "user", "add", "postbode", "--role", "onbemand")
        self.start()
        files = [path for path in sorted(self.practice.bank.rglob("*.xml")) if b"camt.053" in path.read_bytes()[:2000]]
        today = [path for path in files if path.stem[-10:] <= self.day.isoformat()]
        later = [path for path in files if path.stem[-10:] > self.day.isoformat()]
        self.assertTrue(today and later)
        for path in today:
            self.lay(path.name, path.read_bytes())
        for path in today:
            self.wait_for(path.name, lambda: self.done_with(path.read_bytes()))
        rows = self.asks("/v1/ontvangsten")["bestanden"]
        self.assertEqual({(row["staat"], row["soort"]) for row in rows}, {("taken", "bank")})
        self.assertEqual(len(self.asks("/v1/afschriften")["afschriften"]), len(today))
        self.lay(later[0].name, later[0].read_bytes())
        self.wait_for("what is not of today", lambda: (self.inbox / "opzij" / later[0].name).exists())

    def test_2_the_mover_says_what_it_took(self):
        files = sorted(self.outbox.glob("*.xml"))
        self.assertTrue(files)
        right, wrong = files[0], files[-1]
        said = (self.outbox / (right.name + ".sha256")).read_bytes()
        self.lay(right.name + ".ack", said + b"2026-11-26T10:00:00+01:00\n", self.outbox)
        self.wait_for("the receipt", lambda: (self.outbox / "bevestigd" / (right.name + ".ack")).exists())
        self.assertIn("overgenomen", self.asks("/v1/bestanden/" + right.name))
        if wrong != right:
            self.lay(wrong.name + ".ack", b"0" * 64 + b"  " + wrong.name.encode() + b"\n", self.outbox)
            self.wait_for("the other", lambda: (self.outbox / "opzij" / (wrong.name + ".ack")).exists())
            self.assertIn("overname_wijkt_af",
                          [row["soort"] for row in self.asks("/v1/uitzonderingen")["uitzonderingen"]])
        metrics = Person(self.daemon, self.day)
        told = metrics.ask("GET", "/metrics")[2]
        metrics.leave()
        for name in ("inbox_waiting", "inbox_faults", "schedule_tasks_today", "schedule_failed_today"):
            self.assertRegex(told, r'(?m)^ontzorgd_%s\{gemeente="\d+"\} \d+$' % name)
        self.stop()
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
