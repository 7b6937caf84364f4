#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Lines of a statement that people place, take back and name, as they give the commands.

    lines_test.py PROGRAM

The bank lost the reference of one payment of leefgeld, and another went to the account of somebody else. The
tests follow one another.
"""
import datetime
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, USAGE, Town  # noqa: E402


STRANGER = "NL12OEFN0009000001"


class Lines(Town):
    until = ("bank", "ingest")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = datetime.date(2026, 12, 8)
        leefgeld = cls.practice.iban_of("leefgeld")
        statements = sorted(cls.practice.bank.glob("CAMT053-%s-*.xml" % leefgeld), key=lambda path: path.stem[-10:])
        for statement in statements:
            if statement.stem.endswith("2026-11-30"):
                statement = cls.damaged(statement)
            answer = cls.practice.run(commands_test.Step("", "rob", cls.day, ["bank", "ingest", statement]))
            assert answer.returncode == DONE, answer.stdout + answer.stderr

    @classmethod
    def damaged(cls, statement):
        """One payment lost its reference, one went to the account of somebody else."""
        entries = statement.read_text().split("<Ntry>")
        for number in (1, 2):
            entries[number] = re.sub(r"<(MsgId|PmtInfId)>[^<]*</\1>", "", entries[number])
        cls.lost, cls.swapped = (re.search(r"<EndToEndId>([^<]+)<", entries[number]).group(1) for number in (1, 2))
        entries[1] = entries[1].replace(cls.lost, "NOTPROVIDED")
        entries[2] = re.sub(r"<IBAN>[^<]*</IBAN>", "<IBAN>%s</IBAN>" % STRANGER, entries[2])
        copy = cls.data / statement.name
        copy.write_text("<Ntry>".join(entries))
        return copy

    def line(self, rule):
        """The name of the only line that was placed by this rule."""
        found = [row for row in self.rows("entries") if row["rule"] == rule]
        self.assertEqual(len(found), 1, rule)
        return "%(delivery)s:%(entry_index)s:%(detail_index)s" % found[0]

    def attempt(self, reference):
        return next(row for row in self.rows("attempts") if row["end_to_end_id"] == reference)

    def unexplained(self):
        """The lines that an exception sends somebody to."""
        return [re.search(r"line candidates ([0-9:]+)", row["volgende_stap"]).group(1)
                for row in self.told("exception", "list")["uitzonderingen"]
                if row["soort"] == "bankregel_onverklaard"]

    def picture(self):
        return [self.printed("export", what) for what in ("entries", "attempts", "conservation")] + [
            {row["rekening"]: row["saldo"] for row in self.told("books", "show")["saldibalans"]
             if row["saldo"] != "0.00"}]

    def test_1_show_both_sides_and_what_they_could_be(self):
        name = self.line("amount_and_account_only")
        told = self.told("line", "candidates", name)
        self.assertEqual(told["bankregel"], name)
        self.assertEqual(told["tegenrekening"], self.attempt(self.lost)["creditor_iban"])
        first = told["kandidaten"][0]
        self.assertEqual((first["betaling"], first["kan_met"]), (self.lost, "line match"))
        self.assertTrue(first["client"].startswith("C"))
        self.assertIn(name, self.unexplained())
        self.assertEqual(self.run_program(None, "line", "candidates", "9999:1").returncode, 1)
        self.assertEqual(self.run_program(None, "line", "candidates", "regel").returncode, MALFORMED)
        self.assertEqual(self.run_program(None, "line", "candidates").returncode, USAGE)

    def test_2_are_matched_by_one_person_and_taken_back_by_another(self):
        name = self.line("amount_and_account_only")
        before = self.picture()
        self.refused("role_may_not_do_this", "klara", "line", "match", name, self.lost, "--reason", "bekeken")
        self.refused("end_to_end_id_is_malformed", "rob", "line", "match", name, "NOTPROVIDED", "--reason",
                     "bekeken", status=MALFORMED)
        other = next(row["end_to_end_id"] for row in self.rows("attempts")
                     if row["amount_cents"] != self.attempt(self.lost)["amount_cents"] and row["state"] == "confirmed")
        self.refused("payment_has_another_amount", "rob", "line", "match", name, other, "--reason", "bekeken")
        tried = self.run_program("rob", "line", "match", name, self.lost, "--reason", "naam en bedrag kloppen",
                                 extra=("--json", "--dry-run"))
        self.assertEqual(tried.returncode, DONE, tried.stdout + tried.stderr)
        self.assertEqual(self.picture(), before)
        told = self.done("rob", "line", "match", name, self.lost, "--reason", "naam en bedrag kloppen")
        self.assertIn('"plaats": "gekoppeld"'.replace(" ", ""), tried.stdout.replace(" ", ""))
        self.assertEqual(told["plaats"], "gekoppeld")
        self.assertEqual([(row["door"], row["reden"]) for row in told["beslissingen"]],
                         [("rob", "naam en bedrag kloppen")])
        self.assertEqual(self.attempt(self.lost)["state"], "confirmed")
        self.assertNotIn(name, self.unexplained())
        self.expect_sound()
        self.refused("line_is_decided", "karin", "line", "assign", name, "--als", "overig", "--reason", "toch niet")
        back = self.done("karin", "line", "revoke", name, "--reason", "verkeerde betaling")
        self.assertEqual([(row["staat"], row["teruggenomen_door"]) for row in back["beslissingen"]],
                         [("teruggenomen", "karin")])
        self.assertEqual(self.picture(), before)
        self.expect_sound()

    def test_3_that_the_program_matched_are_taken_off_and_stay_off(self):
        name = next("%(delivery)s:%(entry_index)s:%(detail_index)s" % row for row in self.rows("entries")
                    if row["rule"] == "reference" and row["booking_date"] == "2026-11-30")
        reference = next(row["end_to_end_ids"] for row in self.rows("entries")
                         if "%(delivery)s:%(entry_index)s:%(detail_index)s" % row == name)
        before = self.attempt(reference)["state"]
        self.done("rob", "line", "revoke", name, "--reason", "hoort bij een ander")
        self.assertEqual(self.line("revoked"), name)
        self.assertNotEqual(self.attempt(reference)["state"], before)
        self.done("rob", "line", "match", name, reference, "--reason", "bij nader inzien toch")
        self.assertEqual(self.attempt(reference)["state"], before)
        self.expect_sound()

    def test_4_are_forced_by_two_people(self):
        name = self.line("payee_differs")
        told = self.told("line", "candidates", name)
        self.assertEqual(told["tegenrekening"], STRANGER)
        self.assertEqual((told["kandidaten"][0]["betaling"], told["kandidaten"][0]["kan_met"]),
                         (self.swapped, "line force"))
        before = self.picture()
        self.refused("match_needs_two_people", "rob", "line", "match", name, self.swapped, "--reason", "zeker")
        self.refused("role_may_not_do_this", "kim", "line", "force", name, self.swapped, "--reason", "zeker")
        told = self.done("rob", "line", "force", name, self.swapped, "--reason", "de bank bevestigt het")
        self.assertEqual(told["beslissingen"][0]["staat"], "wacht_op_een_ander")
        self.assertEqual(self.picture(), before, "one person alone changed something")
        self.refused("force_is_proposed", "karin", "line", "assign", name, "--als", "overig", "--reason", "anders")
        told = self.done("karin", "line", "force", name, self.swapped, "--reason", "gezien")
        self.assertEqual([(row["door"], row["bevestigd_door"]) for row in told["beslissingen"]], [("rob", "karin")])
        self.assertEqual(self.attempt(self.swapped)["state"], "confirmed")
        self.expect_sound()
        self.done("rob", "line", "revoke", name, "--reason", "de bank vergiste zich")
        self.assertEqual(self.picture(), before)
        other = self.line("amount_and_account_only")
        self.refused("one_person_is_enough", "rob", "line", "force", other, self.lost, "--reason", "zeker")

    def test_5_are_named_when_they_are_no_payment(self):
        name = self.line("payee_differs")
        before = self.picture()
        self.refused("label_is_unknown", "rob", "line", "assign", name, "--als", "cadeau", "--reason", "x",
                     status=MALFORMED)
        self.refused("label_names_a_payment", "rob", "line", "assign", name, "--als", "handmatige_betaling",
                     "--reason", "met de hand")
        self.done("rob", "line", "assign", name, "--als", "kosten", "--reason", "bankkosten")
        self.assertEqual(self.picture(), before, "one person alone changed something")
        self.done("karin", "line", "assign", name, "--als", "kosten", "--reason", "gezien")
        self.assertEqual(self.line("by_person:kosten"), name)
        self.assertNotIn(name, self.unexplained())
        self.expect_sound()
        self.done("rob", "line", "revoke", name, "--reason", "was met de hand betaald")
        self.assertEqual(self.picture(), before)
        for user in ("rob", "karin"):
            self.done(user, "line", "assign", name, "--als", "handmatige_betaling", "--betaling", self.swapped,
                      "--reason", "in het portaal van de bank")
        shown = self.told("attempt", "show", self.swapped)
        self.assertEqual(shown["mag_opnieuw"], "nee")
        self.assertIn("met de hand", shown["waarom"])
        self.assertEqual(self.attempt(self.swapped)["may_pay_again"], "no")
        self.expect_sound()
        self.done("rob", "line", "revoke", name, "--reason", "toch niet")
        self.assertEqual(self.picture(), before)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
