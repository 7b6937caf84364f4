#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Payments that miss their batch and are aimed anew, from the split to the reconciled books.

    renew_test.py PROGRAM

One municipality of twelve households lives one month in which a landlord's account changes between split
and batch, the last signature comes too late, and a signed file is stopped. The tests follow one another.
"""
import datetime
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, RELEASE_DAY, RUN, Town  # noqa: E402

NEW_IBAN = "NL12OEFN0009000001"
LANDLORD = "K001"


class RentOfAFamily(Town):
    until = ("batch", "propose")

    def left_out(self):
        return self.told("run", "show", RUN)["buiten_batch"]

    def exceptions(self):
        return [row for row in self.told("exception", "list", "--role", "rechtmatigheid")["uitzonderingen"]
                if row["soort"] == "betaling_buiten_batch"]

    def to_landlord(self):
        """Instructions to the landlord, by the split."""
        return [row["instruction_id"] for row in self.rows("split", "--run", RUN)
                if row["payee"] == LANDLORD and row["instruction_id"]]

    def test_1_an_account_that_changed_after_the_split_leaves_the_rent_out_and_says_so(self):
        self.done("klara", "iban", "record", LANDLORD, NEW_IBAN)
        self.done("rob", "iban", "confirm", LANDLORD)
        answer = self.done("rob", "batch", "propose", RUN)
        self.assertEqual(answer["niet_opgenomen"], len(self.to_landlord()))
        self.assertEqual([str(row["instructie"]) for row in self.left_out()], self.to_landlord())
        for row in self.left_out():
            self.assertIn("run renew", row["volgende_stap"])
        self.assertEqual(len(self.exceptions()), len(self.to_landlord()))
        self.assertIn("run renew", self.exceptions()[0]["volgende_stap"])

    def test_2_the_rent_is_aimed_at_the_confirmed_account_and_signed_with_the_rest(self):
        self.refused("role_may_not_do_this", "klara", "run", "renew", RUN)
        self.refused("role_may_not_do_this", "kim", "run", "renew", RUN)
        before = self.chain_head()
        dry = self.run_program("rob", "run", "renew", RUN, extra=("--json", "--dry-run"))
        self.assertEqual(dry.returncode, DONE, dry.stdout + dry.stderr)
        self.assertEqual(self.chain_head(), before, "a dry run left a fact")
        answer = self.done("rob", "run", "renew", RUN)
        self.assertEqual(answer["opnieuw_gericht_aantal"], len(self.to_landlord()))
        for row in answer["opnieuw_gericht"]:
            self.assertIn(f'"{row["was_iban"]}"', dry.stdout)
            self.assertEqual((row["iban"], row["aan"]), (NEW_IBAN, LANDLORD))
            self.assertEqual(row["uitvoerdatum"], "2026-11-30")
        self.assertEqual(self.done("rob", "batch", "propose", RUN)["batch"], 2)
        self.assertEqual(self.exceptions(), [])
        review = self.printed("export", "review", "2")
        self.assertEqual(review.count("\nopnieuw_gericht;"), len(self.to_landlord()))
        self.assertEqual(review.count(f"\nrekeningnummer;{LANDLORD};"), 1)
        for batch in "12":
            self.done("karin", "batch", "sign", batch)

    def test_3_a_signature_that_comes_too_late_ends_the_first_batch(self):
        self.done("kim", "batch", "sign", "2")
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "2")  # the rent with its new account goes in time
        self.on(datetime.date(2026, 12, 1))
        self.refused("batch_is_stale", "kim", "batch", "sign", "1")
        self.done("rob", "batch", "withdraw", "1")
        lost = len(self.left_out())
        self.assertGreater(lost, 20)
        self.assertEqual(len(self.exceptions()), lost)
        refused = self.refused("cut_off_has_passed", "rob", "batch", "propose", RUN)
        self.assertIn("run renew", refused["zin"])
        answer = self.done("rob", "run", "renew", RUN)
        self.assertEqual(answer["opnieuw_gericht_aantal"] + answer["niet_gericht_aantal"], lost)
        for row in answer["opnieuw_gericht"]:
            self.assertGreaterEqual(row["uitvoerdatum"], "2026-12-03")
        self.assertEqual(self.done("rob", "batch", "propose", RUN)["batch"], 3)

    def test_4_a_stopped_file_is_aimed_anew_as_well(self):
        for person in ("karin", "kim"):
            self.done(person, "batch", "sign", "3")
        first = self.told("batch", "show", "3")["bestanden"][0]
        self.done("kim", "file", "stop", first["bestand"], "--reason", "de bank vroeg erom")
        self.done("rob", "batch", "release", "3")
        self.assertEqual(len(self.left_out()), first["betalingen"])
        self.on(datetime.date(2026, 12, 3))
        chosen = self.left_out()[0]["instructie"]
        answer = self.done("rob", "run", "renew", "--instruction", str(chosen), RUN)
        self.assertEqual([row["instructie"] for row in answer["opnieuw_gericht"]], [chosen])
        self.done("rob", "run", "renew", RUN)
        batch = str(self.done("rob", "batch", "propose", RUN)["batch"])
        for person in ("karin", "kim"):
            self.done(person, "batch", "sign", batch)
        for day in (3, 7, 14, 21, 28):  # leefgeld of later weeks follows on its own day
            self.on(datetime.date(2026, 12, day))
            for each in ("2", "3", batch):
                self.done("rob", "batch", "release", each)
        self.assertEqual(self.left_out(), [])
        self.assertEqual(self.exceptions(), [])

    def test_5_everything_is_paid_once_and_proved(self):
        last = datetime.date(2026, 12, 31)
        for statement in self.practice.play_bank(last, True):
            self.on(last)
            self.done("rob", "bank", "ingest", statement)
        rows = self.rows("attempts")
        paid = [row["instruction_id"] for row in rows
                if row["state"] in ("confirmed", "returned", "returned_part")]
        self.assertEqual(len(paid), len(set(paid)), "a payment was made twice")
        instructed = {row["instruction_id"] for row in self.rows("split", "--run", RUN)
                      if row["instruction_id"]}
        self.assertEqual(set(paid), instructed, "a payment was lost")
        # Every attempt shows the account it was made with.
        rents = [row for row in rows if row["instruction_id"] in self.to_landlord()]
        self.assertEqual({row["creditor_iban"] for row in rents}, {NEW_IBAN})
        self.assertTrue(self.printed("export", "conservation").strip())
        self.assertTrue(self.told("books", "show"))
        self.expect_sound()

    def test_6_an_aim_that_is_changed_in_the_database_is_found_by_both_verifiers(self):
        self.expect_found("instruction_aim_is_never_updated", "UPDATE instruction_aim SET iban = iban - 1 WHERE id = 1")


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
