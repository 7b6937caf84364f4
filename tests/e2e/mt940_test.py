#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The practised month from a bank that gives MT940 ends where it ends with camt.053.

    mt940_test.py PROGRAM
"""
import pathlib
import sys
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, Town  # noqa: E402

WIDTH = 65


def named(element, path):
    """The text of the first element at `path`, whatever its namespace; empty when there is none."""
    for name in path.split("/"):
        element = next((child for child in element if child.tag.rpartition("}")[2] == name), None)
        if element is None:
            return ""
    return (element.text or "").strip()


def every(element, name):
    return [child for child in element.iter() if child.tag.rpartition("}")[2] == name]


def short(day):
    return day[2:4] + day[5:7] + day[8:10]


def mark(element):
    return "C" if named(element, "CdtDbtInd") == "CRDT" else "D"


def amount(element):
    return named(element, "Amt").replace(".", ",")


def in_lines(tag, text):
    lines = [text[at:at + WIDTH] for at in range(0, len(text), WIDTH)]
    return ":%s:%s\r\n" % (tag, "\r\n".join(lines))


def balance(tag, element):
    return ":%s:%s%sEUR%s\r\n" % (tag, mark(element), short(named(element, "Dt/Dt")), amount(element))


def information(entry, own):
    batches = every(entry, "Btch")
    if batches:
        return "/TRTP/SEPA BATCH/PREF/%s/NRTX/%s" % (named(batches[0], "PmtInfId"),
                                                     named(batches[0], "NbOfTxs"))
    (detail,) = every(entry, "TxDtls")
    text = "/TRTP/SEPA OVERBOEKING"
    reason = named(detail, "RtrInf/Rsn/Cd")
    if reason:
        text += "/RTRN/" + reason
    for side in ("DbtrAcct", "CdtrAcct"):
        iban = named(detail, "RltdPties/%s/Id/IBAN" % side)
        if iban and iban != own:  # a return may name the parties of the payment that came back
            text += "/IBAN/" + iban
            break
    remittance = named(detail, "RmtInf/Ustrd")
    if remittance:
        text += "/REMI/" + remittance
    reference = named(detail, "Refs/EndToEndId")
    return text + ("/EREF/" + reference if reference else "")


def as_mt940(camt):
    """One statement as ABN AMRO writes it. Of the parties only the other side's account is told."""
    (statement,) = every(xml.etree.ElementTree.fromstring(camt), "Stmt")
    own = named(statement, "Acct/Id/IBAN")
    balances = {named(one, "Tp/CdOrPrtry/Cd"): one for one in every(statement, "Bal")}
    text = "ABNANL2A\r\n940\r\nABNANL2A\r\n:20:ABN AMRO BANK NV\r\n:25:%s\r\n:28C:%s/1\r\n" % (
        own, named(statement, "ElctrncSeqNb"))
    text += balance("60F", balances["OPBD"])
    for entry in every(statement, "Ntry"):
        day = short(named(entry, "BookgDt/Dt"))
        text += ":61:%s%s%s%sN654NONREF//%s\r\n" % (day, day[2:], mark(entry), amount(entry),
                                                   named(entry, "AcctSvcrRef")[-16:])
        text += in_lines("86", information(entry, own))
    return text + balance("62F", balances["CLBD"]) + "-\r\n"


class Month(Town):
    """All steps of the month, and how its payments and the lines of its bank ended."""
    until = None  # the whole month

    def attempts(self):
        return sorted((row["instruction_id"], row["attempt_no"], row["state"], row["amount_cents"],
                       row["settled_on"], row["return_reason"], row["may_pay_again"])
                      for row in self.rows("attempts"))

    def places(self):
        return sorted((row["account"], row["booking_date"], row["amount_cents"], row["direction"],
                       row["place"], row["rule"]) for row in self.rows("entries"))


class Camt(Month):
    def test_is_what_the_other_is_held_against(self):
        Camt.outcome = self.attempts(), self.places()
        self.assertTrue(all(Camt.outcome))


class Mt940(Month):
    """The bank gives MT940 instead of every statement in camt.053."""

    @classmethod
    def setUpClass(cls):
        run = commands_test.Practice.run

        def deliver(practice, step, *args, **more):
            if list(step.args[:2]) == ["bank", "ingest"]:
                camt = pathlib.Path(step.args[2])
                file = camt.with_suffix(".sta")
                file.write_text(as_mt940(camt.read_text(encoding="utf-8")), encoding="utf-8", newline="")
                step.args[2] = file
            return run(practice, step, *args, **more)

        commands_test.Practice.run = deliver
        try:
            super().setUpClass()
        finally:
            commands_test.Practice.run = run

    def test_ends_where_camt_ends(self):
        """Runs after the test of Camt, by the name of its class."""
        self.assertEqual(self.attempts(), Camt.outcome[0])
        self.assertTrue({"confirmed", "returned"} <= {row[2] for row in self.attempts()})
        self.assertEqual(self.places(), Camt.outcome[1])
        self.assertTrue({("matched", "batch_reference"), ("matched", "returned_reference")}
                        <= {row[-2:] for row in self.places()})

    def test_is_in_an_archive_that_both_verifiers_find_whole(self):
        self.assertTrue(list((self.practice.state / "archive").glob("*.mt940")))
        self.expect_sound()

    def test_that_was_changed_in_the_archive_is_found_by_both(self):
        file = sorted((self.practice.state / "archive").glob("*.mt940"))[0]
        content = file.read_bytes()
        file.chmod(0o600)
        file.write_bytes(content.replace(b":62F:", b":62M:"))
        try:
            self.assertNotEqual(self.run_program(None, "audit", "verify").returncode, DONE)
            outside = self.audited()
            self.assertIn("archived_file_is_changed", outside.stdout + outside.stderr)
        finally:
            file.write_bytes(content)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
