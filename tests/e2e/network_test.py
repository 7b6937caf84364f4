#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Everything that the other tests type, over the network: each command as the request that asks the same.

    network_test.py PROGRAM [--only CLASS]

The municipalities of the other tests live through the same troubles, with a daemon on their directory; what they
expect of the command line they expect here of the API. Every request and every answer is held against the
contract, and in the end each operation of it must have been done and refused at least once.
"""
import base64
import contextlib
import hashlib
import importlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
import recorded  # noqa: E402
import serve_test  # noqa: E402
import typed  # noqa: E402
from commands_test import DONE, Town  # noqa: E402
from practice_month import Practice  # noqa: E402

MODULES = ("commands_test", "people_test", "lines_test", "refunds_test", "rules_test", "months_test", "reissue_test", "renew_test",
           "status_report_test", "own_profile_test", "exports_test", "part_test", "backup_test", "schedule_test",
           "privacy_test")
# What only the command line tells.
EXCEPT = ("test_2_what_is_no_profile_or_takes_a_name_of_the_program_is_refused", "test_8_a_part_or_recall_",
          "test_1_it_is_made_and_says", "test_2_one_that_was_changed_is", "test_3_what_comes_back_is_what",
          "test_3b_the_logs_tell_what_they_told", "test_4_nothing_goes_to_the_bank_until",
          "test_3_people_read_it_in_dutch")
ANSWERED = recorded.Recorder()


class Line:
    """The daemon of one directory and who is logged in there."""

    def __init__(self, practice):
        self.practice = practice
        self.daemon = None
        self.people = {}
        self.is_known = False  # somebody logged in once

    def stop(self):
        if self.daemon is None:
            return
        for _, person in self.people.values():
            person.leave()
        self.people = {}
        code, told = self.daemon.stop()
        self.daemon = None
        assert code == DONE, told

    def person(self, user, day):
        """Somebody who is logged in, or what the login was answered."""
        password = (self.practice.passwords / user).read_text().strip()
        if self.daemon is None:
            self.daemon = serve_test.Daemon(self.practice)
        if user in self.people and self.people[user][0] == password:
            person = self.people[user][1]
        else:
            person = serve_test.Person(self.daemon, day)
            status, _, told = person.log_in(user, password)
            if status != 201:
                person.leave()
                return None, (status, told)
            self.people[user] = (password, person)
            self.is_known = True
        person.day = day
        return person, None

    def send(self, user, day, request):
        person, refusal = self.person(user, day)
        if refusal:
            return refusal
        if request.asks_password:
            person.ask("POST", "/v1/sessies/huidige/bevestigingen",
                       {"wachtwoord": (self.practice.passwords / user).read_text().strip()})
        if request.asks_version:
            batch = person.ask("GET", request.path.rpartition("/")[0])
            request.body = {"versie": batch[2].get("versie", 1)}
        headers = {}
        if request.etag_of:
            headers["If-Match"] = '"0"'
        for path in request.etag_of:
            status, found, _ = person.ask("GET", path)
            if status == 403:  # who may not read it knows the version from another
                status, found, _ = self.person("aad", day)[0].ask("GET", path)
            if status == 200:
                headers["If-Match"] = found["ETag"]
        # Somebody new is added once: who sends it again says with the key that it is the same request.
        key = hashlib.sha256(repr(request.body).encode()).hexdigest() if request.command == "user add" else None
        status, _, told = person.ask(request.method, request.path, request.body, key, headers, request.kind)
        return status, told


LINES = {}
TYPED = Practice.run
STARTS = serve_test.Daemon.__init__


def over_the_network(practice, step, extra=(), **options):
    """Instead of Practice.run: the request, where there is one, and what it was answered."""
    line = LINES.setdefault(id(practice), Line(practice))
    is_own = practice.state.parent == practice.folder
    request = typed.request_of([*step.args, *(word for word in extra if word != "--json")])
    user = step.user if step.changes else "aad"
    as_text = "--json" not in extra and not step.changes
    if not is_own or request is None or request.prints != as_text or options or not (line.is_known or step.changes):
        line.stop()
        return TYPED(practice, step, extra, **options)
    code, text = typed.as_typed(*line.send(user, step.day, request), request.prints)
    return subprocess.CompletedProcess(step.args, code, text, "")


def start(daemon, practice, *options):
    """Instead of Daemon.__init__: a test that has a daemon of its own has the directory for itself."""
    if id(practice) in LINES:
        LINES[id(practice)].stop()
    STARTS(daemon, practice, *options)


def close(cls):
    for line in [line for line in LINES.values() if getattr(cls, "practice", None) is line.practice]:
        line.stop()


ENDS = Town.tearDownClass.__func__


def tear_down(cls):
    close(cls)
    ENDS(cls)


class TheRest(Town):
    """What no other test types."""
    until = None

    def asks(self, method, path, body=None, user="aad", wanted=200, **more):
        person, refusal = LINES[id(self.practice)].person(user, self.day)
        self.assertIsNone(refusal)
        status, _, told = person.ask(method, path, body, **more)
        self.assertEqual(status, wanted, told)
        return told

    def test_1_is_shown(self):
        self.assertEqual(self.asks("GET", "/v1/openapi.json")["openapi"], "3.0.3")
        self.assertEqual(self.asks("GET", "/v1/sessies/huidige")["gebruiker"], "aad")
        self.assertTrue(self.told("reconcile", "show")["saldi"])
        self.assertTrue(self.told("bank", "show", "1"))
        creditors = self.told("creditor", "show")["crediteuren"]
        self.assertTrue(self.printed("export", "specification", "--creditor", creditors[0]["crediteur"]))
        open_ones = self.told("exception", "list")["uitzonderingen"]
        self.assertTrue(open_ones)
        for row in open_ones:
            self.assertEqual(self.told("exception", "show", row["nummer"])["nummer"], row["nummer"])
        for client in self.told("client", "list")["clienten"]:
            self.told("client", "show", client["client"])

    def test_2_is_read_and_not_kept(self):
        statement = next(self.practice.bank.glob("CAMT053-*.xml"))
        self.assertTrue(self.told("bank", "read", statement)["statements"])
        profile = commands_test.ROOT / "schemas/bankprofielen/bng.toml"
        self.assertTrue(self.told("profile", "check", profile))

    def test_2_what_lies_in_the_inbox_is_taken_when_asked(self):
        (self.practice.state / "inbox" / "map").mkdir(parents=True)
        receipt = self.practice.state / "outbox" / "niets.xml.ack"
        receipt.write_text("niets")
        self.assertEqual(self.asks("POST", "/v1/ontvangsten", user="rob", wanted=201)["wacht"], 2, "both are too new")
        os.utime(receipt, (0, 0))
        told = self.asks("POST", "/v1/ontvangsten", user="rob", wanted=201)
        self.assertEqual((told["wacht"], told["bestanden"]), (1, []))  # it is too new
        self.assertEqual([(row["bestand"], row["staat"]) for row in told["bevestigingen"]],
                         [("niets.xml.ack", "set_aside")])
        self.assertEqual(self.told("inbox", "list")["bestanden"], [])

    def test_3_a_statement_is_set_aside(self):
        last = max(row["levering"] for row in self.told("bank", "show")["afschriften"])
        self.done("karin", "bank", "set-aside", str(last), "--reason", "dubbel")

    def test_3_another_key_takes_over(self):
        told = self.done("beheer", "key", "rotate")
        self.assertEqual((told["sleutel"], told["vorige_sleutel"]), (2, 1))
        self.expect_sound()

    def test_4_nobody_loses_what_a_colleague_changed(self):
        client = self.told("client", "list")["clienten"][0]["client"]
        path, hold = "/v1/clienten/" + client, "/v1/clienten/%s/aanhoudingen" % client
        klara, _ = LINES[id(self.practice)].person("klara", self.day)
        version = klara.ask("GET", path)[1]["ETag"]
        before = self.asks("GET", "/v1/ankers/huidige")
        self.assertEqual(self.asks("POST", hold, {"reden": "gesprek"}, user="klara", wanted=428)["code"],
                         "version_is_not_named")
        for wrong in ("*", version.strip('"'), version + ", x"):
            told = self.asks("POST", hold, {"reden": "gesprek"}, user="klara", wanted=400,
                             headers={"If-Match": wrong})
            self.assertEqual(told["code"], "if_match_is_malformed")
        self.assertEqual(self.asks("GET", "/v1/ankers/huidige"), before)
        mine = {"If-Match": version}
        status, headers, first = klara.ask("POST", hold, {"reden": "gesprek"}, key="houd-aan", headers=mine)
        self.assertEqual(status, 201, first)
        self.assertEqual(headers["ETag"], klara.ask("GET", path)[1]["ETag"])
        given = headers["ETag"]
        # Whoever read it before that, sees that it is otherwise now.
        status, headers, told = klara.ask("POST", path + "/vrijgaven", {"reden": "klaar"}, headers=mine)
        self.assertEqual((status, told["code"]), (412, "version_is_another"))
        self.assertNotEqual(headers["ETag"], version)
        # The same request once more is answered what it was answered, and not that it is too late.
        status, again, told = klara.ask("POST", hold, {"reden": "gesprek"}, key="houd-aan", headers=mine)
        self.assertEqual((status, told, again["ETag"]), (201, first, given))
        status, _, told = klara.ask("POST", path + "/vrijgaven", {"reden": "klaar"},
                                    headers={"If-Match": 'W/"1", %s' % headers["ETag"]})
        self.assertEqual(status, 201, told)
        self.asks("POST", "/v1/clienten/C9999/aanhoudingen", {"reden": "x"}, user="klara", wanted=404, headers=mine)
        self.asks("POST", hold, {"reden": "gesprek"}, wanted=403)

    def test_4_every_client_is_told_what_is_known(self):
        for client in self.told("client", "list")["clienten"]:
            self.assertEqual(self.done("klara", "inzage", client["client"])["client"], client["client"])

    def test_4_a_contract_is_read_by_itself(self):
        contract = next(row for client in self.told("client", "list")["clienten"]
                        for row in self.told("client", "show", client["client"])["contracten"])
        told = self.asks("GET", "/v1/contracten/" + contract["contract"])
        self.assertEqual(told["bedragen"][-1]["bedrag"], contract["bedrag"])
        self.asks("GET", "/v1/contracten/O9999", wanted=404)

    def test_4_lists_come_a_page_at_a_time(self):
        aad, _ = LINES[id(self.practice)].person("aad", self.day)
        contract = aad.ask("GET", "/v1/openapi.json")[2]
        lists = [path for path, operations in contract["paths"].items() if "get" in operations and any(
            each.get("name") == "cursor" for each in operations["get"].get("parameters", []))]
        self.assertGreater(len(lists), 8)
        several = 0
        for path in lists:
            whole = aad.ask("GET", "/v1" + path)[2]
            name = next(key for key, value in whole.items() if isinstance(value, list))
            place, rows, pages = "/v1%s?limit=3" % path, [], 0
            while place:
                status, headers, told = aad.ask("GET", place)
                self.assertEqual(status, 200, told)
                self.assertLessEqual(len(told[name]), 3)
                rows += told[name]
                pages += 1
                link = headers.get("Link")
                place = re.fullmatch(r'<([^>]*)>; rel="next"', link).group(1) if link else None
            self.assertEqual(rows, whole[name], path)
            several += pages > 1
        self.assertGreater(several, 3)
        link = aad.ask("GET", "/v1/clienten?limit=1")[1]["Link"]
        next_page = re.fullmatch(r'<([^>]*)>; rel="next"', link).group(1)
        for wrong in (next_page + "A", next_page.replace("limit=1", "limit=2"), next_page.replace("clienten", "runs"),
                      "/v1/clienten?cursor=x", "/v1/clienten?limit=0", "/v1/clienten?limit=1001"):
            self.asks("GET", wrong, wanted=400)
        self.asks("GET", next_page, user="klara", wanted=400)  # of another person

    def test_5_a_session_ends(self):
        LINES[id(self.practice)].person("aad", self.day)
        person = serve_test.Person(LINES[id(self.practice)].daemon, self.day)
        self.assertEqual(person.log_in("aad", "wachtwoord-van-aad")[0], 201)
        self.assertEqual(person.ask("DELETE", "/v1/sessies/huidige")[0], 204)
        person.leave()

    def test_5_a_person_logs_out_at_the_login_server_too(self):
        person = serve_test.Person(LINES[id(self.practice)].daemon, self.day)
        self.assertEqual(person.log_in("aad", "wachtwoord-van-aad")[0], 201)
        self.assertEqual(person.ask("POST", "/v1/sessies/huidige/afmeldingen")[2], {"adres": ""})
        person.leave()

    def test_6_a_program_comes_in_with_a_token_that_it_signed(self):
        key = self.practice.folder / "machine.pem"
        openssl = ["openssl"]
        subprocess.run([*openssl, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key],
                       check=True, capture_output=True)
        public = subprocess.run([*openssl, "pkey", "-in", key, "-pubout"], check=True, capture_output=True).stdout
        self.asks("POST", "/v1/machines", {"naam": "uitkeringen", "rol": "rechtmatigheid", "kid": "k1",
                                           "sleutel": public.decode()}, "beheer", 201)

        def part(value):
            return base64.urlsafe_b64encode(value).rstrip(b"=")
        claims = {"iss": "uitkeringen", "sub": "uitkeringen", "aud": "urn:ontzorgd:%s" % self.practice.town["GEMEENTE"],
                  "jti": "1", "exp": int(time.time()) + 60}
        text = b".".join(part(json.dumps(each).encode()) for each in ({"alg": "RS256", "kid": "k1"}, claims))
        signature = subprocess.run([*openssl, "dgst", "-sha256", "-sign", key], input=text, check=True,
                                   capture_output=True).stdout
        token = (text + b"." + part(signature)).decode()
        machine = serve_test.Person(LINES[id(self.practice)].daemon, self.day)
        status, _, told = machine.ask("POST", "/v1/machinesessies", {"token": token})
        self.assertEqual(status, 201, told)
        shown = {"Authorization": "Bearer " + told["token"]}
        self.assertEqual(machine.ask("GET", "/v1/runs", headers=shown)[0], 200)
        self.assertEqual(machine.ask("POST", "/v1/batches/1/handtekeningen", {"versie": 1}, headers=shown)[0], 403)
        self.assertEqual(machine.ask("POST", "/v1/machinesessies", {"token": token})[2]["code"],
                         "machine_token_was_used")
        self.assertEqual(machine.ask("DELETE", "/v1/sessies/huidige", headers=shown)[0], 204)
        machine.leave()

    def test_7_a_list_says_how_much_of_it_is_left_out(self):
        clients = self.told("client", "list")["clienten"]
        relation = "/v1/gebruikers/klara/relaties/" + clients[0]["client"]
        klara, _ = LINES[id(self.practice)].person("klara", self.day)
        self.assertNotIn("Ontzorgd-Weggelaten", klara.ask("GET", "/v1/clienten")[1])
        self.asks("PUT", relation, {}, "beheer")
        _, headers, told = klara.ask("GET", "/v1/clienten")
        self.assertEqual((headers["Ontzorgd-Weggelaten"], len(told["clienten"])), ("1", len(clients) - 1))
        self.assertEqual(klara.ask("GET", "/v1/uitzonderingen")[1].get("Ontzorgd-Weggelaten", "").isdigit(), True)
        self.asks("DELETE", relation, {}, "beheer")
        self.assertNotIn("Ontzorgd-Weggelaten", klara.ask("GET", "/v1/clienten")[1])


class NotWaitedFor(Town):
    """Long work becomes a task for who prefers that."""
    until = ("run", "import")
    binary = typed.BINARY
    no_waiting = {"Prefer": "respond-async"}

    def line(self):
        return LINES[id(self.practice)]

    def ask(self, user, *what, **more):
        person, refusal = self.line().person(user, self.day)
        self.assertIsNone(refusal)
        return person.ask(*what, **more)

    def followed(self, user, place, **more):
        """Every event of a task, as (id, name, data), and the task when the events have ended."""
        status, headers, text = self.ask(user, "GET", place + "/voortgang", **more)
        self.assertEqual((status, headers["Content-Type"]), (200, "text/event-stream; charset=utf-8"))
        events = [dict(line.split(": ", 1) for line in part.splitlines()) for part in text.split("\n\n")
                  if part and not part.startswith(":")]
        self.assertEqual((events[-1]["id"], events[-1]["event"]), ("einde", "einde"))
        return events, self.ask(user, "GET", place)[2]

    def test_1_a_run_comes_in_while_nobody_waits(self):
        run = self.practice.run_file("2026-11").read_bytes()
        more = {"kind": self.binary, "key": "lang", "headers": self.no_waiting}
        status, headers, told = self.ask("rob", "POST", "/v1/runs", run, **more)
        self.assertEqual((status, headers["Preference-Applied"]), (202, "respond-async"))
        type(self).place = headers["Location"]
        self.assertEqual(self.place, "/v1/taken/%d" % told["taak"])
        again = self.ask("rob", "POST", "/v1/runs", run, **more)
        self.assertEqual((again[0], again[1]["Location"], again[2]), (202, self.place, told))
        other = self.ask("rob", "POST", "/v1/runs", run + b"\n", **more)
        self.assertEqual((other[0], other[2]["code"]), (409, "idempotency_key_was_for_another_request"))
        events, task = self.followed("rob", self.place)
        self.assertEqual((task["staat"], task["status"], task["antwoord"]["run"]),
                         ("gereed", 201, commands_test.RUN))
        numbers = [int(each["id"]) for each in events[:-1]]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual(self.ask("rob", "POST", "/v1/runs", run, kind=self.binary)[2], task["antwoord"])

    def test_2_is_seen_by_who_asked_and_by_the_auditor_alone(self):
        self.assertEqual(self.ask("aad", "GET", self.place)[0], 200)
        for place in (self.place, self.place + "/voortgang", "/v1/taken/999"):
            status, _, told = self.ask("klara", "GET", place)
            self.assertEqual((status, told["code"]), (404, "task_is_unknown"))
        self.assertEqual(self.ask("rob", "GET", "/v1/taken/een")[0], 400)
        self.assertEqual(self.ask("rob", "GET", self.place + "/voortgang", headers={"Last-Event-ID": "einde"})[0], 204)
        self.assertEqual(len(self.followed("rob", self.place, headers={"Last-Event-ID": "1"})[0]), 1)

    def test_3_who_may_not_or_is_wrong_hears_so(self):
        self.assertEqual(self.ask("klara", "POST", "/v1/runs", b"x", kind=self.binary, headers=self.no_waiting)[0], 403)
        split = "/v1/runs/%s/verdelingen"
        self.assertEqual(self.ask("klara", "POST", split % commands_test.RUN, headers=self.no_waiting)[0], 403)
        self.assertEqual(self.ask("rob", "DELETE", "/v1/batches/9/regels/1", headers=self.no_waiting)[0], 404)
        headers = self.ask("rob", "POST", split % "geen", key="mis", headers=self.no_waiting)[1]
        task = self.followed("rob", headers["Location"])[1]
        self.assertEqual((task["staat"], task["status"], task["probleem"]["code"]), ("mislukt", 404, "run_is_unknown"))
        again = self.ask("rob", "POST", split % "geen", key="mis", headers=self.no_waiting)[1]["Location"]
        self.assertNotEqual(again, headers["Location"], "what was not done may be asked again with its key")
        # What takes no time is not put off.
        self.assertEqual(self.ask("karin", "POST", "/v1/runs/%s/aanvaardingen" % commands_test.RUN,
                                  headers=self.no_waiting)[0], 201)

    def test_4_a_task_is_there_after_a_stop_and_says_when_it_was_cut_short(self):
        self.line().stop()
        with contextlib.closing(sqlite3.connect(self.practice.state / "ontzorgd.db")) as database, database:
            database.execute("INSERT INTO task(id, user, command, begun, state) SELECT 99, user, command, begun, 'taken' FROM task "
                             "WHERE id = 1")
        self.assertEqual(self.ask("rob", "GET", self.place)[2]["antwoord"]["run"], commands_test.RUN)
        task = self.followed("rob", "/v1/taken/99")[1]
        self.assertEqual(task["staat"], "afgebroken")
        self.assertIn("nog eens", task["volgende_stap"])

    def test_5_a_split_that_the_program_died_in_is_done_when_asked_again(self):
        split = "/v1/runs/%s/verdelingen" % commands_test.RUN
        place = self.ask("rob", "POST", split, key="verdeel", headers=self.no_waiting)[1]["Location"]
        line = self.line()
        line.daemon.process.kill()
        line.daemon.process.wait()
        for pipe in (line.daemon.process.stdout, line.daemon.process.stderr):
            pipe.close()
        line.daemon, line.people = None, {}
        ended = self.followed("rob", place)[1]["staat"]
        self.assertIn(ended, ("gereed", "afgebroken"))
        again = self.ask("rob", "POST", split, key="verdeel", headers=self.no_waiting)[1]["Location"]
        self.assertEqual(again == place, ended == "gereed", "what was cut short is taken on anew")
        task = self.followed("rob", again)[1]
        self.assertEqual((task["staat"], task["antwoord"]["staat"]), ("gereed", "split"))
        self.expect_sound()


class LostOnTheWay(Town):
    """The program stopped while it handed a file over, and the copy is gone."""
    until = ("batch", "release")

    def test_is_decided_by_a_person(self):
        file = self.told("batch", "show", "1")["bestanden"][0]["bestand"]
        LINES[id(self.practice)].stop()
        with contextlib.closing(sqlite3.connect(self.practice.state / "ontzorgd.db")) as database, database:
            database.execute("UPDATE file SET state = 'handing_over' WHERE name = ?", (file,))
        self.on(commands_test.RELEASE_DAY)
        self.done("rob", "batch", "release", "1")
        self.assertEqual(self.told("file", "show", file)["staat"], "handover_unknown")
        self.refused("only_statements_can_tell", "karin", "file", "resolve", file, "--reason", "de bank heeft hem niet")
        told = self.done("karin", "file", "resolve", file, "--handed-over", "--reason", "de bank noemt hem")
        self.assertEqual(told["staat"], "handed_over")


class Refusals(Town):
    """Of every operation: to nobody, and to who sends what it does not take."""
    until = ("run", "import")

    def test_every_operation_refuses(self):
        line = LINES[id(self.practice)]
        person, _ = line.person("rob", self.day)
        nobody = serve_test.Person(line.daemon, self.day)
        for _, method, path, _, operation in ANSWERED.operations:
            filled = "/v1" + re.sub(r"\{\w+\}", "1", path)
            if operation.get("security"):
                status, _, told = nobody.ask(method, filled)
                self.assertEqual((status, told["code"]), (401, "session_is_needed"), path)
            kind = next(iter(operation.get("requestBody", {}).get("content", {"application/json": 0})))
            status, _, told = person.ask(method, filled + "?nietBekend=1", kind=kind)
            self.assertIn(status, (400, 401, 403, 415), (path, told))
        nobody.leave()


class TheContract(unittest.TestCase):
    """Last of all."""

    def test_an_answer_that_is_otherwise_is_seen(self):
        headers = {"Content-Type": "application/json", "API-Version": "1"}
        row = {"run": "r", "periode": "2026-11", "soort": "regulier", "aantal": 1, "totaal": "1.00", "staat": "split"}
        told = recorded.Recorder()
        told.answered("GET", "/v1/runs", 200, headers, {"runs": [row]})
        for wrong in ({**row, "meer": 1}, {**row, "totaal": 1.0}, {**row, "staat": "klaar"}, {"run": "r"}):
            with self.assertRaises(AssertionError):
                told.answered("GET", "/v1/runs", 200, headers, {"runs": [wrong]})
        with self.assertRaises(AssertionError):
            told.answered("GET", "/v1/runs", 418, headers, {"runs": []})
        with self.assertRaises(AssertionError):
            told.answered("GET", "/v1/runs?meer=1", 200, headers, {"runs": []})

    def test_every_operation_was_done_and_refused(self):
        missing = ANSWERED.never_answered()
        self.assertFalse(missing, "\n".join(missing))


def tests_of(names):
    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    for module in [importlib.import_module(name) for name in MODULES]:
        for name, cls in sorted(vars(module).items()):
            if isinstance(cls, type) and issubclass(cls, Town) and cls.__module__ == module.__name__ and cls is not Town:
                if not names or name in names:
                    suite.addTests(test for test in loader.loadTestsFromTestCase(cls)
                                   if not test.id().rpartition(".")[2].startswith(EXCEPT))
    for cls in (TheRest, NotWaitedFor, LostOnTheWay, Refusals, TheContract):
        if not names or cls.__name__ in names:
            suite.addTests(loader.loadTestsFromTestCase(cls))
    return suite


def main():
    commands_test.PROGRAM = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[3:] if len(sys.argv) > 3 else []
    Practice.run = over_the_network
    serve_test.Daemon.__init__ = start
    Town.tearDownClass = classmethod(tear_down)
    serve_test.Person.recorder = ANSWERED
    result = unittest.TextTestRunner(verbosity=1).run(tests_of(names))
    print("%d operations, %d kinds of answer" % (len(ANSWERED.seen), sum(map(len, ANSWERED.seen.values()))))
    sys.exit(not result.wasSuccessful())


if __name__ == "__main__":
    main()
