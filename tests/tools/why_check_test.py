# SPDX-License-Identifier: EUPL-1.2
"""What tools/why_check promises: it agrees with a month that is right, and with nothing else."""
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zlib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "lib"))
from practice_month import Practice  # noqa: E402

PROGRAM = os.environ.get("ONTZORGD")
HOUSEHOLDS = os.environ.get("HOUSEHOLDS", "40")  # tools/check-long takes 10,000


def tool(name):
    loader = SourceFileLoader(name, str(ROOT / "tools" / name))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


WHY = tool("why_check")
DOCUMENT = (ROOT / "schemas" / "audit" / "explanation-1.md").read_text()
EXAMPLES = re.findall(r"```\n(ontzorgd-split.*?)```", DOCUMENT, re.DOTALL)
REGELSETS = re.findall(r"```toml\n(.*?)```", (ROOT / "schemas" / "regelset-1.md").read_text(),
                       re.DOTALL)


def sealed(*lines):
    """A text of these lines with a closing line that fits."""
    body = "\n".join(lines) + "\n"
    return body + f"e {len(lines)} {zlib.crc32(body.encode()):08x}\n"


def decided(text, regelset=REGELSETS[0]):
    WHY.Decision(WHY.Explanation(text), WHY.Rules(regelset)).check()


class TheDecision(unittest.TestCase):
    """Hand-made households, so that the checker is not only right where the program is."""

    def household(self, net=134849, machtiging="getekend",
                  ground="g verplicht_56a 20260820 20270219", bill="", rest=()):
        return sealed("ontzorgd-split 1 1",
                      "r regulier alleenstaand 202611 20261130 20261231 20261130",
                      f"n {net} 0 0 26000", f"c 1 {machtiging} {net} {net}",
                      *([ground] if ground else []),
                      *([bill] if bill else []), *rest)

    def rent(self, outcome, leefgeld, regelset=REGELSETS[0], flags="-", due=20261201, part=1,
             place=0, ritme="maand",
             until=20261231, **keywords):
        bill = f"b huur 1 0 20261201 {until} {due} {ritme} {flags} 61240 0 {part} {place}"
        rest = [outcome, f"l 1 {leefgeld}", *([f"t 1 1 20261130 {leefgeld}"] if leefgeld else [])]
        decided(self.household(bill=bill, rest=rest, **keywords), regelset)

    def test_the_examples_of_the_document_are_right(self):
        self.assertGreaterEqual(len(EXAMPLES), 2)
        for text in EXAMPLES:
            decided(text)

    def test_a_rent_that_fits_is_paid_whole(self):
        self.rent("u eigen 1 - te_betalen - 61240 61240 61240 0 20261130 73609", 73609)

    def test_a_cent_more_of_leefgeld_is_a_fault(self):
        with self.assertRaises(WHY.Fault):
            self.rent("u eigen 1 - te_betalen - 61240 61239 61239 0 20261130 73610", 73610)

    def test_a_rent_that_breaks_the_floor_is_not_paid(self):
        self.rent("u eigen 1 - niet_betaald minimum_leefgeld 61240 0 0 0 20261130 87239", 87239,
                  net=87239)
        self.rent("u eigen 1 - te_betalen - 61240 61240 61240 0 20261130 26000", 26000, net=87240)

    def test_nothing_is_paid_without_a_ground_or_after_a_withdrawn_agreement(self):
        self.rent("u niemand - - niet_gedekt geen_grondslag 61240 0 0 0 20261130 134849", 134849,
                  ground="")
        self.rent("u niemand - - niet_gedekt machtiging 61240 0 0 0 20261130 134849", 134849,
                  ground="g vrijwillig 20260101 -", machtiging="ingetrokken")
        self.rent("u eigen 1 - te_betalen - 61240 61240 61240 0 20261130 73609", 73609,
                  machtiging="ingetrokken")

    def test_what_blocks_a_bill_comes_before_money(self):
        for flags, reason in (("i", "incasso"), ("o", "iban_niet_bevestigd")):
            self.rent(f"u eigen 1 - geblokkeerd {reason} 61240 0 0 0 20261130 134849", 134849,
                      flags=flags)
        self.rent("u eigen 1 - geblokkeerd deel_niet_toegestaan 61240 0 0 0 20261130 134849",
                  134849, part=2)
        self.rent("u eigen 1 eindigt geblokkeerd periode_voorbij_grondslag 61240 0 0 0 20261130 "
                  "134849", 134849,
                  ritme="kwartaal", until=20270228)

    def test_a_text_that_is_not_in_the_grammar_is_refused(self):
        good = EXAMPLES[0]
        lines = good.splitlines()[:-1]
        padded = lines[-1].replace(" 1 1 ", " 01 1 ")
        for bad in (good.replace("\n", "\r\n"), good[:-1], good.replace(" ", "  ", 1), "", "x\n",
                    good + good, sealed(*lines[:3], *lines), sealed(*lines[:-1], padded),
                    sealed(*lines[:3], "c 1 getekend"), sealed(*lines[:-1]), sealed(lines[0])):
            with self.assertRaises(WHY.Fault):
                decided(bad)

    def test_weekly_parts_lose_no_cent_and_fall_on_open_days(self):
        text = sealed("ontzorgd-split 1 1",
                      "r regulier alleenstaand 202612 20261231 20270129 20261231",
                      "n 100003 0 0 24000", "c 1 geen 100003 100003", "l 1 100003",
                      "t 1 1 20261231 20001", "t 1 2 20270107 20001", "t 1 3 20270114 20001",
                      "t 1 4 20270121 20000",
                      "t 1 5 20270128 20000")
        decided(text, REGELSETS[1])
        with self.assertRaises(WHY.Fault):
            decided(text.replace("20270128", "20270127"), REGELSETS[1])


@unittest.skipUnless(PROGRAM, "the program is not named in ONTZORGD")
class AWholeMonth(unittest.TestCase):
    """The practised months, made by the program itself."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        data, work = Path(cls.folder.name) / "data", Path(cls.folder.name) / "work"
        subprocess.run([ROOT / "tools" / "make_municipality", "--households", HOUSEHOLDS,
                        "--leefgeld", "maand" if HOUSEHOLDS == "40" else "week", "--out", data],
                       check=True, stdout=subprocess.DEVNULL)
        practice = Practice(PROGRAM, work, data)
        practice.prepare()
        for step in practice.steps():
            if step.stage.startswith(("batch", "bank")):
                continue  # no decision rests on what was signed or what the bank did
            answer = practice.run(step)
            if answer.returncode:
                raise RuntimeError(f"{step.args}: {answer.stdout}{answer.stderr}")
        cls.database = practice.state / "ontzorgd.db"

    def check(self, *arguments, change=None):
        """The answer of the checker, on a copy in which `change` was made."""
        copy = Path(self.folder.name) / "copy.db"
        copy.unlink(missing_ok=True)
        source = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        target = sqlite3.connect(copy)
        source.backup(target)
        source.close()
        if change:
            triggers = target.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for trigger, in triggers.fetchall():
                target.execute(f"DROP TRIGGER {trigger}")
            changed = target.execute(change).rowcount
            self.assertGreater(changed, 0, change)
        target.commit()
        target.close()
        return subprocess.run([sys.executable, ROOT / "tools" / "why_check", copy, *arguments],
                              capture_output=True,
                              text=True, check=False)

    def test_both_months_are_decided_the_same_anew(self):
        answer = self.check()
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        if HOUSEHOLDS == "40":
            self.assertRegex(answer.stdout, r"run 2026-11-REG: 38 households, .* 0 faults")
            self.assertRegex(answer.stdout, r"run 2026-12-REG: 39 households, .* 0 faults")
        else:
            print(answer.stdout)

    def test_no_mutation_of_an_explanation_is_overlooked(self):
        answer = self.check("--mutate", "7", "1500")
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        self.assertIn("; 0 overlooked", answer.stdout)

    def test_a_changed_row_is_found(self):
        line = ("WHERE (run, household, number) ="
                " (SELECT run, household, number FROM split_line {} LIMIT 1)")
        for change in (
                "UPDATE instruction SET cents = cents + 1 WHERE id = 3",
                "UPDATE instruction SET execution_date = execution_date - 1 WHERE id = 3",
                "UPDATE instruction SET account = 3 - account WHERE id = 3",
                "UPDATE instruction SET draagdeel_eerste = draagdeel_eerste - 1 WHERE id = 3",
                "DELETE FROM instruction WHERE id = 3",
                "INSERT INTO instruction SELECT 999999, run, fact, household, kind, NULL, NULL, 99,"
                       " client, NULL, cents,"
                " draagdeel_eerste, execution_date, account, iban, NULL FROM instruction WHERE "
                       "contract IS NULL LIMIT 1",
                "UPDATE split_line SET to_pay_cents = to_pay_cents - 1 "
                       + line.format("WHERE to_pay_cents > 0"),
                "UPDATE split_line SET reason = reason % 10 + 1 " + line.format("WHERE reason > 0"),
                "DELETE FROM split_line " + line.format(""),
                "DELETE FROM split_explanation WHERE household = 5",
                "UPDATE run_record SET net_cents = net_cents + 1 WHERE number = 1 AND run = 1",
                "UPDATE regelset SET toml = replace(toml, 'huur = false', 'huur = true ')",
                "UPDATE run SET pay_date = pay_date - 1"):
            with self.subTest(change=change):
                answer = self.check(change=change)
                self.assertEqual(answer.returncode, 1, answer.stdout)
                self.assertIn("FAULT", answer.stdout)

    def test_what_is_no_database_is_told_apart_from_a_fault(self):
        tool_path = ROOT / "tools" / "why_check"
        for path in ("/nonexistent", self.folder.name, __file__):
            answer = subprocess.run([sys.executable, tool_path, path], capture_output=True,
                                    text=True, check=False)
            self.assertEqual(answer.returncode, 2, answer.stdout)


if __name__ == "__main__":
    unittest.main()
