#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Months that are closed and reopened, as people give the commands.

    months_test.py PROGRAM

The bank lost the reference of one payment of November, and its last statement of that month comes after the
month was closed. The tests follow one another.
"""
import datetime
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, REFUSED, USAGE, Town  # noqa: E402

MONTH = "2026-11"


def dutch_iban(bban):
    """The IBAN of this bank code and account number."""
    digits = "".join(str(int(character, 36)) for character in bban + "NL00")
    return f"NL{98 - int(digits) % 97:02}{bban}"


class Months(Town):
    until = ("bank", "ingest")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = datetime.date(2026, 12, 8)
        accounts = [cls.practice.iban_of(name) for name in ("lasten", "leefgeld")]
        found = sorted((path for iban in accounts for path in cls.practice.bank.glob("CAMT053-%s-*.xml" % iban)),
                       key=lambda path: path.stem[-10:])
        cls.of_november = [cls.damaged(path) for path in found if path.stem[-10:] <= "2026-11-30"]
        cls.of_december = [path for path in found if "2026-12-01" <= path.stem[-10:] <= "2026-12-08"]

    @classmethod
    def damaged(cls, statement):
        """The first payment of leefgeld lost its reference."""
        if not statement.stem.endswith(cls.practice.iban_of("leefgeld") + "-2026-11-30"):
            return statement
        entries = statement.read_text().split("<Ntry>")
        entries[1] = re.sub(r"<(MsgId|PmtInfId)>[^<]*</\1>", "", entries[1])
        cls.lost = re.search(r"<EndToEndId>([^<]+)<", entries[1]).group(1)
        entries[1] = entries[1].replace(cls.lost, "NOTPROVIDED")
        copy = cls.data / statement.name
        copy.write_text("<Ntry>".join(entries))
        return copy

    def one_more_statement(self):
        """Of the last day, with a debit, after the one that is there."""
        text = next(path for path in self.of_november if path.stem.endswith(
            self.practice.iban_of("lasten") + "-2026-11-30")).read_text()
        balances = re.findall(r"<Bal>.*?</Bal>", text, re.DOTALL)
        closing = next(each for each in balances if "CLBD" in each)
        amount = re.search(r"<Amt Ccy=\"EUR\">([^<]+)<", closing).group(1)
        after = "%.2f" % (float(amount) - 4)
        entry = re.search(r"<Ntry>.*?</Ntry>", text, re.DOTALL).group(0)
        fee = re.sub(r"(<Amt Ccy=\"EUR\">)[^<]+", r"\g<1>4.00", re.sub(r"<NtryDtls>.*?</NtryDtls>", "", entry,
                                                                       flags=re.DOTALL), count=1)
        fee = re.sub(r"<AcctSvcrRef>[^<]*<", "<AcctSvcrRef>KOSTEN-NOV<", fee).replace("CRDT", "DBIT")
        body = re.sub(r"<Ntry>.*</Ntry>", lambda _: fee, text, flags=re.DOTALL)
        body = body.replace(next(each for each in balances if "OPBD" in each),
                            closing.replace("CLBD", "OPBD"))
        body = body.replace(closing, closing.replace(amount, after))
        path = self.data / "nog-een.xml"
        path.write_text(re.sub(r"(<(?:Id|MsgId)>OEFN[^<]*)", r"\1-B", re.sub(
            r"(<Stmt>\s*<Id>[^<]*)", r"\1-B", body)))
        return path

    def ingest(self, paths):
        for path in paths:
            answer = self.run_program("rob", "bank", "ingest", path)
            self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)

    def picture(self):
        return [self.printed("export", what) for what in ("entries", "attempts", "conservation", "trial-balance")]

    def booked_in(self, month):
        """What the journal has with a day in the month."""
        return [entry for entry in self.printed("export", "journal").split("\n\n") if entry.startswith(month)]

    def in_the_way(self):
        return " ".join(row["wat"] for row in self.told("month", "show", MONTH)["belemmeringen"])

    def test_0_do_not_wait_for_an_account_that_its_bank_closed(self):
        day = self.told("account", "show")["rekeningen"][0]["begindatum"]
        other = dutch_iban("OEFN0000000999")
        self.done("rob", "account", "open", "oud", "--iban", other, "--profile", "rehearsal", "--opening", "0.00",
                  "--opening-date", day)
        self.done("karin", "account", "confirm", "oud")
        self.refused("statements_stop_too_early", "rob", "account", "end", "oud", "--on",
                     self.day.isoformat())
        self.done("rob", "account", "end", "oud", "--on", day)
        self.assertFalse(self.told("account", "show")["rekeningen"][-1]["einddatum"])
        self.assertIn("oud", self.in_the_way())
        self.refused("account_is_not_empty", "rob", "account", "end", "lasten", "--on", day)
        self.done("karin", "account", "end", "oud", "--on", day)
        self.assertTrue(self.told("account", "show")["rekeningen"][-1]["einddatum"])
        self.assertNotIn("oud", self.in_the_way())
        self.expect_sound()
        self.expect_found("account_end_is_never_updated", "UPDATE account_end SET day = day - 1")

    def test_1_wait_for_what_the_bank_and_people_still_have_to_do(self):
        told = self.told("month", "show")
        self.assertEqual(told["volgende_maand"], MONTH)
        self.assertEqual({row["maand"]: row["staat"] for row in told["maanden"]}, {MONTH: "open", "2026-12": "open"})
        refused = self.refused("month_cannot_be_closed", "rob", "month", "close", MONTH)
        self.assertEqual({row["fout"] for row in refused["bevindingen"]}, {"statements_stop_too_early"})
        self.ingest(self.of_november)
        refused = self.refused("month_cannot_be_closed", "rob", "month", "close", MONTH)
        self.assertEqual([row["fout"] for row in refused["bevindingen"]], ["lines_wait_for_a_person"])
        self.assertIn(refused["bevindingen"][0]["zin"], self.in_the_way())
        name = re.search(r"te beginnen met ([0-9:]+)", self.in_the_way()).group(1)
        self.done("karin", "line", "match", name, self.lost, "--reason", "bedrag en rekening kloppen")
        self.assertEqual(self.in_the_way(), "")
        type(self).name = name

    def test_2_are_closed_in_order_by_who_may(self):
        self.refused("month_is_not_over", "rob", "month", "close", "2026-12")
        self.refused("month_is_not_in_the_books", "rob", "month", "close", "2026-01")
        self.refused("month_is_malformed", "rob", "month", "close", "november", status=MALFORMED)
        self.refused("role_may_not_do_this", "kim", "month", "close", MONTH)
        self.assertEqual(self.run_program("rob", "month", "close").returncode, USAGE)
        before = self.chain_head()
        tried = self.run_program("rob", "month", "close", MONTH, extra=("--json", "--dry-run"))
        self.assertEqual(tried.returncode, DONE, tried.stdout + tried.stderr)
        self.assertIn("closed", tried.stdout)
        self.assertEqual(self.chain_head(), before)
        type(self).never_closed = self.picture()
        told = self.done("rob", "month", "close", MONTH)
        self.assertEqual((told["staat"], told["afgesloten_op"], told["afgesloten_door"]),
                         ("closed", "2026-12-08", "rob"))
        self.assertTrue(all(row["saldo_bij_afsluiten"] == row["saldo_laatste_dag"] for row in told["saldi"]))
        self.assertEqual(self.told("month", "show")["volgende_maand"], "2026-12")
        self.assertEqual(self.picture(), self.never_closed)
        self.assertEqual(self.told("month", "show", MONTH, "--as-of", "2026-12-07")["staat"], "open")
        self.expect_sound()

    def test_3_are_reopened_by_two_others_as_if_they_had_never_been_closed(self):
        why = ("--reason", "er komt nog een afschrift")
        self.refused("reopener_closed_it", "rob", "month", "reopen", MONTH, *why)
        self.refused("role_may_not_do_this", "klara", "month", "reopen", MONTH, *why)
        self.refused("reason_is_missing", "karin", "month", "reopen", MONTH, "--reason", "")
        self.assertEqual(self.run_program("karin", "month", "reopen", MONTH).returncode, USAGE)
        told = self.done("karin", "month", "reopen", MONTH, *why)
        self.assertEqual((told["staat"], told["heropening_gevraagd_door"]), ("closed", "karin"))
        told = self.done("kim", "month", "reopen", MONTH, *why)
        self.assertEqual((told["staat"], told["heropend_door"]), ("open", "kim"))
        self.refused("month_is_not_closed", "karin", "month", "reopen", "2026-12", *why)
        self.assertEqual(self.picture(), self.never_closed)
        self.expect_sound()

    def test_4_take_no_entry_of_what_becomes_known_later(self):
        self.done("karin", "month", "close", MONTH)
        self.expect_sound()
        november = self.booked_in("2026-11")
        self.assertTrue(november)
        self.on(datetime.date(2026, 12, 9))
        self.ingest([self.one_more_statement()])
        self.expect_sound()
        self.done("rob", "line", "revoke", self.name, "--reason", "toch een andere betaling")
        self.expect_sound()
        self.ingest(self.of_december)
        self.assertEqual(self.booked_in("2026-11"), november)
        told = self.told("month", "show", MONTH)
        self.assertEqual((told["nagekomen_regels"], told["later_besloten"]), (1, 1))
        lasten = next(row for row in told["saldi"] if row["rekening"] == "lasten")
        self.assertAlmostEqual(float(lasten["saldo_bij_afsluiten"]) - float(lasten["saldo_laatste_dag"]), 4)
        self.assertTrue(any("2026-12-09" in line for line in self.booked_in("2026-12")))
        self.assertIn("afgesloten", self.run_program(None, "month", "show").stdout)
        self.assertEqual(self.run_program(None, "month", "show", "2025-01").returncode, REFUSED)
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
