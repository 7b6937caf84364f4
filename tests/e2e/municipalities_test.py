#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Two municipalities in one daemon: nothing of the one ever reaches the other.

    municipalities_test.py PROGRAM

Both have users of the same names, clients of the same numbers and batches that count from 1. Of the second
everything is known that only it has (names, account numbers, addresses); that must not come out anywhere
under a session of the first.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, ROOT, RUN, RUN_DAY  # noqa: E402
from configuration_test import ConfiguredDaemon  # noqa: E402
from practice_month import PEOPLE, Practice  # noqa: E402
from serve_test import Person  # noqa: E402

HERE, THERE = "1734", "0299"


class Town(Practice):
    """A municipality whose people have passwords of its own."""

    def __init__(self, program, folder, data, code):
        super().__init__(program, folder, data, seed=code, months=("2026-11",))
        self.code = code

    def password(self, name):
        return "wachtwoord-van-%s-in-%s" % (name, self.code)

    def prepare(self):
        super().prepare()
        for person in PEOPLE:
            (self.passwords / person).write_text(self.password(person) + "\n")


def strings_of(value):
    """Every text in a JSON value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings_of(each)
    elif isinstance(value, str):
        yield value


class TwoMunicipalities(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="ontzorgd-gemeenten-")
        folder = pathlib.Path(cls.scratch.name)
        program = commands_test.PROGRAM
        # The first has its dossier only, the second a batch that waits: what is asked of the first by a
        # number of the second is not there.
        cls.here = cls.make(program, folder, HERE, "7", ("run", "import"))
        cls.there = cls.make(program, folder, THERE, "8", ("batch", "sign"))
        configuration = folder / "ontzorgd.toml"
        configuration.write_text('[server]\nluistert_op = ["127.0.0.1:0"]\n' + "".join(
            '[[gemeente]]\ncode = "%s"\nmap = "%s"\nsleutels = "%s"\n' % (each.code, each.state, each.keys)
            for each in (cls.here, cls.there)))
        cls.daemon = ConfiguredDaemon(program, configuration)
        cls.people = {}
        dossiers = [set(strings_of([json.loads(line) for line in (each.data / "dossier.jsonl").read_text().splitlines()]))
                    for each in (cls.here, cls.there)]
        cls.only_there = {text for text in dossiers[1] - dossiers[0] if len(text) >= 8 and not re.match(r"[\d-]+$", text)}
        assert len(cls.only_there) > 30, cls.only_there

    @classmethod
    def make(cls, program, folder, code, seed, until):
        data = folder / ("data-" + code)
        subprocess.run([ROOT / "tools" / "make_municipality", "--households", "12", "--seed", seed, "--out", data],
                       check=True, capture_output=True)
        for file in data.iterdir():
            text = file.read_text()
            text = re.sub(r'(gemeente"?\s*[=:>]\s*"?|GEMEENTE=)1734', r"\g<1>" + code, text)
            file.write_text(text)
        town = Town(program, folder / code, data, code)
        town.prepare()
        for step in town.steps():
            if tuple(step.args[:2]) == until:
                break
            answer = town.run(step)
            assert answer.returncode == DONE, "%s: %s%s" % (step.args, answer.stdout, answer.stderr)
        return town

    @classmethod
    def tearDownClass(cls):
        for person in cls.people.values():
            person.leave()
        assert cls.daemon.stop() == DONE, cls.daemon.lines
        cls.scratch.cleanup()

    def log_in(self, town, name, password):
        person = Person(self.daemon, RUN_DAY)
        status, headers, told = person.ask(
            "POST", "/v1/sessies", {"gemeente": town.code, "gebruiker": name, "wachtwoord": password})
        if status == 201:
            person.cookie, person.csrf = headers["Set-Cookie"].split(";")[0], told["csrf_token"]
        else:
            person.leave()
        return person, status, told

    def person(self, town, name):
        if (town.code, name) not in self.people:
            person, status, told = self.log_in(town, name, town.password(name))
            self.assertEqual(status, 201, told)
            self.people[town.code, name] = person
        return self.people[town.code, name]

    def head(self, town):
        return self.person(town, "aad").ask("GET", "/v1/ankers/huidige")[2]

    def routes(self):
        contract = self.person(self.here, "aad").ask("GET", "/v1/openapi.json")[2]
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                if not path.startswith("/sessies") and path != "/openapi.json":
                    yield method.upper(), "/v1" + path, operation

    def numbers_there(self):
        """What a path of the second municipality may name, by the name of the parameter."""
        ask = self.person(self.there, "aad").ask
        clients = ask("GET", "/v1/clienten")[2]["clienten"]
        first = next(each for each in clients if "client" in each)
        return {"batch": "1", "run": RUN, "client": first["client"], "account": "lasten", "rekening": "lasten",
                "gebruiker": "rob", "naam": "rob"}

    def filled(self, path, operation, numbers):
        types = {each["name"]: each["schema"]["type"] for each in operation.get("parameters", []) if each.get("in") == "path"}
        return re.sub(r"\{(\w+)\}", lambda name: numbers.get(name.group(1), "1" if types[name.group(1)] == "integer" else "x"), path)

    def told_of_there(self, text):
        return sorted(each for each in self.only_there if each in text)

    def test_1_a_user_of_one_is_nobody_in_the_other(self):
        for town, other in ((self.here, self.there), (self.there, self.here)):
            _, status, told = self.log_in(other, "karin", town.password("karin"))
            self.assertEqual((status, told["code"]), (401, "name_or_password_is_wrong"))
        for code in ("0000", "x", "1734 "):
            person = Person(self.daemon, RUN_DAY)
            told = person.ask("POST", "/v1/sessies", {"gemeente": code, "gebruiker": "rob",
                                                      "wachtwoord": self.here.password("rob")})
            person.leave()
            self.assertEqual((told[0], told[2]["code"]), (401, "name_or_password_is_wrong"))

    def test_2_a_session_tells_of_its_own_gemeente_whatever_else_is_asked(self):
        person = self.person(self.here, "rob")
        self.assertEqual(person.ask("GET", "/v1/sessies/huidige")[2]["gemeente"], HERE)
        for how in ("/v1/runs?gemeente=" + THERE, "/v1/batches?gemeente=" + THERE):
            self.assertEqual(person.ask("GET", how)[0], 400, "no route takes another gemeente")
        self.assertEqual(person.ask("GET", "/v1/runs", headers={"Gemeente": THERE})[2]["runs"], [])
        self.assertEqual(len(self.person(self.there, "rob").ask("GET", "/v1/runs")[2]["runs"]), 1)

    def test_3_no_reading_route_tells_anything_of_the_other(self):
        numbers = self.numbers_there()
        told_there, asked = "", 0
        for method, path, operation in self.routes():
            if method != "GET":
                continue
            filled = self.filled(path, operation, numbers)
            for name in ("rob", "klara", "aad", "beheer"):
                asked += 1
                answer = self.person(self.here, name).ask("GET", filled)
                self.assertEqual(self.told_of_there(json.dumps(answer[2], ensure_ascii=False)), [], filled)
                self.assertIn(answer[0], (200, 400, 403, 404, 409), filled)
            there = self.person(self.there, "aad").ask("GET", filled)
            told_there += json.dumps(there[2], ensure_ascii=False)
        self.assertGreater(asked, 100)
        self.assertGreater(len(self.told_of_there(told_there)), 20, "asked of itself, the other does not tell it either")

    def test_4_no_changing_route_reaches_the_other(self):
        numbers = self.numbers_there()
        before = self.head(self.there)
        right = {"string": "x", "integer": 1, "boolean": True, "array": [1]}
        asked = 0
        for method, path, operation in self.routes():
            if method == "GET":
                continue
            content = operation.get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema")
            body = {name: right[each["type"]] for name, each in schema["properties"].items()} if schema else None
            kind = "application/json"
            if body is None and content:
                kind, body = sorted(content)[0], b"x"
            for name in ("rob", "karin", "klara", "beheer"):
                asked += 1
                person = self.person(self.here, name)
                person.ask("POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": self.here.password(name)})
                answer = person.ask(method, self.filled(path, operation, numbers), body, kind=kind)
                self.assertEqual(self.told_of_there(json.dumps(answer[2], ensure_ascii=False)), [], path)
                self.assertLess(answer[0], 500, "%s %s: %s" % (method, path, answer[2]))
        self.assertGreater(asked, 100)
        self.assertEqual(self.head(self.there), before, "something of the other changed")
        self.assertEqual(self.person(self.there, "rob").ask("GET", "/v1/batches/1")[2]["staat"], "proposed")

    def test_5_a_key_of_one_answers_nothing_in_the_other(self):
        body = {"naam": "nieuwe", "wachtwoord": "een lang wachtwoord", "rol": "auditor"}
        answers = {}
        for town in (self.here, self.there):
            person = self.person(town, "beheer")
            answers[town.code] = [person.ask("POST", "/v1/gebruikers", body, key="dezelfde-sleutel") for _ in range(2)]
        for town in (self.here, self.there):
            first, second = answers[town.code]
            self.assertEqual((first[0], second[0]), (201, 201), first[2])
            self.assertEqual(first[2], second[2])
            users = self.person(town, "beheer").ask("GET", "/v1/gebruikers")[2]["gebruikers"]
            self.assertEqual(len([each for each in users if "nieuwe" in each.values()]), 1, "done once in each")
        # With another body the key is taken in the one where it was used, and only there.
        other = dict(body, naam="een ander")
        self.person(self.here, "beheer").ask("POST", "/v1/gebruikers", other, key="alleen-hier")
        status, _, told = self.person(self.there, "beheer").ask("POST", "/v1/gebruikers", body, key="alleen-hier")
        self.assertNotEqual(told.get("code"), "idempotency_key_was_for_another_request")

    def test_6_who_guesses_at_one_locks_nobody_out_of_the_other(self):
        for _ in range(10):
            self.log_in(self.here, "kees", "verkeerd geraden")
        self.assertEqual(self.log_in(self.here, "kees", self.here.password("kees"))[1], 429)
        person, status, _ = self.log_in(self.there, "kees", self.there.password("kees"))
        person.leave()
        self.assertEqual(status, 201)

    def test_7_files_and_chains_of_each_lie_in_its_own_directory(self):
        for town in (self.here, self.there):
            outside = subprocess.run([ROOT / "tools" / "audit_verify", town.state], capture_output=True, text=True)
            self.assertEqual(outside.returncode, DONE, outside.stdout + outside.stderr)
        names = [{file.name for file in (town.state / "archive").rglob("*") if file.is_file()} for town in (self.here, self.there)]
        self.assertTrue(names[1])
        self.assertFalse(names[0] & names[1], "a file of the one lies with the other")

    def test_8_the_log_and_the_metrics_say_whose_each_line_is(self):
        self.daemon.heard("Gemeente %s: Er is geen onbemande gebruiker" % HERE)
        self.daemon.heard("Gemeente %s: Er is geen onbemande gebruiker" % THERE)
        lines = [json.loads(line) for line in self.daemon.lines if line.startswith("{")]
        of = {code: {line["route"] for line in lines if line.get("gemeente") == code} for code in (HERE, THERE)}
        for code in (HERE, THERE):
            self.assertLessEqual({"/v1/sessies", "/v1/gebruikers"}, of[code])
        nobody = [line for line in lines if "gemeente" not in line]
        self.assertTrue(all(line["status"] in (400, 401, 404, 405) and "gebruiker" not in line for line in nobody), nobody)
        self.assertEqual({line["gemeente"] for line in lines if "gemeente" in line}, {HERE, THERE})
        person = Person(self.daemon, RUN_DAY)
        told = person.ask("GET", "/metrics")[2]
        person.leave()
        for code in (HERE, THERE):
            self.assertIn('ontzorgd_unexplained_cents{gemeente="%s",account="lasten",side="debit"} 0' % code, told)
        self.assertIn('ontzorgd_unsigned_batches{gemeente="%s"} 1' % THERE, told)
        self.assertNotIn("ontzorgd_chain_anchor_age_days{", told, "nobody signed a sheet yet")


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
