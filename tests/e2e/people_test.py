#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""People and programs: who may come in, with what, and what they may not.

    people_test.py PROGRAM
"""
import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, USAGE, Town  # noqa: E402


def totp(secret, steps):
    """The code that an app shows `steps` times half a minute from now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


class People(Town):
    until = ("account", "open")

    def test_are_listed_with_their_roles(self):
        people = {row["gebruiker"]: row["rollen"] for row in self.told("user", "list")["gebruikers"]}
        self.assertEqual(people["karin"], "rechtmatigheid")
        self.assertEqual(people["beheer"], "beheerder")

    def test_get_and_lose_roles_from_the_beheerder_only(self):
        self.assertEqual(self.done("beheer", "user", "role", "klara", "rechtmatigheid")["rollen"],
                         "klantmanager, rechtmatigheid")
        self.done("beheer", "user", "role", "klara", "rechtmatigheid", "--take")
        self.refused("role_may_not_do_this", "rob", "user", "role", "klara", "rechtmatigheid")
        self.refused("own_role_is_not_yours_to_change", "beheer", "user", "role", "beheer", "auditor")
        self.refused("roles_conflict", "beheer", "user", "role", "aad", "klantmanager")

    def test_are_nobody_with_a_wrong_password(self):
        (self.practice.passwords / "klara").write_text("een verkeerd wachtwoord\n")
        self.refused("name_or_password_is_wrong", "klara", "dossier", "import",
                     self.data / "dossier.jsonl")

    def test_change_the_password_that_they_were_given(self):
        own, new = self.practice.passwords / "rob", self.practice.folder / "nieuw"
        change = ("user", "password", "--new-password-file", new)
        new.write_text("te kort\n")
        self.refused("password_is_too_short", "rob", *change)
        new.write_text(own.read_text())
        self.refused("password_is_the_first_one", "rob", *change)
        for password in ("wat alleen rob weet\n", "wat alleen rob nu weet\n"):
            new.write_text(password)
            answer = self.run_program("rob", *change, extra=("--json",))
            self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
            own.write_text(password)
            self.assertEqual(self.done("rob", *change)["wachtwoord"], "eigen")
        rights = {row["gebruiker"]: row["wachtwoord"] for row in self.told("rechtenoverzicht", "show")["gebruikers"]}
        self.assertEqual((rights["rob"], rights["klara"]), ("eigen", "eerste"))
        self.expect_sound()
        self.expect_found("posting_is_never_updated", "UPDATE user_password SET password_hash = zeroblob(32)")
        self.expect_found("posting_is_never_updated",
                          "UPDATE user_password SET replaced = CASE WHEN replaced IS NULL THEN 1 END")
        self.expect_found("posting_is_never_updated", "DELETE FROM user_password")

    def test_show_a_code_once_they_have_a_second_factor(self):
        secret = self.done("karin", "second-factor", "begin")["geheim"]
        self.refused("second_factor_code_is_wrong", "karin", "second-factor", "confirm", "000000")
        used = totp(secret, 0)
        answer = self.run_program("karin", "second-factor", "confirm", used)
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        opens = ("account", "open", "kas", "--iban", "NL91ABNA0417164300", "--profile", "rehearsal", "--opening",
                 "0.00", "--opening-date", self.day.isoformat())
        self.refused("second_factor_code_is_wrong", "karin", *opens, "--second-factor", used)
        answer = self.run_program("karin", "regelset", "confirm", "--second-factor", totp(secret, 1), extra=("--json",))
        self.assertNotEqual(json.loads(answer.stdout)["fout"], "second_factor_code_is_wrong")
        self.refused("role_may_not_do_this", "rob", "second-factor", "withdraw", "karin")
        self.refused("own_second_factor_is_not_yours_to_withdraw", "beheer", "second-factor", "withdraw", "beheer")
        self.done("beheer", "second-factor", "withdraw", "karin")
        self.expect_sound()

    def test_give_no_command_that_is_not_there(self):
        self.assertEqual(self.run_program("rob", "batch", "pay").returncode, USAGE)


class Rights(Town):
    until = ("run", "import")

    def test_keep_a_user_from_the_client_they_have_a_relation_to(self):
        client = self.told("client", "list")["clienten"][0]["client"]
        self.refused("role_may_not_do_this", "klara", "user", "relation", "klara", client)
        self.done("beheer", "user", "relation", "klara", client)
        self.assertEqual([row["client"] for row in self.told("user", "relations")["relaties"]], [client])
        self.refused("client_is_a_relation", "klara", "client", "hold", client, "--reason", "overleg")
        self.done("beheer", "user", "relation", "klara", client, "--end")
        self.assertEqual(self.told("user", "relations")["relaties"], [])
        self.done("klara", "client", "hold", client, "--reason", "overleg")
        self.done("klara", "client", "unhold", client, "--reason", "overlegd")
        self.expect_sound()

    def test_are_looked_through_as_they_are(self):
        shown = self.told("rechtenoverzicht", "show")
        self.assertEqual(shown["bekeken_op"], "")
        self.assertIn("klara", [row["gebruiker"] for row in shown["gebruikers"]])
        self.refused("rights_have_changed", "kim", "rechtenoverzicht", "confirm", "0" * 64)
        self.done("kim", "rechtenoverzicht", "confirm", shown["sha256"][:12])
        self.assertEqual(self.told("rechtenoverzicht", "show")["bekeken_door"], "kim")
        self.expect_sound()

    def test_of_programs_are_given_and_ended(self):
        machine = ("machine", "add", "bank", "--role", "rechtmatigheid", "--certificate", "AB" * 32)
        self.refused("role_may_not_do_this", "rob", *machine)
        self.assertEqual(self.done("beheer", *machine)["certificaat"], "ab" * 32)
        self.assertEqual([row["machine"] for row in self.told("machine", "list")["machines"]], ["bank"])
        self.done("beheer", "machine", "end", "bank")
        self.assertFalse(self.told("machine", "list")["machines"][0]["toegelaten"])
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
