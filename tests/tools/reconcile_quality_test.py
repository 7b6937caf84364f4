# SPDX-License-Identifier: EUPL-1.2
"""What tools/reconcile_quality promises: it sees a wrong decision, and it sees none where none is."""
import datetime
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "lib"))
from quality.damage import damage  # noqa: E402
from quality.parts import TellerOfParts  # noqa: E402
from quality.render import rows_of, statements_of  # noqa: E402
from quality.score import Score  # noqa: E402
from quality.town import Payment  # noqa: E402
from quality.truth import ALPHABET, Teller, next_attempt  # noqa: E402

PROGRAM = os.environ.get("ONTZORGD", str(ROOT / "build/release/src/ontzorgd"))
ACCOUNT = "NL57OEFN0000000501"
DAY = datetime.date(2026, 12, 1)


def payments(count):
    draw = random.Random(7)
    return [Payment("".join(draw.choice(ALPHABET) for _ in range(16)), 1000 + number % 40, "NL%02dOEFN0001" % (
        number % 5), "Naam", "Huur %d" % number, "", "bestand-%d" % (number % 3), ACCOUNT, "M%d" % (number % 3),
                    "M%d" % (number % 3), DAY, "H%d" % number) for number in range(count)]


class Measured:
    """A truth with the export that a program without faults would give."""

    def __init__(self, how="single", teller=Teller, seed="a test"):
        self.payments = payments(400)
        self.truth = teller(self.payments, lambda account: how, seed).happen()
        damage(self.truth, seed)
        self.statements = statements_of(self.truth, {ACCOUNT: 0}, DAY, random.Random(1))
        self.delivered = {("sha", one.id): (Path("afschrift"), one) for one in self.statements}
        self.rows, used = [], set()
        for statement in self.statements:
            for index, detail, one in rows_of(statement):
                # Of bookings that look alike only the first is matched.
                first = one.ids and one.kind != "second upload" and (one.ids, one.sign) not in used
                used.add((one.ids, one.sign))
                self.rows.append({
                    "file_sha256": "sha", "statement_id": statement.id, "entry_index": index, "detail_index": detail,
                    "amount_cents": one.cents, "direction": one.sign, "place": "matched" if first else "suspense",
                    "rule": "planted", "end_to_end_ids": "|".join(one.ids) if first else "",
                    "proposed_end_to_end_ids": "", "kind": one.kind, "whose": one.household})

    def score(self):
        score = Score(self.payments)
        kept = score.read(self.rows, self.delivered)
        score.judge()
        score.prove(kept)
        return score

    def first(self, place):
        return next(row for row in self.rows if row["place"] == place)


class Scorer(unittest.TestCase):
    def test_finds_nothing_wrong_with_the_truth(self):
        for how in ("single", "batch", "net total"):
            score = Measured(how).score()
            self.assertEqual(score.faults, [], how)
            self.assertGreater(sum(tally.right for tally in score.tallies.values()), 0)

    def test_finds_a_match_with_another_payment(self):
        measured = Measured()
        row = measured.first("matched")
        row["end_to_end_ids"] = next(one.id for one in measured.payments if one.id != row["end_to_end_ids"])
        self.assertEqual([fault.split(":")[0] for fault in measured.score().faults], ["wrong automatic match"])

    def test_finds_a_part_of_a_file_that_is_matched_with_what_was_not_in_it_or_did_not_come_back(self):
        found = set()
        for how in ("net total", "total"):
            for seed in range(12):
                self.assertEqual(Measured(how, TellerOfParts, seed).score().faults, [])
                measured = Measured(how, TellerOfParts, seed)
                for row in measured.rows:
                    ids = row["end_to_end_ids"].split("|")
                    file = {one.file for one in measured.payments if one.id in ids}
                    others = [one.id for one in measured.payments if one.file in file and one.id not in ids]
                    if row["kind"] in ("settled", "rejected after booking") and ids[0] and others:
                        row["end_to_end_ids"] = "|".join(ids[1:] + others[:1])
                        found.add((how, row["kind"]))
                        break
                else:
                    continue
                self.assertEqual([fault.split(":")[0] for fault in measured.score().faults], ["wrong automatic match"])
        self.assertIn(("net total", "settled"), found)
        self.assertIn(("total", "rejected after booking"), found)

    def test_finds_a_match_of_what_is_no_payment_or_a_second_time(self):
        measured = Measured()
        row = measured.first("suspense")
        row.update(place="matched", end_to_end_ids=measured.payments[0].id)
        self.assertIn("wrong automatic match", measured.score().faults[0])

    def test_finds_money_that_is_held_for_another_household_or_was_not_paid_back(self):
        measured = Measured()
        refund = next(row for row in measured.rows if row["kind"] == "refunded" and row["whose"])
        refund.update(place="matched", end_to_end_ids="", household=refund["whose"])
        self.assertEqual(measured.score().faults, [])
        refund["household"] = "H999"
        self.assertIn("wrong automatic match", measured.score().faults[0])
        measured = Measured()
        returned = next(row for row in measured.rows if row["kind"] == "returned")
        returned.update(place="matched", end_to_end_ids="", household="H1")
        self.assertIn("wrong automatic match", measured.score().faults[0])

    def test_finds_money_of_ours_that_is_put_aside(self):
        measured = Measured()
        measured.first("matched").update(place="known_other", end_to_end_ids="")
        self.assertIn("put aside", measured.score().faults[0])

    def test_finds_a_line_that_is_not_there_and_a_sum_that_is_off(self):
        measured = Measured()
        del measured.rows[5]
        self.assertIn("broken identity", measured.score().faults[0])
        measured = Measured()
        measured.rows[5]["amount_cents"] += 1
        self.assertIn("broken identity", measured.score().faults[0])

    def test_finds_a_line_called_a_repetition_that_is_none(self):
        measured = Measured()
        measured.first("matched").update(place="duplicate_delivery", end_to_end_ids="")
        self.assertIn("copies", measured.score().faults[0])

    def test_finds_an_answer_that_would_pay_twice(self):
        measured = Measured()
        settled = next(id for id, fate in measured.truth.fates.items() if fate == "S0")
        never = next(iter(measured.truth.pending))
        for id in (settled, never):
            score = Score(measured.payments)
            row = {"end_to_end_id": id, "may_pay_again": "not_yet", "state": "returned"}
            score.answers([row], measured.truth)
            self.assertEqual(score.unsafe, 0)
            score.answers([row | {"may_pay_again": "yes"}], measured.truth)
            self.assertEqual(score.unsafe, 1)


class Reference(unittest.TestCase):
    def test_of_an_attempt_that_was_never_made_has_check_characters_that_hold(self):
        self.assertEqual(next_attempt("DDM70000003D00??"), "DDM70000003D01JU")
        self.assertEqual(next_attempt("O421000003FQ00??"), "O421000003FQ01PE")


class Damage(unittest.TestCase):
    def test_keeps_the_truth_and_is_the_same_for_the_same_seed(self):
        before = Teller(payments(400), lambda account: "single", "x").happen()
        sealed = before.sealed()
        damage(before, "x")
        again = Teller(payments(400), lambda account: "single", "x").happen()
        self.assertEqual(sealed, again.sealed())
        damage(again, "x")
        self.assertEqual([entry.bookings for entry in before.entries], [entry.bookings for entry in again.entries])
        self.assertTrue(any(entry.bookings[0].damage for entry in before.entries))


class Program(unittest.TestCase):
    def test_does_nothing_wrong_in_a_few_thousand_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            faults = Path(folder) / "faults"
            answer = subprocess.run([sys.executable, ROOT / "tools" / "reconcile_quality", "--program", PROGRAM,
                                     "--lines", "3000", "--faults", faults], capture_output=True, text=True)
            self.assertTrue(faults.exists(), answer.stdout[-3000:] + answer.stderr[-3000:])
            found = faults.read_text(encoding="utf-8").splitlines()
        self.assertEqual(found, [])
        self.assertEqual(answer.returncode, 0)


if __name__ == "__main__":
    unittest.main()
