#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The bill of materials: of the built program, complete, the same twice, and a wrong one is seen."""
import copy
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
LOADER = importlib.machinery.SourceFileLoader("sbom", str(ROOT / "tools" / "sbom"))
sbom = importlib.util.module_from_spec(importlib.util.spec_from_loader("sbom", LOADER))
LOADER.exec_module(sbom)
os.environ["SOURCE_DATE_EPOCH"] = "1700000000"


class Sbom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bom = sbom.make(os.environ["ONTZORGD"], "1.2.3")

    def test_it_is_well_formed_and_the_same_twice(self):
        self.assertEqual(sbom.faults(self.bom), [])
        self.assertEqual(self.bom, sbom.make(os.environ["ONTZORGD"], "1.2.3"))
        self.assertEqual(self.bom["metadata"]["timestamp"], "2023-11-14T22:13:20Z")

    def test_it_names_the_package_of_every_library_that_the_program_needs(self):
        needed = re.findall(r"NEEDED\s+(\S+)", subprocess.run(["objdump", "-p", os.environ["ONTZORGD"]], check=True,
                                                              capture_output=True, text=True).stdout)
        self.assertGreater(len(needed), 5)
        names = {each["name"] for each in self.bom["components"]}
        for library in needed:
            if library.startswith("ld-linux"):
                continue
            owners = subprocess.run(["dpkg-query", "--search", "*/" + library], check=True, capture_output=True, text=True).stdout
            self.assertTrue(names & {each.split(":")[0] for each in owners.splitlines()}, library)

    def test_what_is_missing_or_wrong_is_seen(self):
        def changed(change):
            bom = copy.deepcopy(self.bom)
            change(bom)
            return sbom.faults(bom)
        self.assertTrue(changed(lambda bom: bom["components"].pop()))
        self.assertTrue(changed(lambda bom: bom["components"][0].pop("version")))
        self.assertTrue(changed(lambda bom: bom["components"][0].pop("licenses")))
        self.assertTrue(changed(lambda bom: bom.update(specVersion="9")))
        self.assertTrue(changed(lambda bom: bom["components"].append(bom["components"][0])))
        self.assertTrue(changed(lambda bom: bom["metadata"].update(timestamp="gisteren")))
        json.dumps(self.bom)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
