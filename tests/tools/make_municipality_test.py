# SPDX-License-Identifier: EUPL-1.2
"""What tools/make_municipality promises: valid input, the same for the same seed, and a check that
sees."""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "make_municipality"


def run(*arguments):
    return subprocess.run([sys.executable, TOOL, *arguments], capture_output=True, text=True,
                          check=False)


def make(directory, *arguments):
    answer = run("--out", directory, *arguments)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return Path(directory)


def files_of(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir()}


class MakeMunicipality(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = Path(self.folder.name) / "town"

    def edit(self, name, pattern, replacement):
        """Changes the first match; the check must then find something."""
        path = self.out / name
        before = path.read_text(encoding="utf-8")
        after = re.sub(pattern, replacement, before, count=1)
        self.assertNotEqual(before, after, pattern)
        path.write_text(after, encoding="utf-8")
        answer = run("--check", self.out)
        path.write_text(before, encoding="utf-8")
        self.assertEqual(answer.returncode, 1, f"the check overlooks {pattern} -> {replacement}")
        self.assertIn(name, answer.stdout)

    def test_the_same_seed_makes_the_same_bytes_and_another_seed_other_people(self):
        first = files_of(make(self.out))
        self.assertEqual(first, files_of(make(self.out.with_name("again"))))
        other = files_of(make(self.out.with_name("other"), "--seed", "2"))
        self.assertNotEqual(first["dossier.jsonl"], other["dossier.jsonl"])

    def test_a_single_person_gets_the_norm_of_july_2026_less_five_percent(self):
        run_text = (make(self.out) / "run-2026-11.xml").read_text(encoding="ascii")
        record = run_text.split("C000001</clientnummer>")[1].split("</inkomensvoorziening>")[0]
        self.assertEqual(re.findall(r"<bedrag>(.*?)</bedrag>", record), ["1419.46", "70.97"])

    def test_every_account_is_of_the_practice_bank(self):
        text = (make(self.out, "--households", "200") / "dossier.jsonl").read_text(encoding="utf-8")
        codes = set(re.findall(r'"iban":"NL\d\d([A-Z]{4})', text))
        self.assertEqual(codes, {"OEFN"})

    def test_no_client_contract_or_kenmerk_of_one_creditor_occurs_twice(self):
        lines = (make(self.out, "--households", "500")
                 / "dossier.jsonl").read_text(encoding="utf-8").splitlines()
        households = [json.loads(line)["huishouden"] for line in lines
                      if line.startswith('{"huishouden"')]
        self.assertEqual(len(households), 500)
        contracts = [contract for household in households for contract in household["contracten"]]
        for keys in ([contract["nummer"] for contract in contracts],
                     [(contract["crediteur"], contract["kenmerk"]) for contract in contracts],
                     [client["bsn"] for household in households
                      for client in household["clienten"]],
                     [client["iban"] for household in households for client in household["clienten"]
                      if "iban" in client]):
            self.assertEqual(len(keys), len(set(keys)))

    def test_xml_and_csv_tell_the_same_run(self):
        as_xml = (make(self.out) / "run-2026-12.xml").read_text(encoding="ascii")
        as_csv = (make(self.out, "--csv", "2026-12")
                  / "run-2026-12.csv").read_text(encoding="ascii")
        self.assertFalse((self.out / "run-2026-12.xml").exists())
        self.assertEqual(re.findall(r"<bedrag>(.*?)</bedrag>", as_xml),
                         [line.split(";")[3] for line in as_csv.splitlines()[4:]])
        self.assertEqual(re.search("<totaal>(.*?)<", as_xml)[1],
                         as_csv.splitlines()[2].split(";")[6])

    def test_december_differs_from_november(self):
        town = make(self.out)
        november, december = ((town / f"run-2026-{month}.xml").read_text(encoding="ascii")
                              for month in (11, 12))
        self.assertNotIn("C000015<", november)  # new in December
        self.assertIn("C000015<", december)
        part = lambda text: text.split("C000029<")[1].split("</inkomensvoorziening>")[0]
        self.assertNotIn("inkomstenkorting", part(november))
        self.assertIn("inkomstenkorting", part(december))

    def test_the_runs_are_valid_under_the_schema(self):
        town = make(self.out)
        schema = ROOT / "schemas" / "uitkeringsrun-1.xsd"
        try:
            answer = subprocess.run(["xmllint", "--noout", "--schema", schema,
                                     town / "run-2026-11.xml"],
                                    capture_output=True, text=True, check=False)
        except FileNotFoundError:
            self.skipTest("xmllint is not installed")
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_the_check_finds_each_kind_of_fault(self):
        make(self.out, "--csv", "2026-12")
        self.assertEqual(run("--check", self.out).returncode, 0)
        for name, pattern, replacement in (
                ("dossier.jsonl", r'"iban":"NL\d\d', '"iban":"NL00'),
                ("dossier.jsonl", r'"bsn":"900000004"', '"bsn":"900000005"'),
                ("dossier.jsonl", r'"kenmerk":"6000001734000001"', '"kenmerk":"6000001734000002"'),
                ("dossier.jsonl", r'"kenmerk":"EN-', '"kenmerk":"NE-'),
                ("dossier.jsonl", r'"tot_en_met":"2027-02', '"tot_en_met":"2027-03'),
                ("dossier.jsonl", r'"bedrag":"612.40"', '"bedrag":"612.4"'),
                ("dossier.jsonl", r'"vanaf":"2026-09-01"', '"vanaf":"2026-09-31"'),
                ("dossier.jsonl", r'"crediteur":"K001"', '"crediteur":"K999"'),
                ("dossier.jsonl", r'"type":"alleenstaand"', '"type":"paar"'),
                ("dossier.jsonl", r'"ritme":"maand",', ''),
                ("dossier.jsonl", r'"ritme":"maand",', '"ritme":"maand","kleur":"rood",'),
                ("dossier.jsonl", r'\{"huishouden".*\n', ''),
                ("dossier.jsonl", r'\{"einde".*\n', ''),
                ("run-2026-11.xml", r"<bedrag>1419.46", "<bedrag>1419.47"),
                ("run-2026-11.xml", r"<debetCredit>D</debetCredit>", ""),
                ("run-2026-11.xml", r"<component>", "<component kleur='rood'>"),
                ("run-2026-11.xml", r"C000001<", "C000002A<"),
                ("run-2026-11.xml", r"C000001<", "C999999<"),
                ("run-2026-11.xml", r"<kop>", "<kop/><kop>"),
                ("run-2026-12.csv", r"C000001;norm;C;1419.46", "C000001;norm;C;1419.5"),
                ("run-2026-12.csv", r"C000001;norm;.*\n", ""),
                ("regelset.toml", r'huur = false', 'huur = "false"'),
                ("regelset.toml", r'volgorde = \["huur", ', "volgorde = ["),
                ("betaalkalender.csv", r"2026-12;.*\n", "")):
            self.edit(name, pattern, replacement)


if __name__ == "__main__":
    unittest.main()
