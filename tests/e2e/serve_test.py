#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The daemon as people and programs reach it: HTTPS, from login to files in the outbox.

    serve_test.py PROGRAM

One municipality of twelve households; run, split, batch, signatures and release go over the network, and
the directory that is left is the one that the command line leaves. The tests follow one another.
"""
import hashlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
import recorded  # noqa: E402
from commands_test import DONE, RELEASE_DAY, RUN, RUN_DAY, Town  # noqa: E402

CLOSED = ssl.create_default_context()
CLOSED.check_hostname = False
CLOSED.verify_mode = ssl.CERT_NONE


class Daemon:
    """`ontzorgd serve` on a free port."""

    def __init__(self, practice, *options):
        self.process = subprocess.Popen(
            [practice.program, "serve", "--state", practice.state, "--keys", practice.keys, "--listen", "127.0.0.1:0",
             *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.log = []
        told = self.process.stderr.readline()
        # What else it has to say may come first.
        while told and not (found := re.search(r"127\.0\.0\.1:(\d+)", told)):
            self.log.append(told)
            told = self.process.stderr.readline()
        if not told:
            raise AssertionError("it does not serve: %d\n%s" % (self.process.wait(timeout=60), "".join(self.log)))
        self.port = int(found.group(1))
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.reader.join()
        out = self.process.stdout.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return self.process.returncode, out + "".join(self.log)


class Person:
    """Somebody with a connection, and a session once they logged in. What goes over it is held against the contract."""
    recorder = recorded.Recorder()

    def __init__(self, daemon, day):
        self.daemon = daemon
        self.day = day
        self.connection = http.client.HTTPSConnection("127.0.0.1", daemon.port, context=CLOSED, timeout=60)
        self.cookie = None
        self.csrf = None

    def ask(self, method, path, body=None, key=None, headers=None, kind="application/json"):
        """Status, headers and the JSON (or text) of the answer."""
        sent = {"Ontzorgd-Vandaag": self.day.isoformat()}
        if self.cookie:
            sent["Cookie"] = self.cookie
            sent["X-CSRF-Token"] = self.csrf
        if key:
            sent["Idempotency-Key"] = key
        if body is not None:
            sent["Content-Type"] = kind
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        sent.update(headers or {})
        self.connection.request(method, path, body=body, headers=sent)
        answer = self.connection.getresponse()
        text = answer.read()
        media = answer.headers.get("Content-Type", "")
        told = json.loads(text) if "json" in media and "json-lines" not in media else text.decode(errors="surrogateescape")
        self.recorder.answered(method, path, answer.status, answer.headers, told, body, sent.get("Content-Type"),
                               sent.get("Authorization"))
        return answer.status, answer.headers, told

    def leave(self):
        self.connection.close()

    def log_in(self, name, password):
        status, headers, told = self.ask("POST", "/v1/sessies", {"gebruiker": name, "wachtwoord": password})
        if status == 201:
            self.cookie = headers["Set-Cookie"].split(";")[0]
            self.csrf = told["csrf_token"]
        return status, headers, told


class UnderAServiceManager(Town):
    until = ("run", "import")

    def serve(self, manager, given):
        """The daemon, which listens on `given` and tells `manager` how it is."""
        path = str(self.practice.folder / "notify")
        pathlib.Path(path).unlink(missing_ok=True)
        manager.bind(path)
        manager.settimeout(30)
        # The socket is number 3 of the process, which knows itself by LISTEN_PID.
        shell = "exec 3<&%d; export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"" % given.fileno()
        process = subprocess.Popen(
            ["/bin/bash", "-c", shell, "serve", self.practice.program, "serve", "--state", self.practice.state,
             "--keys", self.practice.keys], pass_fds=[given.fileno()], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"})
        self.assertEqual(manager.recv(100), b"READY=1")
        return process

    def health(self, given):
        connection = http.client.HTTPSConnection("127.0.0.1", given.getsockname()[1], context=CLOSED, timeout=60)
        connection.request("GET", "/health")
        status = connection.getresponse().status
        connection.close()
        return status

    def test_1_it_serves_on_the_socket_it_is_given_and_says_when_it_is_ready_lives_and_stops(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, socket.create_server(("127.0.0.1", 0)) as given:
            process = self.serve(manager, given)
            self.assertEqual(self.health(given), 200)
            for _ in range(3):
                self.assertEqual(manager.recv(100), b"WATCHDOG=1")
            process.send_signal(signal.SIGTERM)
            while (told := manager.recv(100)) != b"STOPPING=1":
                self.assertEqual(told, b"WATCHDOG=1")
            self.assertEqual(process.wait(timeout=60), DONE)

    def test_2_it_says_no_longer_that_it_lives_when_its_directory_cannot_be_read(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, socket.create_server(("127.0.0.1", 0)) as given:
            process = self.serve(manager, given)
            self.assertEqual(manager.recv(100), b"WATCHDOG=1")
            for name in ("ontzorgd.db", "ontzorgd.db-wal", "ontzorgd.db-shm"):
                file = self.practice.state / name
                file.write_bytes(os.urandom(file.stat().st_size))
            self.assertEqual(self.health(given), 503)
            # What it was asked before may still be said.
            manager.settimeout(3)
            with self.assertRaises(TimeoutError):
                for _ in range(4):
                    self.assertEqual(manager.recv(100), b"WATCHDOG=1")
            process.kill()
            process.wait(timeout=60)


class OverTheNetworkBase(Town):
    until = ("run", "import")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.daemon = Daemon(cls.practice)
        cls.people = {}

    @classmethod
    def tearDownClass(cls):
        for person in cls.people.values():
            person.leave()
        if cls.daemon.process.poll() is None:
            cls.daemon.stop()
        super().tearDownClass()

    def person(self, name):
        if name not in self.people:
            person = Person(self.daemon, self.day)
            status, _, told = person.log_in(name, "wachtwoord-van-%s" % name)
            self.assertEqual(status, 201, told)
            self.people[name] = person
        self.people[name].day = self.day
        return self.people[name]

    def gives(self, name, status, method, path, body=None, **more):
        answer = self.person(name).ask(method, path, body, **more)
        self.assertEqual(answer[0], status, answer[2])
        self.assertEqual(answer[1]["API-Version"], "1.0.0")
        if status >= 400:
            self.assertEqual(answer[1]["Content-Type"], "application/problem+json")
            self.assertEqual(answer[2]["status"], status)
            self.assertIn(". ", answer[2]["detail"], "the sentence does not say what to do")
        return answer[2]


class OverTheNetwork(OverTheNetworkBase):
    def test_1_only_who_logs_in_is_let_in(self):
        nobody = Person(self.daemon, self.day)
        for path in ("/v1/runs", "/v1/gebruikers", "/v1/sessies/huidige"):
            status, headers, told = nobody.ask("GET", path)
            self.assertEqual((status, told["code"]), (401, "session_is_needed"))
            self.assertEqual(headers["Cache-Control"], "no-store")
        status, _, told = nobody.log_in("rob", "een ander wachtwoord")
        self.assertEqual((status, told["code"]), (401, "name_or_password_is_wrong"))
        status, _, told = nobody.log_in("niemand", "wachtwoord-van-niemand")
        self.assertEqual((status, told["code"]), (401, "name_or_password_is_wrong"))
        status, headers, told = nobody.log_in("rob", "wachtwoord-van-rob")
        self.assertEqual(status, 201)
        for flag in ("__Host-ontzorgd=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(flag, headers["Set-Cookie"])
        self.assertEqual(nobody.ask("GET", "/v1/runs")[0], 200)
        self.assertEqual(nobody.ask("DELETE", "/v1/sessies/huidige")[0], 204)
        self.assertEqual(nobody.ask("GET", "/v1/runs")[0], 401, "a session goes on after its end")
        self.gives("beheer", 200, "DELETE", "/v1/gebruikers/kees/rollen/kwaliteitsmedewerker")
        self.assertEqual(nobody.log_in("kees", "wachtwoord-van-kees")[0], 403, "without a role")
        self.gives("beheer", 200, "PUT", "/v1/gebruikers/kees/rollen/kwaliteitsmedewerker")
        nobody.leave()

    def test_2_every_error_is_a_problem_that_says_all_that_is_wrong_at_once(self):
        self.assertEqual(self.gives("rob", 404, "GET", "/nergens")["code"], "path_is_unknown")
        self.gives("rob", 404, "GET", "/v1/runs/")
        self.gives("rob", 400, "GET", "/v1/../runs")
        self.gives("rob", 400, "GET", "/v1/runs%2F..")
        status, headers, _ = self.person("rob").ask("PUT", "/v1/runs")
        self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD, POST"))
        self.gives("rob", 415, "POST", "/v1/batches", b"run=x", kind="application/x-www-form-urlencoded")
        told = self.gives("rob", 400, "POST", "/v1/batches", {"instant": "ja", "onbekend": 1})
        self.assertEqual({(row["code"], row["veld"]) for row in told["bevindingen"]},
                         {("field_is_of_the_wrong_kind", "instant"), ("field_is_unknown", "onbekend"),
                          ("field_is_missing", "run")})
        for body in (b"", b"[]", b"{", b'{"run":"a","run":"b"}', b'{"run":"\xff"}', b"[" * 5000, b'{"run":null}',
                     b'{"run":{"a":{}}}', b'{"run":"' + b"x" * 3000 + b'"}'):
            self.gives("rob", 400, "POST", "/v1/batches", body)
        self.gives("rob", 413, "POST", "/v1/batches", b" " * 70_000)
        self.gives("rob", 400, "GET", "/v1/runs?peildatum=2026-01-01&peildatum=2026-01-01")
        self.gives("rob", 400, "GET", "/v1/runs?onbekend=1")
        self.gives("rob", 400, "GET", "/v1/batches/zeven")

    def test_3_another_site_cannot_act_in_a_session(self):
        status, _, told = self.person("rob").ask("POST", "/v1/batches", {"run": RUN}, headers={"X-CSRF-Token": "x"})
        self.assertEqual((status, told["code"]), (403, "csrf_token_is_wrong"))

    def test_4_a_run_comes_in_over_the_network_once_and_is_split(self):
        self.on(RUN_DAY)
        run = (self.data / "run-2026-11.xml").read_bytes()
        upload = {"kind": "application/octet-stream"}
        told = self.gives("klara", 403, "POST", "/v1/runs", run, **upload)
        self.assertEqual(told["code"], "role_may_not_do_this")
        waits = self.person("klara").ask("POST", "/v1/runs", b"x", headers={"Expect": "100-continue"}, **upload)
        self.assertEqual(waits[0], 403, "a file is asked for that would be thrown away")
        type(self).people.pop("klara").leave()
        self.gives("rob", 400, "POST", "/v1/runs", run[:-200], **upload)
        first = self.gives("rob", 201, "POST", "/v1/runs", run, key="een", **upload)
        self.assertEqual(first["run"], RUN)
        self.assertEqual(self.gives("rob", 201, "POST", "/v1/runs", run, key="een", **upload), first)
        self.assertEqual(self.gives("rob", 201, "POST", "/v1/runs", run, **upload), first)
        told = self.gives("rob", 409, "POST", "/v1/runs", run + b"\n", key="een", **upload)
        self.assertEqual(told["code"], "idempotency_key_was_for_another_request")
        if first["aangehouden"]:
            self.gives("karin", 201, "POST", "/v1/runs/%s/aanvaardingen" % RUN)
        self.gives("rob", 201, "POST", "/v1/runs/%s/verdelingen" % RUN)
        self.assertEqual(self.gives("aad", 200, "GET", "/v1/runs/%s" % RUN)["staat"], "split")
        self.assertEqual(self.gives("aad", 200, "GET", "/v1/runs?peildatum=2026-11-01")["runs"], [])

    def test_5_a_fault_of_the_disk_takes_back_what_was_half_done(self):
        folder = self.practice.state / "archive" / "tmp"
        folder.rename(folder.with_name("weg"))
        told = self.gives("rob", 500, "POST", "/v1/batches", {"run": RUN}, key="batch")
        self.assertEqual(told["code"], "work_ended_halfway")
        folder.with_name("weg").rename(folder)
        access = [json.loads(line) for log in sorted((self.practice.state / "logboek").glob("toegang-*.jsonl"))
                  for line in log.read_text().splitlines()]
        ends = [line["uitkomst"] for line in access if line["via"] == "POST /v1/batches"]
        self.assertEqual(ends[-1:], ["storing"], "what ended in a fault is logged too")
        self.assertEqual(self.gives("aad", 200, "GET", "/v1/batches")["batches"], [])

    def test_5_four_eyes_sign_with_their_password_typed_again(self):
        batch = self.gives("rob", 201, "POST", "/v1/batches", {"run": RUN}, key="batch")
        sign = "/v1/batches/%d/handtekeningen" % batch["batch"]
        this = {"versie": 1}
        self.assertEqual(self.gives("karin", 403, "POST", sign, this)["code"], "session_is_not_confirmed")
        self.gives("karin", 401, "POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "een ander wachtwoord"})
        self.assertEqual(self.gives("karin", 403, "POST", sign, this)["code"], "session_is_not_confirmed")
        for name in ("rob", "karin", "kim"):
            self.gives(name, 201, "POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-%s" % name})
        self.assertEqual(self.gives("rob", 409, "POST", sign, this)["code"], "signer_is_proposer")
        told = self.gives("karin", 409, "POST", sign, {"versie": 2})
        self.assertEqual(told["code"], "batch_has_another_version")
        self.gives("karin", 201, "POST", sign, this, key="handtekening")
        self.gives("karin", 201, "POST", sign, this, key="handtekening")
        self.gives("kim", 201, "POST", sign, this)
        sheet = self.gives("aad", 200, "GET", "/v1/batches/%d/batchblad" % batch["batch"])
        self.assertIn(RUN, sheet)
        self.on(RELEASE_DAY)
        self.gives("rob", 201, "POST", "/v1/batches/%d/vrijgaven" % batch["batch"], this)
        self.assertTrue(list((self.practice.state / "outbox").glob("*.ready")))

    def test_6_one_key_sent_by_many_at_once_is_done_once(self):
        before = self.gives("beheer", 200, "GET", "/v1/gebruikers")["gebruikers"]
        self.person("beheer")
        answers = []

        def send():
            person = Person(self.daemon, self.day)
            person.cookie, person.csrf = self.people["beheer"].cookie, self.people["beheer"].csrf
            while True:
                status, _, told = person.ask("POST", "/v1/gebruikers", {
                    "naam": "nieuw", "wachtwoord": "een lang wachtwoord", "rol": "auditor"}, key="nieuw")
                if status != 409:
                    answers.append((status, json.dumps(told)))
                    person.leave()
                    return
        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 8)
        self.assertEqual(len(set(answers)), 1, answers)
        self.assertEqual(answers[0][0], 201)
        self.assertEqual(len(self.gives("beheer", 200, "GET", "/v1/gebruikers")["gebruikers"]), len(before) + 1)

    def test_7_a_request_that_breaks_off_changes_nothing_and_harms_nobody(self):
        person = self.person("rob")
        raw = CLOSED.wrap_socket(socket.create_connection(("127.0.0.1", self.daemon.port)))
        raw.sendall(("POST /v1/runs HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nX-CSRF-Token: %s\r\n"
                     "Content-Length: 1000\r\n\r\n<half" % (person.cookie, person.csrf)).encode())
        raw.close()
        self.assertEqual(len(self.gives("rob", 200, "GET", "/v1/runs")["runs"]), 1)
        self.assertEqual(list((self.practice.state / "werk").iterdir()), [])

    def test_8_whoever_watches_hears_how_it_goes_and_nothing_of_anybody(self):
        watcher = Person(self.daemon, self.day)
        self.assertEqual(watcher.ask("GET", "/health")[2], {"status": "gezond", "gemeenten": {"1734": "gezond"}})
        told = watcher.ask("GET", "/metrics")[2]
        watcher.leave()
        for line in ('ontzorgd_unsigned_batches{gemeente="1734"} 0', "ontzorgd_sessions ",
                     'ontzorgd_facts{gemeente="1734"} ', 'ontzorgd_well{gemeente="1734"} 1',
                     'ontzorgd_waiting_changes{gemeente="1734",work="long"} 0'):
            self.assertIn(line, told)
        self.assertRegex(told, r'(?m)^ontzorgd_chain_anchor_age_days\{gemeente="1734"\} \d+$')
        self.assertIn('ontzorgd_unexplained_cents{gemeente="1734",account="lasten",side="credit"} 0', told)
        self.assertNotIn("ontzorgd_oldest_unexplained_cent_days{", told, "no statement came in yet")
        for name in ("rob", "K001", "C0001", "NL"):
            self.assertNotIn(name, told)

    def test_7_who_takes_another_password_ends_their_other_sessions(self):
        elsewhere = Person(self.daemon, self.day)
        self.assertEqual(elsewhere.log_in("kees", "wachtwoord-van-kees")[0], 201)
        change, new = "/v1/wachtwoordwijzigingen", {"nieuw_wachtwoord": "wat alleen kees weet"}
        self.assertEqual(self.gives("kees", 403, "POST", change, new)["code"], "session_is_not_confirmed")
        self.gives("kees", 201, "POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-kees"})
        told = self.gives("kees", 400, "POST", change, {"nieuw_wachtwoord": "kort"})
        self.assertEqual([(row["code"], row["veld"]) for row in told["bevindingen"]],
                         [("password_is_too_short", "nieuw_wachtwoord")])
        self.assertEqual(self.gives("kees", 201, "POST", change, new)["wachtwoord"], "eigen")
        self.gives("kees", 200, "GET", "/v1/gebruikers")
        self.assertEqual(elsewhere.ask("GET", "/v1/gebruikers")[0], 401)
        self.assertEqual(elsewhere.log_in("kees", "wachtwoord-van-kees")[0], 401)
        self.assertEqual(elsewhere.log_in("kees", "wat alleen kees weet")[0], 201)
        elsewhere.leave()
        # By the command line it ends them all, and the password that counted is no use there either.
        wrong = self.run_program("kees", "second-factor", "begin", extra=("--json",))
        self.assertEqual(json.loads(wrong.stdout)["fout"], "name_or_password_is_wrong")
        file, later = self.practice.passwords / "kees", self.practice.folder / "later"
        file.write_text("wat alleen kees weet\n")
        later.write_text("wat kees later koos\n")
        answer = self.run_program("kees", "user", "password", "--new-password-file", later)
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        file.write_text(later.read_text())
        self.gives("kees", 401, "GET", "/v1/gebruikers")
        type(self).people.pop("kees").leave()

    def test_8_a_password_that_is_guessed_too_often_is_not_looked_at(self):
        guesser = Person(self.daemon, self.day)
        for _ in range(10):
            self.assertEqual(guesser.log_in("kees", "verkeerd geraden")[0], 401)
        status, headers, told = guesser.log_in("kees", "wachtwoord-van-kees")
        self.assertEqual((status, told["code"]), (429, "too_many_wrong_passwords"))
        self.assertGreater(int(headers["Retry-After"]), 0)
        self.assertEqual(guesser.log_in("klara", "wachtwoord-van-klara")[0], 201)
        guesser.leave()

    def test_9_the_daemon_stops_when_told_and_leaves_what_the_command_line_leaves(self):
        code, told = self.daemon.stop()
        self.assertEqual(code, DONE, told)
        for secret in ("wachtwoord-van", "wat alleen", "__Host-", "csrf", "NL12", RUN, "?"):
            self.assertNotIn(secret, "".join(line for line in self.daemon.log if line.startswith("{")))
        self.assertIn('"route":"/v1/batches/{batch}/handtekeningen","gebruiker":"karin"', told)
        self.expect_sound()
        self.assertEqual(self.told("batch", "show", "1")["staat"], "settling")
        for file in (self.practice.state / "outbox").glob("*.xml"):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            self.assertTrue((self.practice.state / "archive" / (digest + ".xml")).exists(), file)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
