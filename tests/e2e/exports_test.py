#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What exports say of a paid month, and a batch that is larger than one file may be.

    exports_test.py PROGRAM
"""
import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, ROOT, RUN, RUN_DAY, Practice, Step, Town  # noqa: E402


class Exports(Town):
    """A month in which the bank paid, and one benefit is held because its client is unknown."""
    until = ("run", "import")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        file = cls.practice.run_file("2026-11")
        text = file.read_text()
        cls.unknown = re.findall(r"<clientnummer>(C[0-9]+)</clientnummer>", text)[-1]
        record = text[text.index("<clientnummer>%s<" % cls.unknown):]
        cls.held_cents = 0
        for direction, amount in re.findall(r"<debetCredit>([CD])</debetCredit><bedrag>([0-9.]+)<", record):
            cls.held_cents += (1 if direction == "C" else -1) * int(amount.replace(".", ""))
        cls.total_cents = int(re.search(r"<totaal>([0-9.]+)<", text).group(1).replace(".", ""))
        file.write_text(text.replace("<clientnummer>%s<" % cls.unknown, "<clientnummer>C999999<"))
        started = False
        for step in cls.practice.steps():
            started = started or tuple(step.args[:2]) == cls.until
            if started:
                cls.day = step.day
                answer = cls.practice.run(step)
                assert answer.returncode == DONE, f"{step.args}: {answer.stdout}{answer.stderr}"

    def test_held_names_each_record_with_its_amount_and_reason(self):
        rows = self.rows("held")
        self.assertEqual([(row["run_id"], row["month"], row["client"], row["household"],
                           int(row["amount_cents"]), row["since"]) for row in rows],
                         [(RUN, "2026-11", "C999999", "", self.held_cents, RUN_DAY.isoformat())])
        self.assertEqual(rows[0]["reason"], "client_onbekend")
        told = self.told("export", "held")
        self.assertEqual((told["aantal"], told["bedrag"]), (1, "%d.%02d" % divmod(self.held_cents, 100)))

    def test_conservation_is_summed_from_its_own_rows_and_holds_to_the_cent(self):
        rows = self.rows("conservation")
        cents = {name for name in rows[0] if name.endswith("_cents")}
        into = {"ontvangen_cents", "terugbetaald_cents"}
        for row in rows:
            self.assertEqual(sum(int(row[name]) for name in into),
                             sum(int(row[name]) for name in cents - into), row)
            self.assertEqual(row["klopt"], "ja")
        total = rows[-1]
        self.assertEqual(total["month"], "total")
        for name in cents:
            self.assertEqual(sum(int(row[name]) for row in rows[:-1]), int(total[name]), name)
        self.assertEqual(int(total["ontvangen_cents"]), self.total_cents)
        self.assertEqual(int(total["aangehouden_cents"]), self.held_cents)
        # Against what other exports say of the same month.
        attempts = self.rows("attempts")
        for state, name in (("confirmed", "_bevestigd_cents"), ("returned", None)):
            paid = sum(int(row["amount_cents"]) for row in attempts if row["state"] == state)
            told = (sum(int(total[column]) for column in cents if column.endswith(name)) if name
                    else int(total["teruggekomen_cents"]))
            self.assertEqual(paid, told, state)
            self.assertGreater(paid, 0, state)

    def test_journalpost_has_the_columns_of_its_mapping_and_balances(self):
        trial = {row["account"]: int(row["balance_cents"]) for row in self.rows("trial-balance")}
        self.assertEqual(trial.pop("total"), 0)
        codes = {account: str(1000 + number) for number, account in enumerate(sorted(trial))}
        columns = {"Dagboek": '"MEMO"', "Datum": "datum", "Post": "post", "Regel": "regel",
                   "Grootboek": "rekening", "Debet": "debet", "Credit": "credit", "Bedrag": "bedrag",
                   "Wat": "omschrijving", "Feit": "feit"}
        mapping = self.data / "mapping.txt"
        lines = ["ontzorgd-journalpost-mapping 1", "scheiding = ;", "decimaal = ,"]
        lines += ["kolom %s = %s" % column for column in columns.items()]
        lines += ["rekening %s = %s" % pair for pair in codes.items()]
        mapping.write_text("\n".join(lines) + "\n")
        rows = self.rows("journalpost", "--mapping", mapping, delimiter=";")
        self.assertEqual(list(rows[0]), list(columns))

        def cents(text):
            self.assertRegex(text, r"^(-?[0-9]+,[0-9]{2}|0)$")
            return int(text.replace(",", ""))

        posts, accounts = {}, {}
        for row in rows:
            amount = cents(row["Bedrag"])
            self.assertEqual(cents(row["Debet"]) - cents(row["Credit"]), amount, row)
            self.assertEqual(row["Dagboek"], "MEMO")
            posts[row["Post"]] = posts.get(row["Post"], 0) + amount
            accounts[row["Grootboek"]] = accounts.get(row["Grootboek"], 0) + amount
            datetime.date.fromisoformat(row["Datum"])
        self.assertEqual(set(posts.values()), {0}, "a journalpost does not balance")
        self.assertEqual(accounts, {codes[account]: balance for account, balance in trial.items()})
        self.assertLessEqual({"run_split", "file_handed_over", "statement_placed"},
                             {row["Wat"] for row in rows})
        mapping.write_text("\n".join(lines[:-1]) + "\n")
        self.refused("account_is_not_mapped", None, "export", "journalpost", "--mapping", mapping)


class LargeBatch(unittest.TestCase):
    """More payments of one day and account than the bank takes in one file."""
    most = 10_000  # of the bank profile "generic"

    def test_is_split_at_the_maximum_and_everything_is_paid_once(self):
        with tempfile.TemporaryDirectory(prefix="ontzorgd-e2e-") as name:
            folder = pathlib.Path(name)
            data = folder / "data"
            subprocess.run([ROOT / "tools" / "make_municipality", "--households", "3200", "--seed", "5",
                            "--out", data], check=True, capture_output=True)
            practice = Practice(commands_test.PROGRAM, folder / "praktijk", data, months=("2026-11",))
            practice.prepare()
            day = RUN_DAY
            for step in practice.steps():
                step.args[:] = ["generic" if part == "rehearsal" else part for part in step.args]
                answer = practice.run(step)
                self.assertEqual(answer.returncode, DONE, f"{step.args}: {answer.stdout}{answer.stderr}")
                day = step.day

            def asked(*arguments, extra=()):
                answer = practice.run(Step("", None, day, list(arguments), changes=False), extra=extra)
                self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
                return answer.stdout

            files = json.loads(asked("batch", "show", "1", extra=("--json",)))["bestanden"]
            groups = {}
            for file in files:
                groups.setdefault((file["rekening"], file["uitvoerdatum"]), []).append(file)
            split = [group for group in groups.values() if len(group) > 1]
            self.assertEqual([len(group) for group in split], [2])
            self.assertEqual(sorted(file["betalingen"] for file in split[0])[-1], self.most)
            paid = []
            for file in files:
                self.assertLessEqual(file["betalingen"], self.most)
                paid += self.payments_of(practice.state / "archive" / (file["sha256"] + ".xml"))
            self.assertEqual(len(paid), len(set(paid)), "a payment stands in two files")
            attempts = list(csv.DictReader(io.StringIO(asked("export", "attempts"))))
            self.assertEqual(sorted(row["end_to_end_id"] for row in attempts), sorted(paid))
            self.assertEqual({row["attempt_no"] for row in attempts}, {"1"})
            self.assertLessEqual({row["state"] for row in attempts}, {"confirmed", "returned"})

    def payments_of(self, file):
        """The references in a file, whose declared counts and sums are those of its payments."""
        space = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
        root = xml.etree.ElementTree.parse(file).getroot()
        transfers = root.findall(f".//{space}CdtTrfTxInf")
        cents = sum(int(each.find(f".//{space}InstdAmt").text.replace(".", "")) for each in transfers)
        for head in (root.find(f".//{space}GrpHdr"), *root.findall(f".//{space}PmtInf")):
            self.assertEqual(int(head.find(f"{space}NbOfTxs").text), len(transfers))
            self.assertEqual(int(head.find(f"{space}CtrlSum").text.replace(".", "")), cents)
        return [each.find(f".//{space}EndToEndId").text for each in transfers]


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
