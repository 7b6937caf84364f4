#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The commands around the straight line, given as people give them, one municipality at a time.

    commands_test.py PROGRAM

Each class has a practice directory of its own with twelve households, made once; its tests follow one
another by name.
"""
import contextlib
import copy
import csv
import datetime
import hashlib
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "lib"))
from practice_month import Practice, Step  # noqa: E402

PROGRAM = None
DONE, REFUSED, USAGE, MALFORMED, FAULT = range(5)
RUN_DAY = datetime.date(2026, 11, 20)
RELEASE_DAY = datetime.date(2026, 11, 26)
RUN = "2026-11-REG"


class Town(unittest.TestCase):
    """A municipality that has lived until the step before `until`, or the whole month when that is None."""
    until = ("batch", "propose")
    households = 12

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="ontzorgd-e2e-")
        folder = pathlib.Path(cls.folder.name)
        cls.data = folder / "data"
        subprocess.run([ROOT / "tools" / "make_municipality", "--households", str(cls.households),
                        "--seed", "7", "--out", cls.data], check=True, capture_output=True)
        cls.practice = Practice(PROGRAM, folder / "praktijk", cls.data, months=("2026-11",))
        cls.practice.prepare()
        cls.day = RUN_DAY
        for step in cls.practice.steps():
            if tuple(step.args[:2]) == cls.until:
                break
            cls.day = step.day
            answer = cls.practice.run(step)
            assert answer.returncode == DONE, f"{step.args}: {answer.stdout}{answer.stderr}"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_program(self, user, *arguments, extra=()):
        step = Step("", user, self.day, list(arguments), changes=user is not None)
        return self.practice.run(step, extra=extra)

    def told(self, *arguments):
        """What a reading command answers."""
        answer = self.run_program(None, *arguments, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        return json.loads(answer.stdout)

    def printed(self, *arguments):
        """The text that a reading command prints."""
        answer = self.run_program(None, *arguments)
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        return "".join(line for line in answer.stdout.splitlines(keepends=True)
                       if not line.startswith("OEFENING"))

    def rows(self, *export, delimiter=","):
        """The lines of an export, each by the names of its columns."""
        return list(csv.DictReader(io.StringIO(self.printed("export", *export)), delimiter=delimiter))

    def on(self, day):
        """From here on it is this day, for the tests that follow as well."""
        type(self).day = day

    def done(self, user, *arguments):
        """What a changing command answers; given again it must answer the same."""
        answers = []
        for _ in range(2):
            answer = self.run_program(user, *arguments, extra=("--json",))
            self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
            answers.append(json.loads(answer.stdout))
        self.assertEqual(answers[0], answers[1], "given twice, it answers otherwise")
        return answers[0]

    def refused(self, code, user, *arguments, status=REFUSED):
        """The command is refused with this code and a Dutch sentence, and changes nothing."""
        before = self.chain_head()
        answer = self.run_program(user, *arguments, extra=("--json",))
        self.assertEqual(answer.returncode, status, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout or answer.stderr)
        self.assertEqual(told["fout"], code)
        self.assertIn(". ", told["zin"], "the sentence does not say what to do")
        self.assertEqual(self.chain_head(), before, "a refused command left a fact")
        return told

    def chain_head(self):
        return self.told("audit", "checkpoint")["kop"]

    def audited(self, state=None):
        """What the auditor's verifier ends with, of this state directory or of another."""
        command = [ROOT / "tools" / "audit_verify", state or self.practice.state]
        return subprocess.run(command, capture_output=True, text=True)

    def expect_sound(self):
        """Both verifiers find everything as it was written."""
        self.assertEqual(self.told("audit", "verify")["oordeel"], "in orde")
        outside = self.audited()
        self.assertEqual(outside.returncode, DONE, outside.stdout + outside.stderr)

    def expect_found(self, trigger, change):
        """Somebody changes a copy of the database behind the program's back; both verifiers find it."""
        with tempfile.TemporaryDirectory() as folder:
            other = copy.copy(self.practice)
            other.state = pathlib.Path(folder) / "staat"
            shutil.copytree(self.practice.state, other.state, ignore=shutil.ignore_patterns("daemon.sock"))
            verify = Step("", None, self.day, ["audit", "verify"], changes=False)
            self.assertEqual(other.run(verify).returncode, DONE, "the copy is not as it was")
            with contextlib.closing(sqlite3.connect(other.state / "ontzorgd.db")) as database, database:
                database.execute(f"DROP TRIGGER {trigger}")
                self.assertGreater(database.execute(change).rowcount, 0, "nothing was changed")
            self.assertEqual(other.run(verify).returncode, REFUSED)
            outside = self.audited(other.state)
            self.assertEqual(outside.returncode, 1, outside.stdout + outside.stderr)
            self.assertIn("FAULT", outside.stdout)


class Help(unittest.TestCase):
    """What a person sees who asks what there is."""

    def commands_of(self, *path):
        answer = subprocess.run([PROGRAM, *path, "--help"], capture_output=True, text=True, check=True)
        lines = answer.stdout.split("\nOpdrachten:\n")[1].split("\n\n")[0].splitlines()
        # What is long stands on lines of its own.
        return [line.split(maxsplit=1) for line in lines if re.match(r"  [a-z]", line)]

    def test_every_command_says_what_it_is_for(self):
        groups, seen = [()], 0
        while groups:
            path = groups.pop()
            for name, *what in self.commands_of(*path):
                seen += 1
                self.assertTrue(what and len(what[0]) > 10, (*path, name))
                text = subprocess.run([PROGRAM, *path, name, "--help"], capture_output=True, text=True, check=True).stdout
                if "\nOpdrachten:\n" in text:
                    groups.append((*path, name))
        self.assertGreater(seen, 150)


class Policy(Town):
    until = ("run", "import")

    def test_shows_accounts_regelsets_and_calendars_with_both_people(self):
        for answer in (self.told("account", "show")["rekeningen"][0],
                       self.told("regelset", "show")["regelsets"][0], self.told("calendar", "show")):
            self.assertTrue(answer["voorgesteld_door"] and answer["bevestigd_door"])
            self.assertNotEqual(answer["voorgesteld_door"], answer["bevestigd_door"])

    def test_is_not_confirmed_by_who_proposed_it(self):
        text = (self.data / "regelset.toml").read_text()
        other = self.data / "regelset-2.toml"
        other.write_text(text + "\n# a second version\n")
        self.done("rob", "regelset", "propose", other)
        self.refused("confirmer_is_proposer", "rob", "regelset", "confirm")
        self.done("karin", "regelset", "confirm")

    def test_refuses_a_file_that_is_none(self):
        other = self.data / "kapot.toml"
        other.write_text("volgorde = [\n")
        self.refused("toml_is_malformed", "rob", "regelset", "propose", other, status=MALFORMED)

    def test_exports_the_dossier_as_it_can_be_read_again(self):
        exported = self.data / "export.jsonl"
        text = self.printed("dossier", "export")
        exported.write_text("".join(line + "\n" for line in text.splitlines() if line[:1] == "{"))
        before = self.chain_head()
        self.done("klara", "dossier", "import", exported)
        self.assertEqual(self.chain_head(), before, "an unchanged dossier made a fact")
        self.assertEqual(self.printed("dossier", "export"), text)
        self.assertEqual(self.told("iban", "list")["te_bevestigen"], [])


class Exceptions(Town):
    households = 40

    def open_ones(self, *options):
        return self.told("exception", "list", *options)["uitzonderingen"]

    def test_are_taken_and_closed_by_who_they_lie_with(self):
        judged = next(row for row in self.open_ones("--role", "klantmanager") if row["soort"].startswith("last_"))
        number = str(judged["nummer"])
        self.refused("exception_is_of_another_role", "rob", "exception", "take", number)
        self.refused("role_may_not_do_this", "aad", "exception", "take", number)
        self.assertEqual(self.done("klara", "exception", "take", number)["bij"], "klara")
        closed = self.done("klara", "exception", "close", number, "--reason", "besproken met de crediteur")
        self.assertEqual(closed["staat"], "gesloten")
        self.assertNotIn(number, [str(row["nummer"]) for row in self.open_ones()])
        self.done("rob", "run", "split", RUN)
        self.assertNotIn(number, [str(row["nummer"]) for row in self.open_ones()], "it opened again")
        self.expect_sound()

    def test_about_money_that_is_held_close_with_their_cause_only(self):
        held = next(row for row in self.open_ones() if row["soort"].startswith("uitkering_"))
        owner = {"rechtmatigheid": "rob", "klantmanager": "klara", "kwaliteitsmedewerker": "kim"}[held["van"]]
        told = self.refused("exception_closes_with_its_cause", owner, "exception", "close", str(held["nummer"]),
                            "--reason", "weg ermee")
        self.assertIn("exception show", told["zin"])
        self.refused("exception_is_unknown", owner, "exception", "close", "9999", "--reason", "weg ermee")


class Dossier(Town):
    """Household H000002 is a couple, C000002A and C000002B, with rent O000002-H and energy O000002-E."""
    until = ("run", "import")
    household = "H000002"
    first, second = "C000002A", "C000002B"

    def exported(self, number):
        """The household's line of the dossier as it is now."""
        for line in self.printed("dossier", "export").splitlines():
            row = json.loads(line).get("huishouden") if line[:1] == "{" else None
            if row and row["nummer"] == number:
                return row
        raise AssertionError(f"{number} is not in the dossier")

    def contract(self, number):
        return next(row for row in self.exported(self.household)["contracten"] if row["nummer"] == number)

    def test_shows_a_client_and_lists_what_asks_for_attention(self):
        self.assertIn(self.first, json.dumps(self.told("client", "show", self.first)))
        self.assertIn(self.first, json.dumps(self.told("client", "list")))
        ending = json.dumps(self.told("client", "list", "--ending-within", "200"))
        self.assertIn(self.first, ending)
        self.assertNotIn(self.first, json.dumps(self.told("client", "list", "--ending-within", "1")))

    def test_contracts_are_added_changed_and_ended_and_nothing_is_forgotten(self):
        self.refused("role_may_not_do_this", "rob", "contract", "end", "O000002-E", "--last-day",
                     "2026-12-31")
        self.done("klara", "contract", "change", "O000002-E", "--bedrag", "171.00", "--per", "2026-12-01")
        self.assertEqual(self.contract("O000002-E")["bedragen"][-1],
                         {"vanaf": "2026-12-01", "bedrag": "171.00"})
        self.assertEqual(len(self.contract("O000002-E")["bedragen"]), 2)
        self.done("klara", "contract", "end", "O000002-E", "--last-day", "2026-12-31")
        self.assertEqual(self.contract("O000002-E")["tot_en_met"], "2026-12-31")
        self.done("klara", "contract", "add", "O000002-E2", "--op-naam-van", self.first, "--soort", "energie",
                  "--crediteur", "E001", "--kenmerk", "4400-009999", "--bedrag", "160.00", "--ritme", "maand",
                  "--vervaldag", "20", "--vanaf", "2027-01-01", "--betalen-vanaf", "2027-01-01",
                  "--betaalwijze", "overboeking")
        self.assertEqual(self.contract("O000002-E2")["vanaf"], "2027-01-01")

    def test_grounds_are_recorded_and_ended(self):
        self.done("klara", "grondslag", "end", self.second, "--last-day", "2026-12-31")
        self.done("klara", "grondslag", "record", self.second, "--soort", "vrijwillig", "--vanaf",
                  "2027-01-01", "--beschikking", "B-2027-1", "--datum", "2026-11-19")
        grounds = self.exported(self.household)["clienten"][1]["grondslagen"]
        self.assertEqual([(row["soort"], row.get("tot_en_met")) for row in grounds],
                         [("verplicht_56a", "2026-12-31"), ("vrijwillig", None)])
        self.refused("grondslagen_overlap", "klara", "grondslag", "record", self.second, "--soort",
                     "art57", "--vanaf", "2026-12-01", "--beschikking", "B-2027-2", "--datum",
                     "2026-11-19", status=MALFORMED)

    def test_a_joint_request_is_recorded_and_ended(self):
        self.done("klara", "joint-request", "record", self.household, "--vanaf", "2026-12-01",
                  "--aandeel-eerste", "60")
        self.done("klara", "joint-request", "end", self.household, "--last-day", "2027-01-31")
        requests = self.exported(self.household)["gezamenlijke_verzoeken"]
        self.assertEqual([(row["aandeel_eerste"], row["tot_en_met"]) for row in requests],
                         [(60, "2027-01-31")])

    def test_a_machtiging_is_withdrawn(self):
        self.done("klara", "machtiging", "record", self.second, "--toestand", "ingetrokken", "--datum",
                  "2026-11-20")
        states = self.exported(self.household)["clienten"][1]["machtigingen"]
        self.assertEqual(states[-1], {"toestand": "ingetrokken", "datum": "2026-11-20"})

    def test_an_account_is_confirmed_by_another_than_who_recorded_it(self):
        number = "NL17OEFN0002000003"
        self.done("klara", "iban", "record", self.first, number)
        self.assertIn(self.first, json.dumps(self.told("iban", "list")))
        self.refused("confirmer_recorded_iban", "klara", "iban", "confirm", self.first)
        self.done("kim", "iban", "confirm", self.first)
        self.assertNotIn(self.first, json.dumps(self.told("iban", "list")))
        self.refused("iban_check_digits_are_wrong", "klara", "iban", "record", self.first,
                     "NL18OEFN0002000003", status=MALFORMED)

    def test_a_creditor_is_added_changed_and_shown(self):
        self.done("klara", "creditor", "add", "V0099", "--naam", "Verhuur Elst", "--iban",
                  "NL44OEFN0002000002", "--kenmerkmasker", "vrij")
        self.done("klara", "creditor", "change", "V0099", "--naam", "Verhuur Elst BV")
        self.assertIn("Verhuur Elst BV", json.dumps(self.told("creditor", "show", "V0099")))

    def test_a_client_is_held_by_a_person_with_a_reason(self):
        self.done("klara", "client", "hold", self.first, "--reason", "gesprek over de huur")
        self.assertIn(self.first, json.dumps(self.told("client", "list", "--held")))
        self.done("klara", "client", "unhold", self.first, "--reason", "gesprek gevoerd")
        self.assertNotIn(self.first, json.dumps(self.told("client", "list", "--held")))


class Destruction(Town):
    until = ("run", "import")

    def setUp(self):
        for line in (self.data / "dossier.jsonl").read_text().splitlines():
            household = json.loads(line).get("huishouden")
            if household and len(household["clienten"]) == 1 and household["clienten"][0]["grondslagen"]:
                self.client = household["clienten"][0]
                return
        self.fail("no household of one person")

    def files_with(self, text):
        """The files of the state directory that hold this text, but for the archived bank files."""
        return [path.name for path in self.practice.state.rglob("*")
                if path.is_file() and "archive" not in path.parts and text.encode() in path.read_bytes()]

    def test_takes_two_people_and_leaves_nothing_but_proofs(self):
        number = self.client["nummer"]
        self.refused("household_still_has_a_grondslag", "klara", "client", "destroy", "propose", number)
        self.done("klara", "grondslag", "end", number, "--last-day", "2026-11-17")
        self.refused("destruction_is_not_proposed", "kim", "client", "destroy", "confirm", number)
        self.assertTrue(self.files_with(self.client["iban"]))
        self.done("klara", "client", "destroy", "propose", number)
        self.refused("role_may_not_do_this", "klara", "client", "destroy", "confirm", number)
        self.done("kim", "client", "destroy", "confirm", number)
        for text in (self.client["naam"], self.client["iban"], self.client["bsn"]):
            self.assertEqual(self.files_with(text), [], text)
        self.expect_sound()


class Runs(Town):
    until = ("run", "split")

    def other_run(self, run_id):
        source = self.practice.run_file("2026-11")
        other = self.data / (run_id + source.suffix)
        other.write_text(source.read_text().replace(RUN, run_id))
        return other

    def test_are_shown_with_their_totals(self):
        run = self.told("run", "show", RUN)
        self.assertEqual(run["aantal"], 12)
        self.assertIn(RUN, [row["run"] for row in self.told("run", "show")["runs"]])

    def test_are_rejected_before_they_are_split_and_never_after(self):
        self.done("rob", "run", "import", self.other_run("2026-11-DUBBEL"))
        self.done("karin", "run", "reject", "2026-11-DUBBEL")
        self.refused("run_is_rejected", "rob", "run", "split", "2026-11-DUBBEL")
        self.done("rob", "run", "split", RUN)
        self.refused("run_is_split_already", "karin", "run", "reject", RUN)

    def test_are_refused_with_one_cent_too_much(self):
        other = self.other_run("2026-11-CENT")
        text = other.read_text()
        total = re.search(r"(?<=totaal>)[0-9]+\.[0-9]{2}", text)
        self.assertIsNotNone(total)
        cents = int(total.group().replace(".", "")) + 1
        other.write_text(text.replace(total.group(), f"{cents // 100}.{cents % 100:02}", 1))
        self.refused("run_total_differs", "rob", "run", "import", other, status=MALFORMED)


class Batches(Town):
    until = ("batch", "sign")

    def test_1_cannot_be_signed_by_who_proposed_them(self):
        self.refused("signer_is_proposer", "rob", "batch", "sign", "1")
        self.refused("role_may_not_do_this", "klara", "batch", "sign", "1")

    def test_2_name_the_bytes_of_each_file_on_their_sheet(self):
        sheet = self.printed("batch", "sheet", "1")
        files = re.findall(r"^file \S+ ([0-9a-f]{64}) ", sheet, re.MULTILINE)
        self.assertTrue(files)
        for digest in files:
            archived = [path for path in (self.practice.state / "archive").rglob("*")
                        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest]
            self.assertEqual(len(archived), 1, digest)

    def test_3_are_signed_over_the_sheet_that_is_shown(self):
        text = self.printed("batch", "sheet", "1").split("\nSHA-256 van dit blad")[0]
        told = self.told("batch", "show", "1")
        self.assertEqual(hashlib.sha256(text.encode()).hexdigest(), told["blad_sha256"])

    def test_4_lose_their_signatures_with_a_line(self):
        self.done("karin", "batch", "sign", "1")
        before = self.told("batch", "show", "1")
        self.assertEqual(len(before["handtekeningen"]), 1)
        answer = self.done("rob", "batch", "drop-line", "1", "1")
        self.assertEqual(answer["versie"], before["versie"] + 1)
        self.assertEqual(answer["betalingen"], before["betalingen"] - 1)
        self.assertEqual(answer["handtekeningen"], [])

    def test_5_stay_as_they_are_when_nothing_is_stale(self):
        before = self.told("batch", "show", "1")
        self.assertEqual(self.done("rob", "batch", "rebuild", "1")["versie"], before["versie"])

    def test_6_are_not_released_without_their_signatures(self):
        self.refused("batch_is_not_signed", "rob", "batch", "release", "1")

    def test_7_export_the_split_and_the_review_to_the_cent(self):
        rows = self.rows("split", "--run", RUN)
        self.assertEqual(list(rows[0]), [
            "run_id", "client", "payee", "kind", "contract", "period_from", "period_until", "due",
            "wanted_cents", "to_pay_cents", "outcome", "rule", "instruction_id"])
        cents = int(self.told("run", "show", RUN)["gesplitst_bedrag"].replace(".", ""))
        self.assertEqual(sum(int(row["to_pay_cents"]) for row in rows), cents)
        self.assertIn(rows[0]["client"], json.dumps(self.told("client", "why", rows[0]["client"])))
        self.assertIn("batch", self.told("batch", "diff", "1"))
        self.assertGreater(self.printed("export", "review", "1").count("\n"), 1)

    def test_8_are_in_the_books_and_on_the_lists(self):
        journal = self.printed("export", "journal")
        self.assertRegex(journal, r"(?m)^\d{4}[-/]\d{2}[-/]\d{2}")
        self.assertTrue(self.printed("export", "trial-balance").strip())
        self.assertTrue(self.printed("export", "conservation").strip())
        self.assertTrue(self.printed("export", "held").strip())
        short = self.rows("short")
        self.assertTrue(self.told("books", "show"))
        sample = list(csv.reader(io.StringIO(self.printed("audit", "sample", "3", "--seed", "steekproef"))))
        self.assertEqual(len(sample), 4)  # a head and three payments
        self.assertEqual(sample, list(csv.reader(io.StringIO(
            self.printed("audit", "sample", "3", "--seed", "steekproef")))))
        self.assertEqual(len(short) > 0, self.told("client", "list", "--short") != {})

    def test_9_let_their_payments_be_proposed_again_when_withdrawn(self):
        self.done("rob", "batch", "withdraw", "1")
        again = self.done("rob", "batch", "propose", RUN)
        self.assertNotEqual(again["batch"], 1)
        self.assertEqual(again["staat"], "proposed")
        self.assertEqual([row["staat"] for row in self.told("batch", "show")["batches"]],
                         ["withdrawn", "proposed"])


class Files(Town):
    until = ("batch", "release")

    def setUp(self):
        self.files = [row["bestand"] for row in self.told("batch", "show", "1")["bestanden"]]

    def test_1_are_stopped_by_one_person_before_they_are_handed_over(self):
        last = self.files[-1]
        self.assertEqual(self.told("file", "show", last)["staat"], "built")
        self.assertEqual(self.done("rob", "file", "stop", last, "--reason", "verkeerde week")["staat"],
                         "stopped")
        shown = self.told("batch", "show", "1")
        self.assertEqual(shown["tegengehouden"], [{"bestand": last, "reden": "verkeerde week"}])
        self.assertIn("batch propose", shown["volgende_stap"])

    def test_2_go_to_the_bank_on_their_day_and_the_stopped_ones_never(self):
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "1")
        outbox = {path.name for path in (self.practice.state / "outbox").iterdir()}
        self.assertIn(self.files[0] + ".ready", outbox)
        self.assertFalse([name for name in outbox if self.files[-1] in name], "a stopped file went out")

    def test_3_that_are_with_the_bank_cannot_be_stopped(self):
        self.assertEqual(self.told("file", "show", self.files[0])["staat"], "handed_over")
        self.refused("file_is_handed_over", "rob", "file", "stop", self.files[0], "--reason", "te laat")
        self.refused("file_is_unknown", "rob", "file", "stop", "geen.xml", "--reason", "geen")

    def test_4_are_resolved_only_when_it_is_unknown_where_they_are(self):
        self.refused("file_is_not_unknown", "karin", "file", "resolve", self.files[-1],
                     "--handed-over", "--reason", "de bank zegt het")

    def test_5_wait_for_the_bank_as_attempts(self):
        rows = self.rows("attempts")
        self.assertEqual(list(rows[0]), [
            "end_to_end_id", "instruction_id", "attempt_no", "state", "amount_cents", "creditor_iban",
            "execution_date", "file_sha256", "settled_on", "return_reason", "may_pay_again"])
        self.assertEqual({row["settled_on"] for row in rows}, {""})
        self.told("bank", "show")
        self.assertEqual(self.run_program("karin", "bank", "set-aside", "99", "--reason",
                                          "dubbel").returncode, REFUSED)
        statement = ROOT / "fixtures" / "camt053" / "two-statements.02.xml"
        read = subprocess.run([PROGRAM, "bank", "read", statement, "--json"], capture_output=True,
                              text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(read.returncode, DONE, read.stdout + read.stderr)

    def test_6_keep_the_chain_whole(self):
        kept = self.data / "ijkpunt.txt"
        kept.write_text(self.printed("audit", "checkpoint"))
        self.expect_sound()
        self.assertEqual(self.told("audit", "verify", "--checkpoint", kept)["oordeel"], "in orde")


if __name__ == "__main__":
    PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
