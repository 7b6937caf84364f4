#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Bank profiles, shown and checked as people do, without a municipality.

    profile_test.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BROUGHT = ROOT / "schemas" / "bankprofielen"
PROGRAM = None
DONE, MALFORMED = 0, 3


class Profiles(unittest.TestCase):
    def run_program(self, *arguments):
        """Nowhere near a state directory: none is needed, and none is made."""
        with tempfile.TemporaryDirectory(prefix="ontzorgd-profiel-") as nowhere:
            answer = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, cwd=nowhere,
                                    stdin=subprocess.DEVNULL, env={})
            self.assertEqual(list(pathlib.Path(nowhere).iterdir()), [])
            return answer

    def told(self, *arguments):
        answer = self.run_program(*arguments, "--json")
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        return json.loads(answer.stdout)

    def refused(self, code, content, name="proefbank.toml"):
        """`profile check` refuses a file of this content; what it tells, and in text the same sentence."""
        with tempfile.TemporaryDirectory(prefix="ontzorgd-profiel-") as folder:
            file = pathlib.Path(folder) / name
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
            answer = self.run_program("profile", "check", file, "--json")
            self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
            told = json.loads(answer.stdout)
            self.assertEqual(told["fout"], code)
            self.assertIn(". ", told["zin"], "the sentence does not say what to do")
            printed = self.run_program("profile", "check", file)
            self.assertEqual((printed.returncode, printed.stdout), (MALFORMED, ""))
            self.assertEqual(printed.stderr, told["zin"] + "\n")
            return told

    @staticmethod
    def bng(*changes):
        text = (BROUGHT / "bng.toml").read_text().replace('"bng"', '"proefbank"')
        for before, after in changes:
            assert before in text, before
            text = text.replace(before, after)
        return text

    def test_all_are_shown_side_by_side(self):
        rows = self.told("profile", "show")["profielen"]
        self.assertEqual([row["profiel"] for row in rows], sorted(file.stem for file in BROUGHT.iterdir()))
        ing = next(row for row in rows if row["profiel"] == "ing")
        self.assertEqual((ing["boeking"], ing["batchnaam"]), ("per_bestand", "ons_pmtinfid"))
        bng = next(row for row in rows if row["profiel"] == "bng")
        self.assertEqual((bng["meeste_overboekingen"], bng["dagen_ervoor"], bng["tot"]), (100000, 0, "14:30"))
        printed = self.run_program("profile", "show")
        self.assertEqual(printed.returncode, DONE)
        for file in BROUGHT.iterdir():
            self.assertIn(file.stem, printed.stdout)

    def test_one_is_shown_with_what_it_means(self):
        printed = self.run_program("profile", "show", "bng")
        self.assertEqual(printed.returncode, DONE, printed.stderr)
        self.assertIn("BNG Bank", printed.stdout)
        self.assertIn("Een betaalbestand is een pain.001.001.09", printed.stdout)
        self.assertIn("Instant betalen kan bij deze bank niet.", printed.stdout)
        self.assertIn("Het moet er zijn op de dag van uitvoering zelf, voor 14:30 uur.", printed.stdout)
        unknown = self.run_program("profile", "show", "spaarbank", "--json")
        self.assertEqual(unknown.returncode, MALFORMED)
        self.assertEqual(json.loads(unknown.stdout)["fout"], "bank_profile_is_unknown")

    def test_those_of_the_program_are_found_good_and_the_same(self):
        for file in BROUGHT.iterdir():
            told = self.told("profile", "check", file)
            self.assertEqual(told["in_het_programma"], "gelijk", file.name)
            shown = self.told("profile", "show", file.stem)
            self.assertEqual({name: told[name] for name in shown}, shown)

    def test_one_of_somebody_else_is_shown_beside_that(self):
        with tempfile.TemporaryDirectory(prefix="ontzorgd-profiel-") as folder:
            file = pathlib.Path(folder) / "proefbank.toml"
            file.write_text(self.bng(('tot = "14:30"', 'tot = "09:05"')))
            told = self.told("profile", "check", file)
            self.assertEqual((told["in_het_programma"], told["tot"]), ("nee", "09:05"))
            file = pathlib.Path(folder) / "bng.toml"
            file.write_text(self.bng(('"proefbank"', '"bng"'), ("100000", "99999")))
            self.assertEqual(self.told("profile", "check", file)["in_het_programma"], "anders")

    def test_what_is_wrong_is_told_with_its_place(self):
        told = self.refused("key_is_unknown", self.bng(("tot =", "uur = 14\ntot =")))
        self.assertEqual(told["details"]["field"], "inleveren.uur")
        self.assertIn("proefbank.toml", told["zin"])
        told = self.refused("number_is_out_of_bounds", self.bng(("100000", "100001")))
        self.assertEqual(told["details"]["field"], "bestand.meeste_overboekingen")
        self.assertEqual(told["details"]["line"], str(self.bng().split("100000")[0].count("\n") + 1))
        self.refused("word_is_unknown", self.bng(("pain.001.001.09", "pain.001.001.02")))
        self.refused("key_has_wrong_type", self.bng(("100000", '"100000"')))
        self.refused("key_is_missing", self.bng(('tot = "14:30"\n', "")))
        self.refused("word_is_unknown", self.bng(('"weglaten"', '"BIC"')))
        self.refused("toml_is_malformed", self.bng(("dagen_ervoor = 0\n", "dagen_ervoor = 0\ndagen_ervoor = 0\n")))
        self.refused("profile_time_is_malformed", self.bng(("14:30", "half drie")))
        self.refused("profile_version_is_unknown", self.bng(("bankprofiel = 1", "bankprofiel = 2")))

    def test_a_name_is_that_of_its_file(self):
        told = self.refused("profile_name_is_not_of_file", self.bng(), name="anders.toml")
        self.assertIn("(anders)", told["zin"])
        self.refused("profile_name_is_malformed", self.bng(('"proefbank"', '"Proef Bank"')), name="Proef Bank.toml")

    def test_what_is_no_text_is_refused(self):
        self.refused("file_has_byte_order_mark", b"\xef\xbb\xbf" + self.bng().encode())
        self.refused("file_is_not_utf8", self.bng(("BNG Bank", "Bank van Caf\xe9")).encode("latin-1"))
        self.refused("file_is_empty", b"")
        self.refused("file_is_too_large", b"#" * 20000)


if __name__ == "__main__":
    PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
