#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Money that creditors pay back, from the statement on which it stands.

    refunds_test.py PROGRAM

A municipality has lived November. An energy supplier pays an amount back with the client's kenmerk, and another
without. The tests follow one another.
"""
import datetime
import json
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, RUN, Town  # noqa: E402

WHY = ("--reason", "afrekening van de leverancier gezien")
STATEMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>%(id)s</MsgId>
<CreDtTm>%(day)sT20:00:00</CreDtTm></GrpHdr><Stmt><Id>%(id)s</Id><CreDtTm>%(day)sT20:00:00</CreDtTm>
<Acct><Id><IBAN>%(account)s</IBAN></Id><Ccy>EUR</Ccy></Acct>%(opening)s%(closing)s%(entries)s
</Stmt></BkToCstmrStmt></Document>
"""
BALANCE = ("<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
           "<Dt><Dt>%s</Dt></Dt></Bal>")
ENTRY = ("<Ntry><Amt Ccy=\"EUR\">%(amount)s</Amt><CdtDbtInd>%(sign)s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>"
         "%(day)s</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>%(reference)s</EndToEndId></Refs>"
         "<RltdPties><%(side)s><Id><IBAN>%(iban)s</IBAN></Id></%(side)s></RltdPties><RmtInf><Ustrd>%(text)s</Ustrd>"
         "</RmtInf></TxDtls></NtryDtls></Ntry>")


def money(cents):
    return "%d.%02d" % divmod(cents, 100)


class Refunds(Town):
    until = None  # the whole month

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.practice.iban_of("lasten")
        last = max(cls.practice.bank.glob("CAMT053-%s-*.xml" % cls.account), key=lambda path: path.stem[-10:])
        cls.closing = int(re.findall(r"<Cd>CLBD</Cd>.*?<Amt Ccy=\"EUR\">([0-9.]+)<", last.read_text(), re.S)[0]
                          .replace(".", ""))
        cls.last = datetime.date.fromisoformat(last.stem[-10:])

    def ingest(self, *entries):
        """One more day of the account that pays the bills; each entry: sign, cents, IBAN, text, reference."""
        cls = type(self)
        cls.last = self.practice.bank_day_after(cls.last, 1)
        if cls.last > cls.day:
            self.on(cls.last)
        opening = cls.closing
        text = ""
        for sign, cents, iban, words, reference in entries:
            cls.closing += cents if sign == "CRDT" else -cents
            text += ENTRY % dict(sign=sign, amount=money(cents), day=cls.last, iban=iban, text=words,
                                 reference=reference, side="DbtrAcct" if sign == "CRDT" else "CdtrAcct")
        file = self.data / ("%s.xml" % cls.last)
        file.write_text(STATEMENT % dict(
            id="R-%s" % cls.last, day=cls.last, account=cls.account, entries=text,
            opening=BALANCE % ("OPBD", money(opening), cls.last), closing=BALANCE % ("CLBD", money(cls.closing), cls.last)))
        return str(self.done("rob", "bank", "ingest", file)["afschriften"][0]["levering"])

    def bill(self):
        """A household of one person that pays energy: its number, client, contract, kenmerk, account and cents."""
        creditors, paid = {}, {}
        for row in self.rows("attempts"):
            if row["state"] == "confirmed":
                paid.setdefault(row["creditor_iban"], []).append(int(row["amount_cents"]))
        for line in (self.data / "dossier.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if "crediteur" in record:
                creditors[record["crediteur"]["nummer"]] = record["crediteur"]["iban"]
            household = record.get("huishouden", {})
            for contract in household.get("contracten", []):
                iban = creditors[contract["crediteur"]]
                cents = int(contract["bedragen"][0]["bedrag"].replace(".", ""))
                if contract["soort"] == "energie" and len(household["clienten"]) == 1 and cents in paid.get(iban, []):
                    return (household["nummer"], household["clienten"][0]["nummer"], contract["nummer"],
                            contract["kenmerk"], iban, cents)
        self.fail("no household pays energy")

    def waiting(self):
        return {(row["huishouden"], row["bedrag"]): row for row in self.told("exception", "list")["uitzonderingen"]
                if row["soort"] == "terugbetaling_ontvangen"}

    def month_of(self, month):
        return next(row for row in self.told("books", "show")["verantwoording"] if row["maand"] == month)

    def test_1_are_recognised_to_their_client_by_his_kenmerk(self):
        cls = type(self)
        cls.household, cls.client, cls.contract, cls.kenmerk, cls.iban, cls.cents = self.bill()
        cls.part = cls.cents - 1
        cls.delivery = self.ingest(("CRDT", self.part, self.iban, "Eindafrekening klantnr " + self.kenmerk, "NOTPROVIDED"),
                                   ("CRDT", 500, self.iban, "Restitutie", "NOTPROVIDED"))
        rows = {row["entry_index"]: row for row in self.rows("entries") if row["delivery"] == self.delivery}
        self.assertEqual((rows["1"]["place"], rows["1"]["rule"], rows["1"]["household"]),
                         ("matched", "refund_kenmerk", self.household))
        self.assertEqual((rows["2"]["place"], rows["2"]["household"]), ("suspense", ""))
        row = self.waiting()[self.household, money(self.part)]
        self.assertEqual((row["van"], row["dagen_open"]), ("klantmanager", 0))
        self.assertIn("terug", row["wat"])
        month = self.month_of(str(self.last)[:7])
        self.assertEqual((month["terugbetaald"], month["klopt"]), (money(self.part), True))
        self.expect_sound()

    def test_2_are_said_to_be_a_clients_by_a_person_who_sees_both_sides(self):
        cls = type(self)
        name = self.delivery + ":2"
        told = self.told("line", "candidates", name)
        self.assertEqual(told["tegenrekening"], self.iban)
        self.assertIn(self.contract, [row["contract"] for row in told["terugbetaling_van"]])
        before = self.chain_head()
        self.refused("refund_names_one_owner", "rob", "line", "assign", name, "--als", "terugbetaling", *WHY)
        self.refused("role_may_not_do_this", "klara", "line", "assign", name, "--als", "terugbetaling", "--contract",
                     self.contract, *WHY)
        tried = self.run_program("rob", "line", "assign", name, "--als", "terugbetaling", "--contract", self.contract,
                                 *WHY, extra=("--json", "--dry-run"))
        self.assertEqual(tried.returncode, DONE, tried.stdout + tried.stderr)
        self.assertEqual(self.chain_head(), before)
        told = self.done("rob", "line", "assign", name, "--als", "terugbetaling", "--client", self.client, *WHY)
        self.assertEqual((told["plaats"], told["huishouden"]), ("gekoppeld", self.household))
        self.assertIn((self.household, "5.00"), self.waiting())
        self.expect_sound()
        self.done("rob", "line", "revoke", name, "--reason", "van een ander")
        self.assertNotIn((self.household, "5.00"), self.waiting())
        self.expect_sound()

    def test_3_that_somebody_gives_to_another_household_are_found_by_both_verifiers(self):
        for change in ("UPDATE statement_line SET household = household + 1 WHERE household IS NOT NULL",
                       "DELETE FROM refund_contract WHERE statement = %s AND entry = 1" % self.delivery,
                       "UPDATE line_decision SET household = household + 1 WHERE household IS NOT NULL"):
            with self.subTest(change):
                self.expect_found("statement_line_is_kept", change)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
