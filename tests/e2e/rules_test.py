#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Rules that say what a bank line is, as people give the commands.

    rules_test.py PROGRAM

The statement of the pay day has a fee of the bank and interest beside the payments. The tests follow one another.
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

FEE = ("rule", "add", "--als", "kosten", "--richting", "af", "--rekening", "leefgeld", "--tekst",
       "Kosten betalingsverkeer", "--bedrag-tot", "25.00")
INTEREST = ("rule", "add", "--als", "rente", "--richting", "bij", "--tegenrekening", "geen", "--code", "ACMT-MCOP",
            "--bedrag-tot", "100.00")

ENTRY = """<Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-30</Dt>
</BookgDt><BkTxCd><Domn><Cd>ACMT</Cd><Fmly><Cd>MCOP</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>
<AddtlNtryInf>%s</AddtlNtryInf></Ntry>"""


class Rules(Town):
    until = ("bank", "ingest")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = max(cls.day, datetime.date(2026, 11, 27))

    def ingest(self, pattern):
        leefgeld = self.practice.iban_of("leefgeld")
        for statement in sorted(self.practice.bank.glob("CAMT053-%s-%s.xml" % (leefgeld, pattern)),
                                key=lambda path: path.stem[-10:]):
            if statement.stem.endswith("2026-11-30"):
                statement = self.with_fee_and_interest(statement)
            answer = self.run_program("rob", "bank", "ingest", str(statement))
            self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)

    def with_fee_and_interest(self, statement):
        """The interest is as much as the fee, so that the balances stay as they are."""
        head, end = statement.read_text().rsplit("</Stmt>", 1)
        copy = self.data / statement.name
        copy.write_text(re.sub(r"<TxsSummry>.*?</TxsSummry>", "", head, flags=re.DOTALL)
                        + ENTRY % ("12.34", "DBIT", "CHRG", "KOSTEN BETALINGSVERKEER nov.")
                        + ENTRY % ("12.34", "CRDT", "INTR", "Creditrente november") + "</Stmt>" + end)
        return copy

    def placed(self, rule):
        return [row for row in self.rows("entries") if row["rule"] == rule]

    def test_1_are_proposed_by_one_and_confirmed_by_another(self):
        self.refused("rule_is_too_wide", "rob", *FEE[:-2])
        self.refused("payment_by_hand_needs_a_person", "rob", "rule", "add", "--als", "handmatige_betaling", "--richting",
                     "af")
        self.refused("role_may_not_do_this", "klara", *FEE)
        self.refused("rule_direction_is_unknown", "rob", "rule", "add", "--als", "kosten", "--richting", "weg",
                     status=MALFORMED)
        self.refused("transfer_needs_an_own_account", "rob", "rule", "add", "--als", "eigen_overboeking", "--richting",
                     "af", "--tegenrekening", "NL12OEFN0009000001")
        told = self.done("rob", *FEE)
        self.assertEqual((told["nummer"], told["staat"], told["bevestigd_door"]), (1, "wacht_op_een_ander", ""))
        told = self.done("karin", *FEE)
        tomorrow = self.day + datetime.timedelta(days=1)
        self.assertEqual((told["nummer"], told["staat"], told["vanaf"]), (1, "begint_nog", tomorrow.isoformat()))
        self.done("rob", *INTEREST)
        self.done("karin", *INTEREST)
        self.done("rob", "rule", "add", "--als", "eigen_overboeking", "--richting", "af", "--rekening", "lasten",
                  "--tegenrekening", self.practice.iban_of("leefgeld"), "--from", "2026-12-01")
        self.done("kim", "rule", "end", "3", "--reason", "Wij boeken niet over")
        self.assertEqual([row["staat"] for row in self.told("rule", "list")["regels"]],
                         ["begint_nog", "begint_nog", "ingetrokken"])
        self.assertEqual(self.told("rule", "list", "--as-of", "2026-11-20")["aantal"], 0)
        self.assertEqual(self.run_program(None, "rule", "show", "9").returncode, 1)
        self.assertEqual(self.run_program(None, "rule", "show").returncode, USAGE)
        self.expect_sound()

    def test_2_place_what_comes_in_and_nothing_else(self):
        self.on(datetime.date(2026, 12, 8))
        self.ingest("*")
        self.assertEqual([row["amount_cents"] for row in self.placed("by_rule:1")], ["1234"])
        self.assertEqual([row["direction"] for row in self.placed("by_rule:2")], ["CRDT"])
        for row in self.placed("by_rule:1") + self.placed("by_rule:2"):
            self.assertEqual(row["place"], "known_other")
        shown = self.told("rule", "show", "1")
        self.assertEqual((shown["staat"], shown["geplaatst"], shown["geplaatst_af"]), ("geldt", 1, "12.34"))
        line = "%(delivery)s:%(entry_index)s:%(detail_index)s" % self.placed("by_rule:1")[0]
        self.assertEqual(self.told("line", "candidates", line)["geplaatst_door"], "regel 1 (kosten)")
        self.expect_sound()
        database = (self.practice.state / "ontzorgd.db").read_bytes()
        self.assertNotIn(b"KOSTENBETALINGSVERKEER", database)
        type(self).line = line

    def test_3_are_taken_off_a_line_and_end(self):
        told = self.done("rob", "line", "revoke", self.line, "--reason", "Van een andere rekening")
        self.assertEqual(told["regel"], "revoked")
        self.assertEqual(self.told("rule", "show", "1")["geplaatst"], 0)
        self.refused("rule_ends_too_early", "kim", "rule", "end", "1", "--op", "2026-12-07", "--reason", "Weg")
        told = self.done("kim", "rule", "end", "1", "--op", "2026-12-31", "--reason", "Andere bank")
        self.assertEqual((told["staat"], told["tot_en_met"], told["reden"]), ("geldt", "2026-12-31", "Andere bank"))
        self.refused("rule_is_ended", "kim", "rule", "end", "1", "--op", "2027-01-31", "--reason", "Toch later")
        self.expect_sound()

    def test_4_tell_what_they_would_have_placed(self):
        self.done("karin", "line", "revoke", "%(delivery)s:%(entry_index)s:%(detail_index)s"
                  % self.placed("by_rule:2")[0], "--reason", "Zelf bekijken")
        before = self.chain_head()
        answer = self.run_program("rob", *FEE, "--code", "ACMT", extra=("--dry-run",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertIn("zou hebben geplaatst", answer.stdout)
        self.assertEqual(self.chain_head(), before)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
