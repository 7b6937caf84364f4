#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What a client may ask, and what is kept from everybody else.

    privacy_test.py PROGRAM
"""
import datetime
import json
import pathlib
import re
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, ROOT, RUN, Step, Town  # noqa: E402
from serve_test import Daemon, Person  # noqa: E402


def people_of(data):
    """Every household of a municipality, each with the clients that its file names."""
    for line in (data / "dossier.jsonl").read_text().splitlines():
        household = json.loads(line).get("huishouden")
        if household:
            yield household


class Inzage(Town):
    """The whole month is over."""
    until = None
    households = 24

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.all_households = list(people_of(cls.data))
        cls.alone = next(each for each in cls.all_households if len(each["clienten"]) == 1 and each["contracten"])
        cls.couple = next(each for each in cls.all_households if len(each["clienten"]) == 2)

    def given(self, client):
        return self.done("klara", "inzage", client["nummer"])

    def secrets_of_others(self, household, client):
        """What nobody but these people may be told: but not what two of them share."""
        own = json.dumps(client)
        for other in self.all_households:
            for each in other["clienten"]:
                if each["nummer"] == client["nummer"]:
                    continue
                for field in ("nummer", "naam", "bsn", "iban"):
                    if each.get(field) and each[field] not in own:
                        yield each[field]
            for contract in other["contracten"]:
                is_shown = contract["op_naam_van"] == client["nummer"]
                in_own = any(contract["kenmerk"] == each["kenmerk"] for each in household["contracten"]
                             if each["op_naam_van"] == client["nummer"])
                if not is_shown and not in_own:
                    yield contract["kenmerk"]

    def expect_only_own(self, household, client):
        told = self.given(client)
        text = json.dumps(told, ensure_ascii=False)
        for field in ("nummer", "naam", "bsn", "iban"):
            if client.get(field):
                self.assertIn(client[field], text, field)
        words = set(text.replace('"', " ").replace(",", " ").replace(".", " ").split())
        for secret in self.secrets_of_others(household, client):
            # A short kenmerk may stand inside some other number.
            stands = secret in words if secret.isalnum() and len(secret) < 12 else secret in text
            self.assertFalse(stands, secret)
        return told

    def test_1_a_client_is_told_all_that_is_known_and_nothing_of_another(self):
        client = self.alone["clienten"][0]
        told = self.expect_only_own(self.alone, client)
        for section in ("gegevens", "grondslagen", "contracten", "uitkeringen", "verdelingen",
                        "uitleg_van_de_verdeling", "betalingen", "ontvangers", "feiten", "inzages"):
            self.assertTrue(told[section], section)
        self.assertEqual(len(told["contracten"]), len(self.alone["contracten"]))
        paid = {row["run"] for row in told["uitkeringen"]}
        self.assertIn(RUN, paid)

    def test_2_each_partner_is_told_his_own_and_what_is_of_both(self):
        for client in self.couple["clienten"]:
            self.expect_only_own(self.couple, client)

    def test_3_people_read_it_in_dutch(self):
        client = self.alone["clienten"][0]
        answer = self.run_program("klara", "inzage", client["nummer"])
        self.assertEqual(answer.returncode, DONE, answer.stderr)
        for words in (client["naam"], "art. 56a", "Autoriteit Persoonsgegevens", "uitleg van de verdeling"):
            self.assertIn(words, answer.stdout)
        for each in [self.alone, self.couple]:
            for one in each["clienten"]:
                text = self.run_program("klara", "inzage", one["nummer"]).stdout
                self.assertIn("-".join(reversed(one["geboortedatum"].split("-"))), text)
                self.assertIn("10 jaar", text)
                self.assertEqual(re.findall(r"\b[a-z]+_[a-z_]+\b", text), [], "codes of the program")
                self.assertEqual(re.findall(r"(?<![\w.-])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?![\w.-])", text), [], "days of the program")

    def test_4_only_who_may_gives_it_and_the_chain_says_who_did(self):
        number = self.alone["clienten"][0]["nummer"]
        self.refused("role_may_not_do_this", "aad", "inzage", number)
        self.refused("client_is_unknown", "klara", "inzage", "C9999999")
        self.assertIn("klara", [row["door"] for row in self.given(self.alone["clienten"][0])["inzages"]])
        self.expect_sound()


class Notes(Town):
    until = ("run", "import")
    said = "Belde over de huur, komt donderdag langs."
    ill = "Is tot maart onder behandeling."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        practice = cls.practice
        practice.passwords.joinpath("gea").write_text("wachtwoord-van-gea-1\n")
        cls.client = next(people_of(cls.data))["clienten"][0]["nummer"]

    def text_file(self, text):
        path = self.data / "notitie.txt"
        path.write_text(text + "\n")
        return path

    def files_with(self, text):
        return [path.name for path in self.practice.state.rglob("*")
                if path.is_file() and text.encode() in path.read_bytes()]

    def test_1_a_note_is_written_from_a_file_or_from_standard_input_and_replaced(self):
        first = self.done("klara", "note", "add", self.client, "--file", self.text_file(self.said))
        self.assertEqual(first["tekst"], self.said)
        second = self.done("klara", "note", "replace", first["notitie"], "--file", self.text_file("Kwam niet."))
        self.assertEqual(second["vervangt"], str(first["notitie"]))
        listed = self.done("klara", "note", "list", self.client)
        self.assertEqual([row["tekst"] for row in listed["notities"]], ["Kwam niet."])
        listed = self.done("klara", "note", "list", self.client, "--history")
        self.assertEqual(len(listed["notities"]), 2)
        self.assertEqual(self.files_with(self.said), [])
        self.refused("note_was_replaced", "klara", "note", "replace", first["notitie"], "--file",
                     self.text_file("anders"))

    def test_2_what_is_about_health_only_few_may_read(self):
        self.done("beheer", "user", "add", "gea", "--role", "klantmanager", "--new-password-file",
                  self.practice.passwords / "gea")
        self.refused("role_may_not_do_this", "kim", "note", "health", "add", self.client, "--file",
                     self.text_file(self.ill))
        added = self.done("gea", "note", "health", "add", self.client, "--file", self.text_file(self.ill))
        self.refused("role_may_not_do_this", "kim", "note", "health", "list", self.client)
        self.refused("role_may_not_do_this", "aad", "note", "health", "list", self.client)
        self.done("gea", "note", "health", "replace", added["notitie"], "--file", self.text_file("Is weer beter."))
        listed = self.done("gea", "note", "health", "list", self.client, "--history")
        self.assertEqual([row["tekst"] for row in listed["notities"]], [self.ill, "Is weer beter."])
        by_kim = json.dumps(self.done("kim", "inzage", self.client))
        by_gea = json.dumps(self.done("gea", "inzage", self.client))
        self.assertNotIn("Is weer beter.", by_kim)
        self.assertIn("Is weer beter.", by_gea)
        self.assertEqual(self.files_with(self.ill), [])
        self.expect_sound()

    def test_3_who_read_it_is_in_the_log(self):
        day = self.day.isoformat()
        lines = self.printed("log", "access", "--from", day, "--to", day).splitlines()
        reads = [json.loads(line) for line in lines if '"note health list"' in line]
        self.assertTrue({"gea", "kim"} <= {row["gebruiker"] for row in reads})
        self.assertEqual({row["uitkomst"] for row in reads if row["gebruiker"] == "kim"}, {"geweigerd"})
        shown = self.told("log", "show", self.client, "--from", day, "--to", day)["verwerkingen"]
        self.assertIn("urn:ontzorgd:verwerking:gezondheid", [row["verwerking"] for row in shown])

    def test_4_a_trial_of_a_day_far_ahead_says_so_and_takes_no_log_away(self):
        before = sorted(path.name for path in (self.practice.state / "logboek").iterdir())
        ahead = datetime.date(2040, 1, 2)
        step = Step("", "beheer", ahead, ["user", "add", "hans", "--role", "klantmanager", "--new-password-file",
                                          str(self.practice.passwords / "hans")], changes=True)
        (self.practice.passwords / "hans").write_text("wachtwoord-van-hans\n")
        answer = self.practice.run(step, extra=("--dry-run",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        after = sorted(path.name for path in (self.practice.state / "logboek").iterdir())
        self.assertEqual(set(before) - set(after), set())
        day = ahead.isoformat()
        row, = [json.loads(line) for line in self.printed("log", "access", "--from", day, "--to", day).splitlines()]
        self.assertEqual((row["opdracht"], row["via"], row["uitkomst"]), ("user add", "opdrachtregel (proef)", "gedaan"))
        self.assertNotIn("eerste_feit", row)


def otlp_faults(request):
    """What is wrong with an ExportTraceServiceRequest by the JSON mapping of OTLP: written from its text,
    and not from the program."""
    def check_value(value, where):
        if not isinstance(value, dict) or len(value) != 1:
            yield f"{where}: a value has one member"
            return
        (kind, inner), = value.items()
        kinds = {"stringValue": str, "boolValue": bool, "intValue": str}
        if kind not in kinds or not isinstance(inner, kinds[kind]):
            yield f"{where}: {kind} {inner!r}"
        elif kind == "intValue" and not re.fullmatch(r"-?[0-9]+", inner):
            yield f"{where}: a 64-bit number is a decimal text"

    def check_attributes(attributes, where):
        keys = [each.get("key") for each in attributes]
        if len(keys) != len(set(keys)):
            yield f"{where}: a key stands twice"
        for each in attributes:
            if set(each) != {"key", "value"} or not each["key"]:
                yield f"{where}: an attribute is a key and a value"
            else:
                yield from check_value(each["value"], f"{where}.{each['key']}")

    def check_span(span, where):
        allowed = {"traceId", "spanId", "parentSpanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano",
                   "attributes", "status"}
        if set(span) - allowed:
            yield f"{where}: unknown {set(span) - allowed}"
        for name, length in (("traceId", 32), ("spanId", 16)):
            if not re.fullmatch(r"[0-9a-f]{%d}" % length, span.get(name, "")) or not span[name].strip("0"):
                yield f"{where}: {name}"
        if "parentSpanId" in span and not re.fullmatch(r"[0-9a-f]{16}", span["parentSpanId"]):
            yield f"{where}: parentSpanId"
        times = [span.get(name, "") for name in ("startTimeUnixNano", "endTimeUnixNano")]
        if not all(re.fullmatch(r"[0-9]{19}", each) for each in times) or int(times[1]) < int(times[0]):
            yield f"{where}: times {times}"
        if not span.get("name") or span.get("kind") not in range(6):
            yield f"{where}: name or kind"
        if span.get("status", {}).get("code", 0) not in (0, 1, 2) or set(span.get("status", {})) - {"code", "message"}:
            yield f"{where}: status"
        yield from check_attributes(span.get("attributes", []), where)

    if set(request) != {"resourceSpans"}:
        yield "a request has resourceSpans"
    for resource in request["resourceSpans"]:
        yield from check_attributes(resource["resource"]["attributes"], "resource")
        for scope in resource["scopeSpans"]:
            if not scope["scope"]["name"]:
                yield "scope"
            for number, span in enumerate(scope["spans"]):
                yield from check_span(span, f"span {number}")


class Logs(Town):
    """A month, and then a day on which somebody asks over the network."""
    until = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.daemon = Daemon(cls.practice)
        person = Person(cls.daemon, cls.day)
        person.log_in("klara", "verkeerd geraden")
        person.log_in("Welkom-In-2026", "klara")
        password = cls.practice.passwords.joinpath("klara").read_text().strip()
        assert person.log_in("klara", password)[0] == 201
        cls.client = next(each for each in people_of(cls.data) if len(each["clienten"]) == 1)["clienten"][0]
        cls.couple = next(each for each in people_of(cls.data) if len(each["clienten"]) == 2)
        cls.trace = "0af7651916cd43dd8448eb211c80319c"
        caller = {"traceparent": f"00-{cls.trace}-b7ad6b7169203331-01"}
        number = cls.client["nummer"]
        cls.answers = [person.ask("GET", f"/v1/clienten/{number}", headers=caller)[0],
                       person.ask("GET", f"/v1/clienten/{cls.couple['nummer']}")[0],
                       person.ask("GET", "/v1/clienten")[0],
                       person.ask("GET", "/v1/clienten/C9999999")[0],
                       person.ask("GET", "/v1/vernietigingslijsten")[0],
                       person.ask("POST", f"/v1/clienten/{number}/inzages")[0],
                       person.ask("POST", f"/v1/clienten/{number}/notities", {"tekst": "Over het netwerk."})[0],
                       person.ask("POST", "/v1/runs", b"sep=;", kind="text/csv")[0],
                       person.ask("POST", "/v1/batches", {"run": "2026-11-REG"},
                                  headers={"Prefer": "respond-async"})[0]]
        person.leave()
        # What is refused before its file came in is logged beside the answer.
        end = time.monotonic() + 60
        while not any(row["opdracht"] == "run import" and row["gebruiker"] == "klara" for row in cls.lines_of_access()):
            assert time.monotonic() < end, "the refused upload is not logged"
            time.sleep(0.1)
        cls.stopped = cls.daemon.stop()

    @classmethod
    def lines_of_access(cls):
        return [json.loads(line) for path in sorted((cls.practice.state / "logboek").glob("toegang-*"))
                for line in path.read_text().splitlines()]

    def spans(self):
        request = json.loads(self.printed("log", "export", "--from", "2026-01-01", "--to", "2027-12-31"))
        self.assertEqual(list(otlp_faults(request)), [])
        return [span for resource in request["resourceSpans"] for scope in resource["scopeSpans"]
                for span in scope["spans"]]

    def access(self):
        return [json.loads(line) for line in
                self.printed("log", "access", "--from", "2026-01-01", "--to", "2027-12-31").splitlines()]

    @staticmethod
    def attribute(span, key):
        return next((list(each["value"].values())[0] for each in span["attributes"] if each["key"] == key), None)

    def test_1_one_trace_joins_who_asked_and_whose_data_it_was(self):
        self.assertEqual(self.answers, [200, 200, 200, 404, 200, 201, 201, 403, 403])
        spans = [span for span in self.spans() if span["traceId"] == self.trace]
        self.assertEqual(len(spans), 1)
        self.assertEqual(spans[0]["parentSpanId"], "b7ad6b7169203331")
        self.assertRegex(self.attribute(spans[0], "dpl.core.data_subject_id"), "^[0-9a-f]{64}$")
        rows = [row for row in self.access() if row["trace_id"] == self.trace]
        self.assertEqual([(row["gebruiker"], row["via"]) for row in rows],
                         [("klara", "GET /v1/clienten/{client}")])
        self.assertNotIn("klara", json.dumps(spans))

    def test_2_a_couple_is_two_records_under_one_and_a_list_is_one_record(self):
        spans = self.spans()
        shown = [span for span in spans if span["name"] == "client show"]
        children = [span for span in shown if any(each["spanId"] == span.get("parentSpanId") for each in shown)]
        self.assertEqual(len(children), 2)
        listed = [span for span in spans if span["name"] == "client list"]
        self.assertTrue(listed)
        self.assertEqual({self.attribute(span, "dpl.core.data_subject_id") for span in listed}, {None})
        self.assertEqual(int(self.attribute(listed[-1], "ontzorgd.betrokkenen_ten_hoogste")),
                         sum(len(each["clienten"]) for each in people_of(self.data)))

    def test_3_every_record_names_a_processing_of_the_register(self):
        manual = (ROOT / "docs" / "verwerkingen.md").read_text()
        source = (ROOT / "src" / "service" / "processing.cpp").read_text()
        rows = re.findall(r'\.id = "([^"]+)",\s+\.purpose = "([^"]+)",\s+\.ground = "([^"]+)"', source)
        self.assertEqual(len(rows), 7)
        for row in rows:
            self.assertIn("| `%s` | %s | %s |" % row, manual)
        known = {row[0] for row in rows}
        self.assertEqual({self.attribute(span, "dpl.core.processing_activity_id") for span in self.spans()} - known,
                         set())

    def test_4_what_a_command_changed_is_named_by_its_facts(self):
        rows = [row for row in self.access() if row["opdracht"] == "note add"]
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]["eerste_feit"], rows[0]["laatste_feit"])
        steps = {" ".join(map(str, step.args[:2])) for step in self.practice.steps()
                 if step.changes and step.args[0] != "init"}
        given = {row["opdracht"] for row in self.access()}
        self.assertEqual({step for step in steps if not any(each.startswith(step) for each in given)}, set())

    def test_4b_what_was_refused_before_it_began_is_there_too(self):
        rows = [(row["opdracht"], row["via"], row["uitkomst"]) for row in self.access() if row["gebruiker"] == "klara"]
        self.assertIn(("run import", "POST /v1/runs", "geweigerd"), rows)
        self.assertIn(("batch propose", "POST /v1/batches", "geweigerd"), rows)

    def test_4c_who_came_in_and_who_did_not_is_there_and_nothing_that_was_typed_wrongly(self):
        (self.practice.passwords / "onbekend").write_text("een wachtwoord\n")
        for user in ("onbekend", "kees"):
            (self.practice.passwords / user).write_text("een verkeerd wachtwoord\n")
            self.run_program(user, "second-factor", "begin")
        rows = [(row["gebruiker"], row["via"], row["uitkomst"]) for row in self.access() if row["opdracht"] == "login"]
        for row in (("klara", "POST /v1/sessies", "geweigerd"), ("", "POST /v1/sessies", "geweigerd"),
                    ("klara", "POST /v1/sessies", "gedaan")):
            self.assertIn(row, rows)
        self.assertEqual([outcome for user, _, outcome in rows if user == "kees"], ["geweigerd"])
        text = "".join(path.read_text() for path in (self.practice.state / "logboek").iterdir())
        for typed in ("Welkom", "geraden", "onbekend", "verkeerd"):
            self.assertNotIn(typed, text)

    def test_5_nothing_secret_is_in_any_log_or_error(self):
        code, told = self.stopped
        self.assertEqual(code, 0, told)
        number = self.client["nummer"]
        errors = [self.run_program("klara", *arguments).stderr for arguments in
                  (["client", "hold", number], ["inzage", "C9999999"], ["contract", "end", "X", "--last-day", "ooit"])]
        logs = told + "".join(errors) + "".join(
            path.read_text() for path in sorted((self.practice.state / "logboek").iterdir()))
        self.assertIn("/v1/clienten/{client}/inzages", logs)
        self.assertIn('"trace_id"', told)
        secrets = set()
        for line in (self.data / "dossier.jsonl").read_text().splitlines():
            entry = json.loads(line)
            for household in filter(None, [entry.get("huishouden")]):
                for client in household["clienten"]:
                    secrets |= {client["naam"], client["bsn"], client.get("iban") or client["bsn"]}
                secrets |= {each["kenmerk"] for each in household["contracten"]}
            for creditor in filter(None, [entry.get("crediteur")]):
                secrets.add(creditor["iban"])
        for file in self.practice.passwords.iterdir():
            secrets.add(file.read_text().strip())
        secrets.add("Over het netwerk.")
        self.assertGreater(len(secrets), 60)
        words = set(re.findall(r"[A-Za-z0-9]+", logs))
        # A short kenmerk may stand inside a time.
        self.assertEqual([each for each in secrets if (each in words if each.isalnum() else each in logs)], [])


class Retention(Town):
    until = None

    def test_1_a_list_of_whom_the_term_is_over_is_confirmed_by_another_and_destroyed(self):
        shown = self.told("retention", "list")
        self.assertEqual({row["klasse"] for row in shown["bewaartermijnen"]},
                         {"dossier", "antwoorden", "logboek", "sessies", "mappen"})
        self.assertEqual(shown["clienten"], [])
        self.refused("nobody_is_past_the_term", "kim", "retention", "propose")
        self.on(self.day.replace(year=self.day.year + 12))
        rows = self.told("retention", "list")["clienten"]
        self.assertTrue(rows)
        free = [row["client"] for row in rows if not row["kan_niet_omdat"]]
        self.assertTrue(free, rows)
        proposed = self.done("kim", "retention", "propose")
        self.assertEqual([row["client"] for row in proposed["clienten"]], free)
        given = self.done("klara", "inzage", free[0])
        self.assertTrue(given["vernietigingslijsten"])
        term = given["bewaartermijn"][0]
        self.assertEqual((term["gegevens"], term["termijn"]), ("dossier", "10 jaar"))
        self.assertLessEqual(term["voorbij_op"], self.day.isoformat())
        self.assertEqual(int(term["voorbij_op"][:4]) - int(term["begin_op"][:4]), 10)
        self.refused("confirmer_is_proposer", "kim", "retention", "confirm", proposed["vernietigingslijst"])
        self.refused("retention_list_is_unknown", "rob", "retention", "confirm", "99")
        done = self.done("rob", "retention", "confirm", proposed["vernietigingslijst"])
        self.assertEqual((done["staat"], done["vernietigd"]), ("vernietigd", len(free)))
        given = self.done("klara", "inzage", free[0])
        self.assertTrue(given["vernietiging"][0]["vernietigd"])
        self.assertEqual(given["bewaartermijn"][0]["door"], "de gegevens zijn vernietigd")
        self.assertEqual(given["gegevens"][0]["naam"], "vernietigd")
        ibans = {True: set(), False: set()}
        for household in people_of(self.data):
            for client in household["clienten"]:
                ibans[client["nummer"] in free].add(client["iban"])
        database = (self.practice.state / "ontzorgd.db").read_bytes()
        self.assertEqual([iban for iban in ibans[True] - ibans[False] if iban.encode() in database], [])
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
