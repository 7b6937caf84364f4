#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A rent of which the bank gives back a part, and what people do about it, until the books prove it.

    part_test.py PROGRAM

The tests follow one another: a recall is asked, a part comes back less charges, two people let it be paid again,
the rest comes back, and the bank gives back more than there was.
"""
import datetime
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, RUN, Town  # noqa: E402

WHY = ("--reason", "gebeld met de bank")


def euro(cents):
    return "%d.%02d" % divmod(cents, 100)


class PartThatCameBack(Town):
    until = None  # the whole month

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.iban = cls.practice.iban_of("lasten")
        last = max(cls.practice.bank.glob("CAMT053-%s-*.xml" % cls.iban), key=lambda path: path.stem[-10:])
        closing = re.search(r"CLBD.*?<Amt Ccy=\"EUR\">([0-9.]+)</Amt>", last.read_text(), re.DOTALL).group(1)
        cls.balance = round(float(closing) * 100)

    def test_1_is_of_a_payment_that_was_booked(self):
        rent = next(row for row in self.rows("attempts")
                    if row["state"] == "confirmed" and int(row["amount_cents"]) > 20_000)
        type(self).reference, type(self).paid = rent["end_to_end_id"], int(rent["amount_cents"])
        type(self).counter, type(self).instruction = rent["creditor_iban"], rent["instruction_id"]
        type(self).text = self.words_sent()
        self.refused("attempt_is_confirmed", "rob", "attempt", "reissue", self.reference, *WHY)

    def words_sent(self):
        """The words that went to the bank with the payment, which it gives back with it."""
        for file in (self.practice.state / "outbox").glob("*.xml"):
            for one in file.read_text().split("<CdtTrfTxInf>")[1:]:
                if "<EndToEndId>%s<" % self.reference in one:
                    return re.search(r"<(Ustrd|Ref)>([^<]+)</\1>", one).group(2)
        raise AssertionError("the payment is in no file")

    def give(self, cents, *, code="FOCR", more=""):
        """The next statement: so much of the payment comes back."""
        self.on(self.day + datetime.timedelta(days=1))
        day, before = self.day.isoformat(), self.balance
        type(self).balance += cents
        path = self.data / ("deel-%s.xml" % day)
        balance = ("<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt>"
                   "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + day + "</Dt></Dt></Bal>")
        path.write_text(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>D"
            "</MsgId></GrpHdr><Stmt><Id>DEEL-" + day + "</Id><CreDtTm>" + day + "T20:00:00</CreDtTm><Acct><Id><IBAN>"
            + self.iban + "</IBAN></Id><Ccy>EUR</Ccy></Acct>" + balance % ("OPBD", euro(before))
            + balance % ("CLBD", euro(self.balance)) + "<Ntry><Amt Ccy=\"EUR\">" + euro(cents)
            + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + day
            + "</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>" + self.reference
            + "</EndToEndId></Refs><Amt Ccy=\"EUR\">" + euro(cents) + "</Amt><CdtDbtInd>CRDT</CdtDbtInd>" + more
            + "<RltdPties><DbtrAcct><Id><IBAN>" + self.counter + "</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>"
            + self.text + "</Ustrd></RmtInf><RtrInf><Rsn><Cd>"
            + code + "</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>\n")
        self.done("rob", "bank", "ingest", path)

    def kinds(self):
        return [row["soort"] for row in self.told("exception", "list")["uitzonderingen"]]

    def state(self):
        return next(row for row in self.rows("attempts") if row["end_to_end_id"] == self.reference)

    def test_2_is_asked_back_and_makes_nothing_payable(self):
        asked = ("attempt", "recall", self.reference, "--reason", "CUST", "--why", "te veel huur betaald")
        self.refused("recall_reason_is_unknown", "rob", "attempt", "recall", self.reference, "--reason", "NOAS",
                     "--why", "x", status=MALFORMED)
        self.refused("role_may_not_do_this", "kim", *asked)
        before = self.chain_head()
        dry = self.run_program("rob", *asked, extra=("--json", "--dry-run"))
        self.assertEqual(dry.returncode, DONE, dry.stdout + dry.stderr)
        self.assertEqual(self.chain_head(), before, "a dry run left a fact")
        self.done("rob", *asked)
        self.assertIn("terugroep_loopt", self.kinds())
        self.assertEqual(self.state()["may_pay_again"], "no")
        self.done("rob", "attempt", "recall-answer", self.reference, "--no", "NOAS")
        self.assertNotIn("terugroep_loopt", self.kinds())
        self.refused("recall_is_unknown", "rob", "attempt", "recall-answer", self.reference, "--no", "LEGL")
        self.done("rob", "attempt", "recall", self.reference, "--reason", "TECH", "--why", "bestand dubbel aangemaakt")

    def test_3_is_matched_to_the_cent_with_what_the_bank_kept(self):
        self.give(10_000, more="<Chrgs><Rcrd><Amt Ccy=\"EUR\">2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>")
        self.assertEqual(self.state()["state"], "returned_part")
        told = self.told("attempt", "show", self.reference)
        self.assertEqual((told["teruggekomen"], told["kosten"], told["opnieuw_te_betalen"]),
                         ("100.00", "2.50", "100.00"))
        self.assertNotIn("terugroep_loopt", self.kinds(), "a part answers the recall")
        sentence = next(row["wat"] for row in self.told("exception", "list")["uitzonderingen"]
                        if row["soort"] == "betaling_deels_teruggekomen")
        self.assertIn("2,50 minder door kosten van de bank", sentence)

    def test_4_is_paid_again_by_two_people_and_neither_alone(self):
        again = ("attempt", "reissue", self.reference, *WHY)
        first = self.done("rob", *again)
        self.assertEqual(first["voorgesteld_door"], "rob")
        before = self.chain_head()
        self.done("rob", *again)
        self.assertEqual(self.chain_head(), before)
        self.assertEqual(self.done("klara", *again)["opnieuw_betaalde_delen"][0]["bedrag"], "100.00")
        self.assertEqual(self.state()["may_pay_again"], "no")
        self.expect_sound()
        batch = str(self.done("rob", "batch", "propose", RUN)["batch"])
        for person in ("karin", "kim"):
            self.done(person, "batch", "sign", batch)
        self.done("rob", "batch", "release", batch)
        parts = [row for row in self.rows("attempts") if row["creditor_iban"] == self.counter
                 and row["amount_cents"] == "10000" and row["state"] == "handed_over"]
        self.assertEqual(len(parts), 1)

    def test_5_of_which_the_rest_comes_back_is_paid_again_for_the_rest_only(self):
        self.give(self.paid - 10_000, code="MS03")
        self.assertEqual(self.state()["state"], "returned")
        self.assertEqual(self.told("attempt", "show", self.reference)["opnieuw_te_betalen"], euro(self.paid - 10_000))

    def test_6_of_which_more_comes_back_than_was_paid_is_loud(self):
        self.give(1, code="MS03")
        self.assertEqual(self.kinds().count("betaling_dubbel_teruggekomen"), 1)
        self.assertNotIn("bankregel_onverklaard", self.kinds())

    def test_7_leaves_books_that_prove_themselves(self):
        self.assertEqual(self.told("books", "show")["oordeel"], "elke cent is verantwoord")
        self.expect_sound()

    def test_8_a_part_or_recall_that_nobody_gave_is_found_by_both_verifiers(self):
        for trigger, change in (("part_word_is_never_updated", "UPDATE part_word SET cents = cents + 1 WHERE id = 1"),
                                ("part_word_is_never_updated", "DELETE FROM part_word WHERE id = 1"),
                                ("recall_is_never_updated", "UPDATE recall SET code = 'DUPL' WHERE id = 1"),
                                ("recall_refusal_is_never_updated", "DELETE FROM recall_refusal WHERE id = 1")):
            with self.subTest(change):
                self.expect_found(trigger, change)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
