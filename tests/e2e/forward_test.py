#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Command lines that go to the daemon, and what else may come over its socket.

    forward_test.py PROGRAM

That every command answers the same as without a daemon is `check_month forwarded`; this is about callers who
send nonsense, nothing, too much, or are gone, and about a daemon that leaves.
"""
import json
import os
import pathlib
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402

REFUSED, FAULT = 1, 4
MOST_AT_ONCE = 16


class Forwarded(Town):
    until = ("run", "import")

    def setUp(self):
        self.daemon = Daemon(self.practice)
        self.path = self.practice.state / "daemon.sock"

    def tearDown(self):
        if self.daemon.process.poll() is None:
            self.daemon.stop()

    def call(self, sent=b""):
        caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        caller.settimeout(60)
        caller.connect(str(self.path))
        caller.sendall(sent)
        return caller

    def test_only_the_owner_of_the_directory_reaches_the_socket(self):
        mode = self.path.stat().st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)

    def test_nonsense_is_hung_up_on_and_others_are_answered(self):
        for nonsense in (b"\0\0\0\4abcd", b"\xff\xff\xff\xff", b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\0",
                         b"\0\0\0\x08\0\0\0\x04\xff\xff\xff\xff", b"\0\0\0\x0c\0\0\0\1" + b"9" * 7):
            caller = self.call(nonsense)
            caller.shutdown(socket.SHUT_WR)
            self.assertEqual(caller.recv(100), b"", nonsense)
            caller.close()
        self.assertEqual(self.run_program(None, "user", "list").returncode, DONE)

    def test_callers_who_say_nothing_keep_no_more_than_their_own_places(self):
        silent = [self.call() for _ in range(MOST_AT_ONCE)]
        answer = self.run_program(None, "user", "list")
        self.assertEqual((answer.returncode, answer.stdout), (FAULT, ""))
        self.assertIn("te druk; er is niets gedaan", answer.stderr)
        for each in silent:
            each.close()
        for _ in range(100):
            answer = self.run_program(None, "user", "list")
            if answer.returncode == DONE:
                break
        self.assertEqual(answer.returncode, DONE)

    def test_a_caller_who_left_takes_nobody_elses_answer(self):
        text = b"".join(struct.pack(">I", len(word)) + word for word in (b"2", b"ontzorgd", b"user"))
        self.call(struct.pack(">I", len(text)) + text).close()
        self.assertEqual(self.run_program(None, "user", "list").returncode, DONE)

    def test_a_command_that_is_not_for_a_daemon_is_not_run_by_it(self):
        words = [b"ontzorgd", b"bank", b"read", b"/etc/passwd"]
        text = b""
        for word in [b"%d" % len(words), *words, b"", b"", b"", b"", b"", b"0", b"0", b""]:
            text += struct.pack(">I", len(word)) + word
        caller = self.call(struct.pack(">I", len(text)) + text)
        told = b""
        while block := caller.recv(4096):
            told += block
        caller.close()
        self.assertIn("niet in een map die al open is".encode(), told)
        self.assertTrue(told.endswith(b"x\0\0\0\x011"), told)

    def test_a_file_that_was_not_sent_is_not_looked_for(self):
        words = [b"ontzorgd", b"bank", b"ingest", b"/etc/passwd", b"--today", self.day.isoformat().encode()]
        text = b""
        for word in [b"%d" % len(words), *words, b"rob", b"wachtwoord-van-rob", b"", self.day.isoformat().encode(), b"",
                     b"0", b"0", b""]:
            text += struct.pack(">I", len(word)) + word
        caller = self.call(struct.pack(">I", len(text)) + text)
        told = b""
        while block := caller.recv(4096):
            told += block
        caller.close()
        self.assertIn("kan niet worden geopend".encode(), told)

    def test_a_new_password_is_asked_where_the_person_is(self):
        with tempfile.NamedTemporaryFile("w") as password:
            password.write("een-heel-lang-wachtwoord\n")
            password.flush()
            added = self.run_program("beheer", "user", "add", "nieuw", "--role", "auditor",
                                     "--new-password-file", password.name)
        self.assertEqual(added.returncode, DONE, added.stderr)
        self.assertIn("nieuw", self.run_program(None, "user", "list").stdout)

    def test_a_wrong_password_is_refused(self):
        (self.practice.passwords / "rob-fout").write_text("mis\n")
        step = self.practice.command(commands_test.Step("", "rob", self.day, ["batch", "withdraw", "1"]))
        step[step.index("--password-file") + 1] = str(self.practice.passwords / "rob-fout")
        answer = subprocess.run(step, capture_output=True, text=True)
        self.assertEqual(answer.returncode, REFUSED)
        self.assertIn("wachtwoord", answer.stderr)

    def test_a_password_that_is_guessed_too_often_is_not_looked_at(self):
        own = self.practice.passwords / "kim"
        right = own.read_text()
        own.write_text("verkeerd geraden\n")
        for _ in range(10):
            self.refused("name_or_password_is_wrong", "kim", "second-factor", "begin")
        own.write_text(right)
        for _ in range(3):
            self.refused("command_line_has_too_many_wrong_tries", "kim", "second-factor", "begin")
        guests = Person(self.daemon, self.day)
        self.assertEqual(guests.log_in("kim", right.strip())[0], 201, "at the door it is counted apart")
        guests.leave()
        self.assertEqual(self.run_program("karin", "second-factor", "begin").returncode, DONE)
        self.daemon.stop()
        lines = [json.loads(line) for path in (self.practice.state / "logboek").glob("toegang-*")
                 for line in path.read_text().splitlines()]
        tries = [(line["gebruiker"], line["uitkomst"]) for line in lines
                 if line["opdracht"] == "login" and line["via"] == "opdrachtregel"]
        self.assertEqual(tries.count(("kim", "geweigerd")), 11, tries)

    def test_a_daemon_that_dies_leaves_it_open_whether_the_command_was_carried_out(self):
        os.kill(self.daemon.process.pid, signal.SIGSTOP)
        waiting = subprocess.Popen(
            self.practice.command(commands_test.Step("", "beheer", self.day, ["user", "role", "kim", "auditor"])),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with self.assertRaises(subprocess.TimeoutExpired):
            waiting.wait(timeout=1)
        self.daemon.process.kill()
        out, err = waiting.communicate(timeout=60)
        self.assertEqual((waiting.returncode, out), (FAULT, ""))
        self.assertIn("of de opdracht is uitgevoerd, is niet bekend", err)
        self.daemon.process.wait()
        self.daemon.reader.join()
        self.daemon.process.stdout.close()
        self.daemon.process.stderr.close()
        # What it left behind stands in nobody's way.
        self.assertEqual(self.run_program(None, "user", "list").returncode, DONE)
        self.daemon = Daemon(self.practice)
        self.assertEqual(self.run_program(None, "user", "list").returncode, DONE)

    def test_once_it_is_stopped_nothing_is_left(self):
        self.daemon.stop()
        self.assertFalse(self.path.exists())
        self.assertEqual(list((self.practice.state / "werk").iterdir()), [])


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
