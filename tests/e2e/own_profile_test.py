#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Bank profiles of the municipality itself and instant batches, from the proposal to the reconciled books.

    own_profile_test.py PROGRAM

One municipality of twelve households lives a month in which its bank takes version 03 of the payment file, one a
month of which a batch is paid at once. The tests of a class follow one another.
"""
import datetime
import hashlib
import json
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, RELEASE_DAY, RUN, RUN_DAY, Town  # noqa: E402
from status_report_test import report, status  # noqa: E402

PAY_DAY = datetime.date(2026, 11, 30)
REHEARSAL = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "bankprofielen" / "rehearsal.toml"


class PayingTown(Town):
    def profile(self, name="huisbank", transfers=100000):
        text = REHEARSAL.read_text()
        for before, after in (('"rehearsal"', f'"{name}"'), ("pain.001.001.09", "pain.001.001.03"),
                              ("= 100000", f"= {transfers}")):
            assert before in text, before
            text = text.replace(before, after)
        return text

    def written(self, text, name="huisbank"):
        path = self.data / f"{name}.toml"
        path.write_text(text)
        return path

    def tried_first(self, user, *arguments):
        """--dry-run says what the command then says, and changes nothing."""
        before = self.chain_head()
        tried = self.run_program(user, *arguments, extra=("--json", "--dry-run"))
        self.assertEqual(tried.returncode, DONE, tried.stdout + tried.stderr)
        self.assertEqual(self.chain_head(), before, "a trial left a fact")
        answer = self.done(user, *arguments)
        self.assertEqual(json.loads(tried.stdout), answer)
        return answer

    def files(self, batch):
        """The bytes of each file of a batch, by its name."""
        told = self.told("batch", "show", batch)["bestanden"]
        return {row["bestand"]: (self.practice.state / "archive" / f"{row['sha256']}.xml").read_text() for row in told}

    def accounts(self):
        return {row["rekening"]: row for row in self.told("account", "show")["rekeningen"]}

    def states(self):
        return {row["state"] for row in self.rows("attempts")}

    def live_through_the_bank(self):
        """The bank pays and tells; every statement is taken in."""
        for step in self.practice.bank_steps(PAY_DAY, True):
            self.on(max(step.day, self.day))
            self.done("rob", *step.args)


class Version03(PayingTown):
    until = ("batch", "propose")

    def test_1_a_profile_is_in_force_once_a_second_person_named_its_bytes(self):
        text = self.profile()
        path = self.written(text)
        added = self.tried_first("rob", "profile", "add", path)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.assertEqual((added["sha256"], added["versie"], added["herkomst"]), (digest, 1, "gemeente"))
        # Somebody changes the file on disk: what was proposed stays what is confirmed.
        path.write_text(self.profile(transfers=3))
        edited = hashlib.sha256(path.read_bytes()).hexdigest()
        self.refused("proposal_is_unknown", "kim", "profile", "confirm", edited)
        self.refused("confirmer_is_proposer", "rob", "profile", "confirm", digest)
        self.refused("bank_profile_is_unknown", "rob", "account", "switch", "lasten", "huisbank", status=MALFORMED)
        confirmed = self.tried_first("kim", "profile", "confirm", digest[:8])
        self.assertEqual((confirmed["meeste_overboekingen"], confirmed["bevestigd_door"]), (100000, "kim"))

    def test_2_what_is_no_profile_or_takes_a_name_of_the_program_is_refused(self):
        told = self.refused("number_is_out_of_bounds", "rob", "profile", "add",
                            self.written(self.profile(transfers=0)), status=MALFORMED)
        self.assertEqual((told["details"]["field"], told["details"]["line"]), ("bestand.meeste_overboekingen", "9"))
        self.refused("profile_name_is_of_program", "rob", "profile", "add", self.written(self.profile("bng"), "bng"))
        self.refused("role_may_not_do_this", "klara", "profile", "add", self.written(self.profile("ander"), "ander"))

    def test_3_it_is_shown_with_where_it_comes_from_on_every_day(self):
        shown = self.told("profile", "show", "huisbank")
        self.assertEqual((shown["herkomst"], shown["bericht"]), ("gemeente", "pain.001.001.03"))
        self.assertEqual(self.told("profile", "show", "bng")["herkomst"], "programma")
        names = [row["profiel"] for row in self.told("profile", "show")["profielen"]]
        self.assertIn("huisbank", names)
        before = self.run_program(None, "profile", "show", "huisbank", "--as-of",
                                  (RUN_DAY - datetime.timedelta(1)).isoformat(), extra=("--json",))
        self.assertEqual(before.returncode, MALFORMED, before.stdout)
        self.assertEqual(json.loads(before.stdout)["fout"], "bank_profile_is_unknown")

    def test_4_an_account_is_switched_by_two_people_and_its_files_are_of_version_03(self):
        for account in ("lasten", "leefgeld"):
            proposed = self.tried_first("rob", "account", "switch", account, "huisbank")
            self.assertEqual((proposed["bank"], proposed["bank_voorgesteld"]), ("rehearsal", "huisbank"))
            self.refused("confirmer_is_proposer", "rob", "account", "confirm", account)
            self.tried_first("karin", "account", "confirm", account)
            self.assertEqual(self.accounts()[account]["bank"], "huisbank")
        self.done("rob", "batch", "propose", RUN)
        for name, text in self.files("1").items():
            self.assertIn("xsd:pain.001.001.03", text, name)
            self.assertIn("<ReqdExctnDt>2026-11-30</ReqdExctnDt>", text, name)
        self.assertIn(" huisbank ", self.told("batch", "sheet", "1")["blad"])

    def test_5_a_profile_that_changes_between_two_signatures_stops_the_second(self):
        self.done("karin", "batch", "sign", "1")
        text = self.profile(transfers=50)
        self.done("rob", "profile", "add", self.written(text))
        self.assertEqual(self.accounts()["lasten"]["bank_versie"], 1)
        self.done("kim", "profile", "confirm", hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(self.accounts()["lasten"]["bank_versie"], 2)
        for command in (("kim", "batch", "sign", "1"), ("rob", "batch", "rebuild", "1")):
            told = self.refused("profile_was_changed", *command)
            self.assertIn("batch withdraw", told["zin"])
        self.done("rob", "batch", "withdraw", "1")
        self.done("rob", "batch", "propose", RUN)
        self.done("karin", "batch", "sign", "2")
        self.done("kim", "batch", "sign", "2")
        self.expect_sound()

    def test_6_the_answers_and_statements_of_the_bank_are_about_these_files(self):
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "2")
        for number, text in enumerate(self.files("2").values()):
            message = re.search("<MsgId>([^<]*)</MsgId>", text).group(1)
            answer = report(f"STS{number}", message, "ACSP", []).replace("pain.002.001.10", "pain.002.001.03")
            path = self.data / f"antwoord-{number}.xml"
            path.write_text(answer.replace("pain.001.001.09", "pain.001.001.03"))
            self.done("rob", "bank", "ingest", path)
        self.assertEqual({row["state"] for row in self.rows("attempts") if row["state"] != "dead"}, {"accepted"})
        self.live_through_the_bank()
        self.assertLessEqual(self.states(), {"confirmed", "returned", "dead"})
        self.assertIn("confirmed", self.states())
        self.assertEqual({row["soort"] for row in self.told("exception", "list")["uitzonderingen"]}
                         & {"regel_in_suspense", "batchnaam_anders_dan_profiel"}, set())
        self.expect_sound()
        self.expect_found_in_rows()

    def expect_found_in_rows(self):
        """Rows that somebody changes behind the program's back are found by both verifiers."""
        for change in ("UPDATE bank_profile SET toml = toml || '#' WHERE version = 2",
                       "UPDATE bank_profile SET confirmed_by = (SELECT id FROM user WHERE name = 'kees') WHERE version = 1",
                       "UPDATE account_switch SET bank_profile = 'bng' WHERE id = 1",
                       "DELETE FROM account_switch WHERE id = 2"):
            with self.subTest(change):
                self.expect_found("audit_link_is_never_updated", change)


class InstantBatch(PayingTown):
    until = ("batch", "propose")

    def test_1_says_so_to_whoever_signs(self):
        proposed = self.tried_first("rob", "batch", "propose", RUN, "--instant")
        self.assertIn("binnen tien seconden", proposed["uitvoering"])
        self.refused("batch_has_another_speed", "rob", "batch", "propose", RUN)
        for name, text in self.files("1").items():
            self.assertEqual(text.count("<LclInstrm><Cd>INST</Cd></LclInstrm>"), 1, name)
        self.assertIn("instant elke betaling gaat binnen tien seconden", self.told("batch", "sheet", "1")["blad"])
        self.assertIn("binnen tien seconden", self.printed("batch", "show", "1"))
        self.done("karin", "batch", "sign", "1")
        self.done("kim", "batch", "sign", "1")

    def test_2_goes_on_its_day_and_not_before(self):
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "1")
        self.assertEqual(list((self.practice.state / "outbox").iterdir()), [])
        self.on(PAY_DAY)
        self.done("rob", "batch", "release", "1")
        self.assertEqual(len(list((self.practice.state / "outbox").glob("*.xml"))), len(self.files("1")))

    def test_3_is_reconciled_as_any_other(self):
        self.live_through_the_bank()
        self.assertLessEqual(self.states(), {"confirmed", "returned"})
        self.assertIn("confirmed", self.states())
        self.expect_sound()


class InstantThatFails(PayingTown):
    until = ("batch", "propose")

    def test_comes_back_at_once_and_is_not_paid_again_before_the_statements_tell(self):
        self.done("rob", "batch", "propose", RUN, "--instant")
        self.done("karin", "batch", "sign", "1")
        self.done("kim", "batch", "sign", "1")
        self.on(PAY_DAY)
        self.done("rob", "batch", "release", "1")
        first = self.rows("attempts")[0]
        text = (self.practice.state / "archive" / f"{first['file_sha256']}.xml").read_text()
        message = re.search("<MsgId>([^<]*)</MsgId>", text).group(1)
        path = self.data / "geweigerd.xml"
        path.write_text(report("STS1", message, "PART", [(first["end_to_end_id"], status("RJCT", "AB05"))]))
        self.done("rob", "bank", "ingest", path)
        now = next(row for row in self.rows("attempts") if row["end_to_end_id"] == first["end_to_end_id"])
        self.assertEqual((now["state"], now["may_pay_again"]), ("rejected", "not_yet"))
        self.expect_sound()


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
