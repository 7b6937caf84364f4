#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The configuration of the daemon as an administrator meets it: written, checked, run by, read again.

    configuration_test.py PROGRAM

Two municipalities with nothing in them but their first user.
"""
import datetime
import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, ROOT, USAGE  # noqa: E402
from serve_test import Person  # noqa: E402

PASSWORD = "een lang wachtwoord"
DAY = datetime.date(2026, 11, 20)


class ConfiguredDaemon:
    """`ontzorgd serve --config` on a free port. `heard` waits for a line of its log."""

    def __init__(self, program, file):
        self.process = subprocess.Popen([program, "serve", "--config", file], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.lines = []
        self.more = threading.Condition()
        self.reader = threading.Thread(target=self.listen, daemon=True)
        self.reader.start()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", self.heard("127.0.0.1:")).group(1))

    def listen(self):
        for line in self.process.stderr:
            with self.more:
                self.lines.append(line)
                self.more.notify_all()
        with self.more:
            self.lines.append("")
            self.more.notify_all()

    def heard(self, text, after=0):
        def found():
            return next((line for line in self.lines[after:] if text in line or line == ""), None)
        with self.more:
            self.more.wait_for(lambda: found() is not None, timeout=60)
            line = found()
        assert line, "the daemon did not say %r: %s" % (text, self.lines)
        return line

    def reload(self, says):
        """What it says from here on, until this."""
        before = len(self.lines)
        self.process.send_signal(signal.SIGHUP)
        self.heard(says, before)
        return "".join(self.lines[before:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class Configured(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = commands_test.PROGRAM
        cls.scratch = tempfile.TemporaryDirectory(prefix="ontzorgd-configuratie-")
        cls.folder = pathlib.Path(cls.scratch.name)
        password = cls.folder / "wachtwoord"
        password.write_text(PASSWORD + "\n")
        for code in ("0001", "0002"):
            subprocess.run([cls.program, "init", "--gemeente", code, "--naam", "Gemeente " + code, "--rehearsal",
                            "--seed", code, "--beheerder", "beheer", "--state", cls.folder / code, "--keys",
                            cls.folder / (code + "-sleutels"), "--today", DAY.isoformat(), "--password-file", password],
                           check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def gemeente(self, code, state=None, keys=None):
        return '[[gemeente]]\ncode = "%s"\nmap = "%s"\nsleutels = "%s-sleutels"\n' % (
            code, self.folder / (state or code), self.folder / (keys or code))

    def file(self, text, name="ontzorgd.toml"):
        file = self.folder / name
        file.write_text(text)
        return file

    def both(self, more=""):
        return '[server]\nluistert_op = ["127.0.0.1:0"]\n' + more + self.gemeente("0001") + self.gemeente("0002")

    def serve(self, *options):
        return subprocess.run([self.program, "serve", *options, "--json"], capture_output=True, text=True, timeout=60)

    def check(self, text):
        return self.serve("--config", self.file(text, "te-controleren.toml"), "--check-config")


class Checking(Configured):
    def test_a_good_file_is_told_to_be_in_order_with_what_it_names(self):
        answer = self.check(self.both())
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout)
        self.assertEqual(told["oordeel"], "in orde")
        self.assertEqual([each["gemeente"] for each in told["gemeenten"]], ["0001", "0002"])

    def test_the_folder_of_backups_is_there_and_elsewhere(self):
        folder = self.folder / "kopieen"
        folder.mkdir(exist_ok=True)
        good = self.both('[inbox]\nstil_seconden = 2\n[agenda]\ncontroles_om = "06:00"\n')
        answer = self.check(good + 'reservekopieen = "%s"\n' % folder)
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        for wrong, code in ((self.folder / "weg", "backups_folder_is_unreadable"),
                            (self.folder / "0002" / "kopieen", "backup_lies_in_the_state_directory")):
            answer = self.check(good + 'reservekopieen = "%s"\n' % wrong)
            self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
            self.assertEqual([each["fout"] for each in json.loads(answer.stdout)["bevindingen"]], [code])

    def test_everything_that_is_wrong_is_told_at_once_with_its_place_and_what_to_do(self):
        for copy in ("zonder-sleutels", "andere-sleutels"):
            shutil.copytree(self.folder / "0002", self.folder / copy, dirs_exist_ok=True)
        answer = self.check('[server]\ncertificat = "/x"\nlezers = 1000\ncertificaat = "%s"\nsleutel = "%s"\n' % (
            self.folder / "geen.pem", self.folder / "geen-sleutel.pem")
            + self.gemeente("0001", "0002", "0002") + self.gemeente("0002", "andere-sleutels", "0001")
            + self.gemeente("0003", "zonder-sleutels") + self.gemeente("0004"))
        self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout)
        self.assertEqual([each["fout"] for each in told["bevindingen"]],
                         ["setting_is_unknown", "number_is_out_of_bounds", "certificate_is_unusable",
                          "gemeente_is_another", "keys_are_of_another_municipality", "keys_are_missing",
                          "state_directory_is_missing"])
        for each in told["bevindingen"]:
            self.assertIn(". ", each["zin"])
        self.assertIn("server.certificaat", told["bevindingen"][0]["zin"])
        self.assertIn("regel: 2", told["bevindingen"][0]["zin"])

    def test_a_file_of_a_login_server_that_is_not_there_hides_nothing_else(self):
        login = ('inlogserver = "https://inlog.example"\ninlogserver_client = "ontzorgd"\n'
                 'inlogserver_terugkeer = "https://ontzorgd.example/v1/aanmelden/antwoord"\n'
                 'inlogserver_rollen = "Betalen=rechtmatigheid"\ninlogserver_sleutel = "%s"\n' % (self.folder / "weg"))
        answer = self.check('[server]\nclient_uitgevers = "%s"\n' % (self.folder / "nergens.pem")
                            + self.gemeente("0001") + login + self.gemeente("0009"))
        self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout)["bevindingen"]
        self.assertEqual([each["fout"] for each in told],
                         ["client_authorities_are_unusable", "state_directory_is_missing", "login_server_is_unusable"])
        self.assertIn(str(self.folder / "weg"), told[2]["zin"])

    def test_the_same_file_starts_no_daemon(self):
        wrong = self.file(self.both("leezers = 2\n"), "fout.toml")
        answer = self.serve("--config", wrong)
        self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
        self.assertEqual(json.loads(answer.stdout)["fout"], "configuration_is_wrong")

    def test_a_file_that_is_not_there_is_told_as_such(self):
        answer = self.serve("--config", self.folder / "nergens.toml", "--check-config")
        self.assertEqual(answer.returncode, MALFORMED)
        self.assertEqual(json.loads(answer.stdout)["fout"], "file_cannot_be_opened")

    def test_what_the_file_says_is_not_said_beside_it(self):
        file = self.file(self.both())
        for options in (["--state", self.folder / "0001"], ["--listen", "127.0.0.1:0"], ["--keys", self.folder],
                        ["--inbox-still", "1"], ["--backups", self.folder]):
            answer = subprocess.run([self.program, "serve", "--config", file, *options], capture_output=True, text=True)
            self.assertEqual(answer.returncode, USAGE, answer.stderr)
            self.assertIn("gaan niet samen", answer.stderr)
        answer = subprocess.run([self.program, "serve", "--check-config"], capture_output=True, text=True)
        self.assertEqual(answer.returncode, USAGE, answer.stderr)

    def test_the_example_names_every_setting_and_is_taken_as_it_is_but_for_its_gemeente(self):
        answer = self.check((ROOT / "packaging" / "ontzorgd.toml").read_text())
        self.assertEqual([each["fout"] for each in json.loads(answer.stdout)["bevindingen"]],
                         ["state_directory_is_missing"])


class Running(Configured):
    def setUp(self):
        self.path = self.file(self.both("[sessie]\nbevestigd_seconden = 100\n"))
        self.daemon = ConfiguredDaemon(self.program, self.path)
        self.people = []

    def tearDown(self):
        for person in self.people:
            person.leave()
        self.assertEqual(self.daemon.stop(), DONE)

    def beheer(self, code):
        person = Person(self.daemon, DAY)
        self.people.append(person)
        status, headers, told = person.ask(
            "POST", "/v1/sessies", {"gemeente": code, "gebruiker": "beheer", "wachtwoord": PASSWORD})
        self.assertEqual(status, 201, told)
        person.cookie, person.csrf = headers["Set-Cookie"].split(";")[0], told["csrf_token"]
        return person

    @staticmethod
    def confirmed(person):
        return person.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": PASSWORD})[2]["bevestigd_seconden"]

    def test_1_it_serves_every_gemeente_and_tells_how_each_is(self):
        nobody = Person(self.daemon, DAY)
        self.people.append(nobody)
        self.assertEqual(nobody.ask("GET", "/health")[2],
                         {"status": "gezond", "gemeenten": {"0001": "gezond", "0002": "gezond"}})
        for code in ("0001", "0002"):
            self.daemon.heard("Gemeente %s: Er is niet gezegd in welke map de reservekopieën komen" % code)
        metrics = nobody.ask("GET", "/metrics")[2]
        for code in ("0001", "0002"):
            self.assertIn('ontzorgd_facts{gemeente="%s"}' % code, metrics)
        names = re.findall(r"^# TYPE (\S+)", metrics, re.MULTILINE)
        self.assertEqual(len(names), len(set(names)), "a metric is told in two places")
        status, _, told = nobody.ask("POST", "/v1/sessies", {"gebruiker": "beheer", "wachtwoord": PASSWORD})
        self.assertEqual((status, told["code"]), (400, "gemeente_is_needed"))

    def test_2_a_reload_takes_over_what_may_change_and_tells_what_waits(self):
        person = self.beheer("0001")
        self.assertEqual(self.confirmed(person), 100)
        self.file(self.both("lezers = 3\n[sessie]\nbevestigd_seconden = 200\n"))
        told = self.daemon.reload("na opnieuw starten")
        self.assertIn("De instelling server.lezers verandert pas na opnieuw starten.", told)
        self.assertNotIn("bevestigd", told)
        self.assertEqual(self.confirmed(person), 200)

    def test_3_a_wrong_file_leaves_the_old_one_in_force(self):
        person = self.beheer("0002")
        self.file(self.both("[sessie]\nbevestigd_seconden = 300\nlangste_secnden = 5\n"))
        told = self.daemon.reload("blijven in gebruik")
        self.assertIn("sessie.langste_seconden lijkt er het meest op", told)
        self.assertEqual(self.confirmed(person), 100)

    def test_4_a_certificate_is_replaced_and_never_taken_away(self):
        certificate, key = self.folder / "keten.pem", self.folder / "sleutel.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", certificate, "-subj", "/CN=localhost", "-days", "2"],
                       check=True, capture_output=True)
        self.file(self.both('certificaat = "%s"\nsleutel = "%s"\n' % (certificate, key)))
        self.assertIn("opnieuw gelezen", self.daemon.reload("opnieuw gelezen"))
        self.file(self.both())
        told = self.daemon.reload("blijven in gebruik")
        self.assertIn("noemt geen certificaat meer, en %s is in gebruik" % certificate, told)

    def test_5_what_runs_by_a_file_can_be_checked_meanwhile(self):
        answer = self.check(self.both())
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertEqual([each["in_gebruik"] for each in json.loads(answer.stdout)["gemeenten"]], [True, True])


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
