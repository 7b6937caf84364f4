#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Rent and leefgeld that came back, made again through the guard, until the books prove it.

    reissue_test.py PROGRAM

A municipality of forty households has lived November: a landlord's account was closed and leefgeld came
back. The tests follow one another.
"""
import datetime
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, ROOT, RUN, Town  # noqa: E402

NEW_IBAN = "NL12OEFN0009000001"
WHY = ("--reason", "gebeld met de ontvanger")


class MoneyThatCameBack(Town):
    until = None  # the whole month
    households = 40  # among them one whose landlord's account is closed

    def returned(self, of_the_account):
        return [row for row in self.rows("attempts")
                if row["state"] == "returned" and (row["return_reason"] == "AC04") == of_the_account]

    def test_1_is_shown_with_the_answer_of_the_guard_and_the_next_step(self):
        self.assertTrue(self.returned(True), "the landlord's account was not closed")
        for row in self.returned(True):
            told = self.told("attempt", "show", row["end_to_end_id"])
            self.assertEqual(told["mag_opnieuw"], "ja")
            self.assertIn("iban record", told["volgende_stap"])
        confirmed = next(row for row in self.rows("attempts") if row["state"] == "confirmed")
        self.assertEqual(self.told("attempt", "show", confirmed["end_to_end_id"])["mag_opnieuw"], "nee")
        self.refused("attempt_is_confirmed", "rob", "attempt", "reissue", confirmed["end_to_end_id"], *WHY)
        self.refused("end_to_end_id_is_malformed", "rob", "attempt", "reissue", "0", *WHY, status=MALFORMED)

    def test_2_goes_to_the_closed_account_never_and_to_the_new_one_once(self):
        type(self).reissued = []
        for row in self.returned(True):
            reference = row["end_to_end_id"]
            self.refused("iban_was_returned", "rob", "attempt", "reissue", reference, *WHY)
            payee = self.told("attempt", "show", reference)["aan"]
            if not self.reissued:
                self.done("klara", "iban", "record", payee, NEW_IBAN)
                self.refused("iban_is_not_usable", "rob", "attempt", "reissue", reference, *WHY)
                self.done("rob", "iban", "confirm", payee)
            before = self.chain_head()
            dry = self.run_program("rob", "attempt", "reissue", reference, *WHY, extra=("--json", "--dry-run"))
            self.assertEqual(dry.returncode, DONE, dry.stdout + dry.stderr)
            self.assertEqual(self.chain_head(), before, "a dry run left a fact")
            self.refused("role_may_not_do_this", "kim", "attempt", "reissue", reference, *WHY)
            self.assertIn("batch propose", self.done("klara", "attempt", "reissue", reference, *WHY)["volgende_stap"])
            self.reissued.append(row["instruction_id"])

    def test_3_is_not_declared_dead_when_it_came_back(self):
        reference = self.returned(True)[0]["end_to_end_id"]
        self.refused("attempt_is_not_to_be_declared_dead", "karin", "attempt", "declare-dead", reference, *WHY)

    def test_4_is_signed_by_two_and_confirmed_by_the_bank_under_a_new_reference(self):
        batch = str(self.done("rob", "batch", "propose", RUN)["batch"])
        for person in ("karin", "kim"):
            self.done(person, "batch", "sign", batch)
        self.done("rob", "batch", "release", batch)
        self.on(self.day + datetime.timedelta(days=7))
        for statement in self.practice.play_bank(self.day, True):
            self.done("rob", "bank", "ingest", statement)
        attempts = self.rows("attempts")
        for instruction in self.reissued:
            tries = [row for row in attempts if row["instruction_id"] == instruction]
            self.assertEqual([row["state"] for row in tries], ["returned", "confirmed"])
            self.assertEqual([row["may_pay_again"] for row in tries], ["no", "no"])
            self.assertEqual(tries[1]["creditor_iban"], NEW_IBAN)
            self.assertNotEqual(tries[0]["end_to_end_id"], tries[1]["end_to_end_id"])
        paid = [row["instruction_id"] for row in attempts if row["state"] == "confirmed"]
        self.assertEqual(len(paid), len(set(paid)), "a payment was made twice")

    def test_5_leaves_books_that_prove_themselves(self):
        self.assertEqual(self.told("books", "show")["oordeel"], "elke cent is verantwoord")
        self.expect_sound()

    def test_6_a_reissue_that_nobody_gave_is_found_by_both_verifiers(self):
        for change in ("UPDATE reissue SET cents = cents + 1 WHERE id = 1",
                       "DELETE FROM reissue WHERE id = 1",
                       "INSERT INTO reissue SELECT 99, instruction, number, 1, "
                       "(SELECT max(number) FROM audit_link) FROM attempt WHERE state = 1 LIMIT 1"):
            with self.subTest(change):
                self.expect_found("reissue_is_never_updated", change)


class PaymentThatWasNeverBooked(Town):
    """The bank got the files of November and books nothing; its statements come, and are without movement."""
    until = ("bank", "ingest")

    def ingest_silence(self, until):
        """The statements of all accounts up to and including this day, from a bank that sees no file."""
        folder, outbox = self.data / "stille-bank", self.data / "leeg"
        outbox.mkdir(exist_ok=True)
        accounts = [f"{self.practice.iban_of(name)}={self.practice.opening_of(name)}" for name in ("lasten", "leefgeld")]
        before = set(folder.glob("*.xml"))
        command = [ROOT / "tools" / "rehearsal_bank", "--quiet", "--outbox", outbox, "--out", folder, "--state",
                   folder / "bank.json", "--until", until.isoformat(), "--from", self.practice.opening_day().isoformat()]
        subprocess.run(command + [word for account in accounts for word in ("--account", account)], check=True)
        for statement in sorted(set(folder.glob("*.xml")) - before, key=lambda path: path.stem[-10:]):
            self.assertNotIn("<Ntry>", statement.read_text())
            self.done("rob", "bank", "ingest", statement)

    def test_is_declared_dead_by_two_people_and_open_again(self):
        sent = next(row for row in self.rows("attempts") if row["state"] == "handed_over")
        reference, day = sent["end_to_end_id"], datetime.date.fromisoformat(sent["execution_date"])
        self.refused("declarer_is_proposer", "rob", "attempt", "declare-dead", reference, *WHY)
        self.refused("statements_do_not_reach", "karin", "attempt", "declare-dead", reference, *WHY)
        for days, reaches in ((4, False), (5, True)):
            last = self.practice.bank_day_after(day, days)
            self.on(last + datetime.timedelta(days=1))
            self.ingest_silence(last)
            self.assertEqual(self.told("attempt", "show", reference)["mag_opnieuw"], "nog_niet")
            if not reaches:
                self.refused("statements_do_not_reach", "karin", "attempt", "declare-dead", reference, *WHY)
        self.refused("declarer_is_proposer", "rob", "attempt", "declare-dead", reference, *WHY)
        told = self.done("karin", "attempt", "declare-dead", reference, *WHY)
        self.assertEqual((told["mag_opnieuw"], told["dood_verklaard_door"]), ("nog_niet", "karin"))
        self.assertIn("tweede persoon", told["volgende_stap"])
        self.refused("two_people_may_declare_it_dead", "rob", "attempt", "reissue", reference, *WHY)
        told = self.done("kim", "attempt", "declare-dead", reference, *WHY)
        self.assertEqual((told["mag_opnieuw"], told["dood_verklaard_door"]), ("ja", "karin, kim"))
        attempts = {row["end_to_end_id"]: row for row in self.rows("attempts")}
        self.assertEqual((attempts[reference]["state"], attempts[reference]["may_pay_again"]), ("dead", "yes"))
        self.assertEqual({row["state"] for each, row in attempts.items() if each != reference}, {"handed_over"})
        self.expect_sound()
        again = self.done("rob", "run", "renew", RUN)["opnieuw_gericht"]
        self.assertEqual([str(row["instructie"]) for row in again], [sent["instruction_id"]])
        self.assertEqual(self.done("rob", "batch", "propose", RUN)["betalingen"], 1)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
