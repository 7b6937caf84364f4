#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The bank's status reports and its name checks, given as people give them.

    status_report_test.py PROGRAM

A municipality of twelve households whose files went to the bank; its tests follow one another by name.
"""
import datetime
import json
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import commands_test  # noqa: E402
from commands_test import DONE, MALFORMED, RELEASE_DAY, Town  # noqa: E402

NAME_AT_THE_BANK = "Stichting Andere Naam"


def status(code, reason="", text=""):
    """TxSts with its reason."""
    reason = f"<Rsn><Cd>{reason}</Cd></Rsn>" if reason else ""
    text = f"<AddtlInf>{text}</AddtlInf>" if text else ""
    information = f"<StsRsnInf>{reason}{text}</StsRsnInf>" if reason or text else ""
    return f"<TxSts>{code}</TxSts>{information}"


def report(message, about, group, transactions, created="2026-11-27T08:00:00"):
    return (f"<?xml version='1.0' encoding='UTF-8'?><Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'>"
            f"<CstmrPmtStsRpt><GrpHdr><MsgId>{message}</MsgId><CreDtTm>{created}</CreDtTm></GrpHdr>"
            f"<OrgnlGrpInfAndSts><OrgnlMsgId>{about}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
            f"<GrpSts>{group}</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{about}</OrgnlPmtInfId>"
            + "".join(f"<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId>{said}</TxInfAndSts>"
                      for reference, said in transactions)
            + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>")


class StatusReports(Town):
    until = ("batch", "release")

    def file_of(self, reference):
        """The message id of the file that the payment is in."""
        digest = self.attempts()[reference]["file_sha256"]
        text = (self.practice.state / "archive" / f"{digest}.xml").read_text()
        return re.search("<MsgId>([^<]*)</MsgId>", text).group(1)

    def attempts(self, *extra):
        return {row["end_to_end_id"]: row for row in self.rows("attempts", *extra)}

    def references(self):
        """The payments of the largest file, in order."""
        by_file = {}
        for reference, row in self.attempts().items():
            by_file.setdefault(row["file_sha256"], []).append(reference)
        return sorted(max(by_file.values(), key=len))

    def written(self, name, text):
        path = self.data / name
        path.write_text(text)
        return path

    def same_when_tried(self, user, *arguments):
        """--dry-run says what the command then says, and changes nothing."""
        before = self.chain_head()
        tried = self.run_program(user, *arguments, extra=("--json", "--dry-run"))
        self.assertEqual(tried.returncode, DONE, tried.stdout + tried.stderr)
        self.assertEqual(self.chain_head(), before, "a trial left a fact")
        self.assertEqual(json.loads(tried.stdout), self.done(user, *arguments))

    def exceptions(self, kind):
        return [row for row in self.told("exception", "list")["uitzonderingen"] if row["soort"] == kind]

    def test_1_are_read_without_a_municipality(self):
        self.on(RELEASE_DAY)
        self.done("rob", "batch", "release", "1")
        path = self.written("lees.xml", report("STS0", "X", "PART", [("A", status("RJCT", "AC04"))]))
        answer = subprocess.run([commands_test.PROGRAM, "bank", "read", path, "--json"], capture_output=True,
                                text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(answer.returncode, DONE, answer.stdout + answer.stderr)
        told = json.loads(answer.stdout)["status_reports"][0]
        self.assertEqual((told["GrpSts"], told["TxSts"], told["Rsn"]), ("PART=1", "RJCT=1", "AC04=1"))

    def test_2_tell_which_payments_were_accepted_and_which_refused_with_the_reason(self):
        self.on(RELEASE_DAY + datetime.timedelta(days=1))
        first, second, *others = self.references()
        path = self.written("status.xml", report("STS1", self.file_of(first), "ACSP",
                                                 [(first, status("RJCT", "AC04"))]))
        self.same_when_tried("rob", "bank", "ingest", path)
        states = {reference: row["state"] for reference, row in self.attempts().items()}
        self.assertEqual(states[first], "rejected")
        self.assertEqual({states[each] for each in [second, *others]}, {"accepted"})
        self.assertEqual(self.attempts()[first]["may_pay_again"], "not_yet")
        told = self.exceptions("betaling_geweigerd")
        self.assertEqual(len(told), 1)
        self.assertIn("AC04, de rekening is opgeheven", told[0]["wat"])
        self.assertIn("nieuw rekeningnummer", told[0]["volgende_stap"])
        before = self.attempts("--as-of", RELEASE_DAY.isoformat())
        self.assertEqual({before[each]["state"] for each in [first, second]}, {"handed_over"})

    def test_3_that_are_wrong_are_refused_and_change_nothing(self):
        good = report("STS2", self.file_of(self.references()[0]), "ACSC", [])
        for name, text, code in (
                ("half.xml", good[:-30], "xml_is_cut_or_broken"),
                ("doctype.xml", good.replace("<Document", "<!DOCTYPE x><Document", 1), "xml_has_doctype"),
                ("lang.xml", report("S" * 36, "X", "ACSC", []), "id_is_too_long"),
                ("groepen.xml", good.replace("<OrgnlGrpInfAndSts>", "<OrgnlGrpInfAndSts/><OrgnlGrpInfAndSts>", 1),
                 "group_status_is_given_twice")):
            self.refused(code, "rob", "bank", "ingest", self.written(name, text), status=MALFORMED)
        self.refused("role_may_not_do_this", "klara", "bank", "ingest", self.written("goed.xml", good))

    def test_4_ask_an_official_about_names_and_record_what_he_decides(self):
        _, second, third, fourth, *_ = self.references()
        path = self.written("namen.xml", report("STS3", self.file_of(second), "RVCM", [
            (second, status("RVMC", text=NAME_AT_THE_BANK)), (third, status("RVNM")), (fourth, status("RVNA"))]))
        self.same_when_tried("rob", "bank", "ingest", path)
        self.assertEqual(self.attempts()[second]["state"], "accepted", "a name check moves nothing")
        waiting = {row["betaling"]: row for row in self.told("vop", "list", "--open")["naam_controles"]}
        self.assertEqual(set(waiting), {second, third})
        self.assertEqual(waiting[second]["naam_bij_de_bank"], NAME_AT_THE_BANK)
        self.assertEqual(waiting[second]["staat"], "wacht_op_besluit")
        self.assertEqual(waiting[third]["staat"], "geblokkeerd")
        self.assertEqual(len(self.exceptions("naam_controle")), 2)

        self.refused("role_may_not_do_this", "klara", "vop", "decide", second, "go", "--reason", "gebeld")
        self.refused("decision_is_unknown", "kim", "vop", "decide", second, "misschien", "--reason", "x",
                     status=MALFORMED)
        self.refused("name_check_needs_no_decision", "kim", "vop", "decide", fourth, "go", "--reason", "gebeld")
        self.refused("name_check_is_unknown", "kim", "vop", "decide", self.references()[0], "go", "--reason", "x")
        self.same_when_tried("kim", "vop", "decide", second, "go", "--reason", "gebeld met de verhuurder")
        self.same_when_tried("kees", "vop", "decide", third, "stop", "--reason", "niemand kent deze naam")
        shown = {row["betaling"]: row for row in self.told("vop", "list")["naam_controles"]}
        self.assertEqual((shown[second]["staat"], shown[second]["besloten_door"]), ("gaat_door", "kim"))
        self.assertEqual((shown[third]["staat"], shown[third]["besloten_door"]), ("gestopt", "kees"))
        self.assertEqual(self.told("vop", "list", "--open")["naam_controles"], [])
        self.assertEqual(self.exceptions("naam_controle"), [])

    def test_4_then_tell_for_what_the_bank_waits_and_show_it_with_the_payment(self):
        _, _, third, fourth, *_ = self.references()
        path = self.written("wacht.xml", report("STS6", self.file_of(third), "PART", [
            (each, status("PATC", "NARR")) for each in (third, fourth)], created="2026-11-27T10:00:00+01:00"))
        self.same_when_tried("rob", "bank", "ingest", path)
        self.assertEqual(self.attempts()[fourth]["state"], "accepted", "waiting moves nothing")
        told = self.exceptions("bank_wacht_op_handtekening")
        self.assertEqual(len(told), 1)
        self.assertIn("2 betaling(en)", told[0]["wat"])
        self.assertIn("NARR, de reden staat in de toelichting", told[0]["wat"])
        shown = self.told("attempt", "show", fourth)
        self.assertEqual((shown["bankstatus"], shown["bankstatus_van"], shown["statusbericht"]),
                         ("PATC", "2026-11-27", "STS6"))
        text = self.printed("attempt", "show", fourth)
        self.assertRegex(text, "laatste bankstatus:? +PATC")
        self.assertRegex(text, "dat betekent:? +wacht op een handtekening bij de bank")
        path = self.written("verder.xml", report("STS7", self.file_of(third), "PART", [
            (each, status("ACSP")) for each in (third, fourth)], created="2026-11-27T11:00:00+01:00"))
        self.done("rob", "bank", "ingest", path)
        self.assertEqual(self.exceptions("bank_wacht_op_handtekening"), [])

    def test_5_keep_the_chain_whole_for_both_verifiers(self):
        self.expect_sound()

    def test_6_about_nothing_of_ours_are_kept_and_named(self):
        path = self.written("vreemd.xml", report("STS4", "VAN-EEN-ANDER", "RJCT", [("ANDERS", status("RJCT"))]))
        answer = self.done("rob", "bank", "ingest", path)
        self.assertEqual((answer["niet_van_ons"], answer["bestanden"]), (1, []))
        self.assertEqual(len(self.exceptions("statusbericht_onbekend")), 1)
        self.refused("status_code_is_unknown", "rob", "bank", "ingest",
                     self.kept_aside("raar.xml", report("STS5", "X", "WHAT", [])), status=MALFORMED)

    def kept_aside(self, name, text):
        """A file that is kept and counts for nothing: the first time is a fact, the answer stays the same."""
        path = self.written(name, text)
        answer = self.run_program("rob", "bank", "ingest", path, extra=("--json",))
        self.assertEqual(answer.returncode, MALFORMED, answer.stdout + answer.stderr)
        return path


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
