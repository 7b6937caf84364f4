#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What `bank read` tells people of a file, and how it ends, without a municipality.

    bank_read_test.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
DONE, REFUSED, USAGE, MALFORMED = range(4)

MT940 = ":20:A\n:25:NL91ABNA0417164300\n:28C:1/1\n:60F:C261130EUR10,\n:61:261130C2,5NTRFNONREF\n:62F:C261130EUR%s\n-\n"
ORDER = ("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'><CstmrCdtTrfInitn><GrpHdr><MsgId>M</MsgId>"
         "<NbOfTxs>%s</NbOfTxs></GrpHdr><PmtInf><CdtTrfTxInf><Amt><InstdAmt Ccy='EUR'>12.50</InstdAmt></Amt>"
         "</CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>")


class BankRead(unittest.TestCase):
    def read(self, content, *options):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "bestand"
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
            return subprocess.run([PROGRAM, "bank", "read", file, *options], capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL)

    def told(self, content, status):
        answer = self.read(content, "--json")
        self.assertEqual(answer.returncode, status, answer.stdout + answer.stderr)
        return json.loads(answer.stdout)

    def test_ends_well_where_a_statement_adds_up(self):
        told = self.told(MT940 % "12,50", DONE)
        self.assertEqual(told["statements"][0]["findings"], "")
        self.assertNotIn("bevinding", told)

    def test_tells_all_and_ends_as_malformed_where_it_does_not(self):
        told = self.told(MT940 % "12,51", MALFORMED)
        self.assertEqual(told["statements"][0]["findings"], "closing_balance_is_wrong")
        self.assertEqual(told["statements"][0]["closing"], "12.51")
        self.assertEqual(told["bevinding"]["fout"], "statements_do_not_add_up")
        answer = self.read(MT940 % "12,51")
        self.assertEqual(answer.returncode, MALFORMED)
        self.assertIn("het eindsaldo is niet het beginsaldo met de boekingen", answer.stdout)
        self.assertIn("NEE", answer.stdout)
        self.assertEqual(len(answer.stderr.splitlines()), 2, answer.stderr)

    def test_says_of_a_payment_order_what_it_is(self):
        told = self.told(ORDER % "1", DONE)["payment_orders"][0]
        self.assertEqual((told["message"], told["PmtInf"], told["NbOfTxs"], told["CdtTrfTxInf"], told["sum"]),
                         ("pain.001.001.09", 1, "1", 1, "12.50"))
        self.assertEqual(self.told(ORDER % "2", DONE)["payment_orders"][0]["findings"], "declared_count_differs")
        text = self.read(ORDER % "2").stdout
        self.assertIn("betaalopdracht aan de bank, geen afschrift", text)
        self.assertIn("een ander aantal dan is opgegeven", text)

    def test_speaks_dutch(self):
        for name in ("two-statements.02.xml", "pages.08.xml"):
            text = self.read((FIXTURES / "camt053" / name).read_bytes()).stdout
            self.assertTrue(text)
            for english in ("page", "more follow", "the last", "yes", " NO", "message", "differs"):
                self.assertNotIn(english, text)


if __name__ == "__main__":
    PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
