#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A directory of the first schema, with a month in progress, is upgraded by the program of today.

    upgrade_test.py PROGRAM

The directory is made by the program and then written over into a database that the frozen SQL of the first
schema makes, row by row. Each class is cut off at another moment of the month.
"""
import contextlib
import datetime
import hashlib
import pathlib
import sqlite3
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, REFUSED, RELEASE_DAY, ROOT, Town  # noqa: E402

FIRST = ROOT / "schemas" / "sql" / "0001_foundations.sql"
LEDGER_AND_AUDIT = ("audit_link", "journal_entry", "posting")
# What people signed and what the bank has.
SIGNED = ("batch_version", "signature", "file", "attempt", "instruction")


def tables_of(database, schema="main"):
    return [name for name, in database.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]


def columns_of(database, table, schema="main"):
    return [row[1] for row in database.execute(f'PRAGMA {schema}.table_info("{table}")')]


def to_first_schema(state):
    """The same rows in a database of the first schema."""
    file, made = state / "ontzorgd.db", state / "eerste.db"
    sql = FIRST.read_text()
    with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 16384")
        database.executescript(sql)
        database.execute("CREATE TABLE migration(number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                         "sha256 BLOB NOT NULL, applied_at INTEGER NOT NULL) STRICT")
        database.execute("INSERT INTO migration VALUES(1, '0001_foundations', ?, 0)",
                         (hashlib.sha256(sql.encode()).digest(),))
        database.execute("ATTACH ? AS today", (str(file),))
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("BEGIN")
        for table in tables_of(database):
            if table == "migration":
                continue
            names = ", ".join(columns_of(database, table))
            database.execute(f'INSERT INTO main."{table}"({names}) SELECT {names} FROM today."{table}"')
        database.execute("COMMIT")
        database.execute("DETACH today")
    for ending in ("-wal", "-shm"):
        pathlib.Path(str(file) + ending).unlink(missing_ok=True)
    made.replace(file)


def rows_of(file, tables):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % file, uri=True)) as database:
        columns = {}
        with contextlib.closing(sqlite3.connect(":memory:")) as first:
            first.executescript(FIRST.read_text())
            for table in tables:
                columns[table] = ", ".join(columns_of(first, table))
        return {table: database.execute(f"SELECT {columns[table]} FROM {table} ORDER BY 1, 2").fetchall()
                for table in tables}


def schema_of(file):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % file, uri=True)) as database:
        return database.execute("SELECT max(number) FROM migration").fetchone()[0]


class Upgraded(Town):
    """What every upgrade keeps."""

    @property
    def file(self):
        return self.practice.state / "ontzorgd.db"

    def go_back(self):
        to_first_schema(self.practice.state)
        self.before = rows_of(self.file, LEDGER_AND_AUDIT + SIGNED)
        self.assertEqual(schema_of(self.file), 1)

    def expect_kept(self, facts):
        """Every row of chain and books stands there byte for byte; `facts` were recorded since."""
        after = rows_of(self.file, LEDGER_AND_AUDIT)
        for table in LEDGER_AND_AUDIT:
            self.assertEqual(after[table][:len(self.before[table])], self.before[table], table)
        self.assertEqual(len(after["audit_link"]) - len(self.before["audit_link"]), facts)
        self.assertGreater(schema_of(self.file), 1)

    def expect_copy_of_before(self):
        copy = self.practice.state / "ontzorgd.db.schema-1"
        self.assertEqual(schema_of(copy), 1)
        self.assertEqual(rows_of(copy, LEDGER_AND_AUDIT + SIGNED), self.before)

    def does(self, user, *command):
        answer = self.run_program(user, *command, extra=("--json",))
        self.assertEqual(answer.returncode, DONE, f"{command}: {answer.stdout}{answer.stderr}")


class BetweenTheSignatures(Upgraded):
    until = ("batch", "sign")

    def test_1_who_only_reads_does_not_upgrade(self):
        self.does("karin", "batch", "sign", "1")
        self.go_back()
        type(self).kept = self.before
        answer = self.run_program(None, "batch", "show", extra=("--json",))
        self.assertEqual(answer.returncode, REFUSED, answer.stdout + answer.stderr)
        self.assertIn("schema_is_older_than_program", answer.stdout)
        self.assertEqual(schema_of(self.file), 1)

    def test_2_a_dry_run_upgrades_nothing(self):
        answer = self.run_program("kim", "batch", "sign", "1", extra=("--dry-run",))
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        self.assertEqual(schema_of(self.file), 1)

    def test_3_the_second_signature_is_under_the_same_bytes(self):
        self.before = self.kept
        self.does("kim", "batch", "sign", "1")
        self.expect_kept(facts=1)
        self.expect_copy_of_before()
        after = rows_of(self.file, SIGNED)
        for table in ("batch_version", "file", "attempt", "instruction"):
            self.assertEqual(after[table], self.before[table], table)
        self.assertTrue(set(self.before["signature"]) < set(after["signature"]))
        self.expect_sound()

    def test_4_and_the_month_goes_on(self):
        self.on(RELEASE_DAY)
        self.does("rob", "batch", "release", "1")
        self.expect_sound()


class BetweenReleaseAndStatement(Upgraded):
    until = ("bank", "ingest")

    def test_1_a_file_on_its_way_is_not_upgraded_over(self):
        self.go_back()
        with contextlib.closing(sqlite3.connect(self.file)) as database, database:
            state, file = database.execute("SELECT state, id FROM file LIMIT 1").fetchone()
            database.execute("UPDATE file SET state = 'handing_over' WHERE id = ?", (file,))
        answer = self.run_program("rob", "exception", "take", "1", extra=("--json",))
        self.assertEqual(answer.returncode, REFUSED, answer.stdout + answer.stderr)
        self.assertIn("upgrade_waits_for_a_hand_over", answer.stdout)
        self.assertEqual(schema_of(self.file), 1)
        with contextlib.closing(sqlite3.connect(self.file)) as database, database:
            database.execute("UPDATE file SET state = ? WHERE id = ?", (state, file))
            database.execute("DELETE FROM file_before WHERE number = (SELECT max(number) FROM file_before)")
            database.execute("DELETE FROM file_before WHERE number = (SELECT max(number) FROM file_before)")

    def test_2_the_statement_settles_what_went_before(self):
        self.before = rows_of(self.file, LEDGER_AND_AUDIT + SIGNED)
        statements = sorted(self.practice.bank.glob("*.xml"), key=lambda file: (file.stem[-10:], file.stem))
        self.assertTrue(statements)
        for statement in statements:
            day = datetime.date.fromisoformat(statement.stem[-10:])
            self.on(max(day, RELEASE_DAY))
            self.does("rob", "bank", "ingest", statement)
        self.expect_kept(facts=len(rows_of(self.file, ["audit_link"])["audit_link"]) -
                         len(self.before["audit_link"]))
        self.expect_copy_of_before()
        self.expect_sound()

    def test_3_a_newer_schema_is_for_a_newer_program(self):
        with contextlib.closing(sqlite3.connect(self.file)) as database, database:
            database.execute("INSERT INTO migration VALUES(9999, '9999_of_tomorrow', zeroblob(32), 0)")
        for user, command in ((None, ["batch", "show"]), ("rob", ["batch", "release", "1"])):
            answer = self.run_program(user, *command, extra=("--json",))
            self.assertEqual(answer.returncode, REFUSED, answer.stdout + answer.stderr)
            self.assertIn("schema_is_newer_than_program", answer.stdout)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
