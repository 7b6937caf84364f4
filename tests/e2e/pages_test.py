#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The practised month from a bank that cuts its statements in pages, the last one first, ends where it ends with
whole statements.

    pages_test.py PROGRAM
"""
import json
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, Step  # noqa: E402
from mt940_test import Month  # noqa: E402

ENTRY = re.compile(r"<Ntry>.*?</Ntry>\s*", re.S)
OPENING = re.compile(r"<Bal>(?:(?!</Bal>).)*<Cd>OPBD</Cd>.*?</Bal>\s*", re.S)
CLOSING = re.compile(r"<Bal>(?:(?!</Bal>).)*<Cd>CLBD</Cd>.*?</Bal>\s*", re.S)


def page(camt, number, is_last, entries):
    """The statement with these entries alone, as one of its pages."""
    place = ENTRY.search(camt).start()
    rest = ENTRY.sub("", camt)
    text = rest[:place] + "".join(entries) + rest[place:]
    text = re.sub(r"(<Stmt>\s*<Id>.*?</Id>)", r"\1<StmtPgntn><PgNb>%d</PgNb><LastPgInd>%s</LastPgInd></StmtPgntn>"
                  % (number, "true" if is_last else "false"), text, count=1, flags=re.S)
    if number > 1:
        text = OPENING.sub("", text)
    return text if is_last else CLOSING.sub("", text)


def in_pages(camt):
    """The pages of a file of one statement; nothing when it has too few entries to cut."""
    entries = ENTRY.findall(camt)
    if len(entries) < 2 or camt.count("<Stmt>") != 1:
        return []
    half = len(entries) // 2
    return [page(camt, 1, False, entries[:half]), page(camt, 2, True, entries[half:])]


class AWhole(Month):
    def test_is_what_the_pages_are_held_against(self):
        AWhole.outcome = self.attempts(), self.places()
        self.assertTrue(all(AWhole.outcome))


class Pages(Month):
    waited = []  # what was told of each statement while a page was missing

    @classmethod
    def setUpClass(cls):
        run = commands_test.Practice.run

        def ask(practice, step, *arguments):
            answer = run(practice, Step("", None, step.day, list(arguments), changes=False), extra=("--json",))
            assert answer.returncode == DONE, answer.stdout + answer.stderr
            return json.loads(answer.stdout)

        def deliver(practice, step, *args, **more):
            if list(step.args[:2]) != ["bank", "ingest"]:
                return run(practice, step, *args, **more)
            whole = pathlib.Path(step.args[2])
            parts = in_pages(whole.read_text(encoding="utf-8"))
            for number, text in reversed(list(enumerate(parts, 1))):
                file = whole.with_suffix(".blad%d.xml" % number)
                file.write_text(text, encoding="utf-8")
                step.args[2] = file
                if number == 1:
                    break
                answer = run(practice, step, *args, **more)
                assert answer.returncode == DONE, answer.stdout + answer.stderr
                read = subprocess.run([commands_test.PROGRAM, "bank", "read", file, "--json"], check=True,
                                      capture_output=True, text=True)
                cls.waited.append((json.loads(read.stdout),
                                   ask(practice, step, "exception", "list"),
                                   ask(practice, step, "reconcile", "show")))
            return run(practice, step, *args, **more)

        commands_test.Practice.run = deliver
        try:
            super().setUpClass()
        finally:
            commands_test.Practice.run = run

    def test_end_where_the_whole_ends(self):
        """Runs after the test of AWhole, by the name of its class."""
        self.assertEqual(self.attempts(), AWhole.outcome[0])
        self.assertTrue({"confirmed", "returned"} <= {row[2] for row in self.attempts()})
        self.assertEqual(self.places(), AWhole.outcome[1])

    def test_are_told_by_number_while_one_is_missing_and_no_more_at_the_end(self):
        self.assertTrue(self.waited)
        for read, exceptions, reconciliation in self.waited:
            self.assertEqual([row["page"] for row in read["statements"]], ["2, het laatste"])
            told = [row for row in exceptions["uitzonderingen"] if row["soort"] == "afschrift_blad_ontbreekt"]
            self.assertEqual(len(told), 1)
            self.assertIn("blad 1 ", told[0]["wat"])
            self.assertTrue(reconciliation["onvolledig"])
        self.assertNotIn("afschrift_blad_ontbreekt",
                         {row["soort"] for row in self.told("exception", "list")["uitzonderingen"]})

    def test_are_in_books_and_an_archive_that_both_verifiers_find_whole(self):
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
