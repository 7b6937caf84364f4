#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The completion of bash, by bash itself: what it offers is what the program has."""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["ONTZORGD"]


def offered(*words):
    """What bash would offer for the last of the words."""
    script = "source %s; COMP_WORDS=(ontzorgd %s); COMP_CWORD=%d; _ontzorgd; printf '%%s\\n' \"${COMPREPLY[@]}\"" % (
        shlex.quote(str(ROOT / "packaging/bash-completion/ontzorgd")), " ".join(shlex.quote(each) for each in words), len(words))
    told = subprocess.run(["bash", "--norc", "-u", "-c", script], capture_output=True, text=True)
    assert told.returncode == 0 and not told.stderr, told.stderr
    return set(told.stdout.split())


def helped(*path):
    """Commands and long options that --help of this command names."""
    text = subprocess.run([PROGRAM, *path, "--help"], capture_output=True, text=True, check=True).stdout
    commands = text.split("Opdrachten:")[1] if "Opdrachten:" in text else ""
    return set(re.findall(r"^  (\w\S*)", commands, re.MULTILINE)), set(re.findall(r"^  (?:-\w,\s*)?(--[a-z][a-z-]*)", text, re.MULTILINE))


class Completion(unittest.TestCase):
    def test_every_command_at_every_level_is_offered_and_no_other(self):
        paths, seen = [()], 0
        while paths:
            path = paths.pop()
            commands, options = helped(*path)
            if commands:
                self.assertEqual(offered(*path, ""), commands, path)
                paths += [(*path, each) for each in commands]
            self.assertEqual(offered(*path, "--"), options, path)
            seen += 1
        self.assertGreater(seen, 80)

    def test_what_was_typed_narrows_it(self):
        self.assertEqual(offered("batch", "prop"), {"propose"})
        self.assertEqual(offered("batch", "propose", "--dry"), {"--dry-run"})
        self.assertEqual(offered("serve", "--check"), {"--check-config"})
        self.assertEqual(offered("batch", "propose", "2026-11-REG", "--inst"), {"--instant"})

    def test_what_an_option_takes_is_left_to_bash(self):
        self.assertEqual(offered("serve", "--config", ""), set())
        self.assertEqual(offered("batch", "propose", "--as", "--"), set())

    def test_a_word_that_is_no_command_offers_nothing(self):
        self.assertEqual(offered("bestaatniet", ""), offered(""), "it stays where it was")
        self.assertEqual(offered("batch", "bestaatniet"), set())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
