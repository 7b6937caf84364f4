# SPDX-License-Identifier: EUPL-1.2
"""What tools/rehearsal_bank promises: balances that chain, every payment once, returns as they were
asked."""
import datetime
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "rehearsal_bank"
SCHEMAS = ROOT.parent / "shared" / "iso20022-xsd"
LASTEN, LEEFGELD = "NL57OEFN0000000501", "NL30OEFN0000000502"
LANDLORD, CLOSED, CLIENT = "NL71OEFN0002000001", "NL17OEFN0002000003", "NL21OEFN0100000001"


def cents(text):
    return int(text.replace(".", ""))


def pain001(name, day, account, payments, count=None, total=None, batch="true"):
    """payments: (EndToEndId, cents, IBAN, purpose)"""
    total = sum(amount for _, amount, _, _ in payments) if total is None else total
    sums = (f"<NbOfTxs>{count or len(payments)}</NbOfTxs>"
            f"<CtrlSum>{total // 100}.{total % 100:02d}</CtrlSum>")
    transfers = "\n".join(
        f'<CdtTrfTxInf><PmtId><EndToEndId>{ident}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">'
                          f'{amount // 100}.'
        f"{amount % 100:02d}</InstdAmt></Amt><UltmtDbtr><Nm>M. Ali</Nm></UltmtDbtr><Cdtr><Nm>A +B"
                          f"</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{iban}</IBAN></Id></CdtrAcct><Purp><Cd>{purpose}</Cd></Purp>"
        f"<RmtInf><Ustrd>kenmerk {ident}</Ustrd></RmtInf></CdtTrfTxInf>" for ident, amount, iban,
                          purpose in payments)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<Document '
            'xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">'
            f"<CstmrCdtTrfInitn><GrpHdr><MsgId>{name}</MsgId><CreDtTm>2026-11-23T09:00:00+01:00"
            f"</CreDtTm>{sums}"
            f"<InitgPty><Nm>Gemeente</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>{name}-1</PmtInfId>"
            f"<PmtMtd>TRF</PmtMtd>"
            f"<BtchBookg>{batch}</BtchBookg>{sums}<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl>"
            f"</PmtTpInf>"
            f"<ReqdExctnDt><Dt>{day}</Dt></ReqdExctnDt><Dbtr><Nm>Gemeente</Nm></Dbtr><DbtrAcct><Id>"
            f"<IBAN>{account}"
            "</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr>"
            "</FinInstnId></DbtrAgt>"
            f"<ChrgBr>SLEV</ChrgBr>\n{transfers}\n</PmtInf></CstmrCdtTrfInitn></Document>\n")


def as_version_03(text):
    return (text.replace("pain.001.001.09", "pain.001.001.03")
            .replace("<ReqdExctnDt><Dt>", "<ReqdExctnDt>").replace("</Dt></ReqdExctnDt>", "</ReqdExctnDt>"))


def local(element):
    return element.tag.rpartition("}")[2]


def all_of(element, name):
    return [child for child in element.iter() if local(child) == name]


def first(element, name):
    return next((child.text for child in element.iter() if local(child) == name), None)


class Told:
    """One statement as an outsider reads it."""

    def __init__(self, path):
        root = tree.parse(path).getroot()
        self.iban, self.number = first(all_of(root, "Acct")[0],
                                       "IBAN"), int(first(root, "ElctrncSeqNb"))
        signed = lambda e: cents(first(e, "Amt")) * (1 if first(e, "CdtDbtInd") == "CRDT" else -1)
        self.balances = {first(bal, "Cd"): signed(bal) for bal in all_of(root, "Bal")}
        self.entries = all_of(root, "Ntry")
        self.sum = sum(signed(entry) for entry in self.entries)
        self.day = first(all_of(root, "Bal")[0], "Dt") or first(all_of(root, "Dt")[0], "Dt")

    def references(self, sign):
        return [ident.text for entry in self.entries if first(entry, "CdtDbtInd") == sign
                for ident in all_of(entry, "EndToEndId") if ident.text != "NOTPROVIDED"]


class RehearsalBank(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.outbox = self.folder / "outbox"
        self.outbox.mkdir()

    def send(self, name, *arguments, digest=None, ready=True, change=str, **keywords):
        content = change(pain001(name, *arguments, **keywords)).encode()
        (self.outbox / f"{name}.xml").write_bytes(content)
        (self.outbox
         / f"{name}.xml.sha256").write_text(f"{digest or hashlib.sha256(content).hexdigest()}  "
                                            f"{name}.xml\n")
        if ready:
            (self.outbox / f"{name}.xml.ready").touch()

    def play(self, until, *arguments, fails=False, bank="bank"):
        home = self.folder / bank
        home.mkdir(exist_ok=True)
        state = home / "state.json"
        opening = [] if state.exists() else ["--from", "2026-11-26", "--account",
                                             f"{LASTEN}=1000.00",
                                             "--account", f"{LEEFGELD}=-20.50"]
        answer = subprocess.run([sys.executable, TOOL, "--outbox", self.outbox, "--out",
                                 home / "out", "--state", state,
                                 "--truth", home / "truth", "--until", until, *opening, *arguments],
                                capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 1 if fails else 0, answer.stderr)
        return answer.stderr

    def told(self, account=None, bank="bank"):
        statements = [Told(path) for path in sorted((self.folder / bank / "out").iterdir())]
        return [one for one in statements if account in (None, one.iban)]

    def rents(self, count, name="R"):
        return [(f"{name}{i:04d}", 50000 + i, LANDLORD, "RENT") for i in range(count)]

    def check_chain(self, account, opening):
        for number, one in enumerate(self.told(account), 1):
            self.assertEqual(one.balances["OPBD"], opening)
            self.assertEqual(one.balances["CLBD"], opening + one.sum)
            self.assertEqual(one.number, number)
            opening = one.balances["CLBD"]

    def test_every_open_day_has_a_statement_and_the_balances_chain(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(3), batch="false")
        self.play("2026-11-30")
        self.play("2026-12-02")
        self.assertEqual(len(self.told(LASTEN)),
                         4)  # Friday 27 November, and 30 November to 2 December
        self.check_chain(LASTEN, 100000)
        self.check_chain(LEEFGELD, -2050)

    def test_each_payment_is_booked_once_whatever_way_it_is_booked(self):
        payments = self.rents(4)
        for booking, shown in (("single", 4), ("batch-details", 4), ("batch", 0)):
            with self.subTest(booking=booking):
                name = booking.replace("-", "")
                self.send(name, "2026-11-30", LASTEN,
                          [(f"{name}{i}", *rest) for i, (_, *rest) in enumerate(payments)])
                self.play("2026-11-30", "--booking", f"{LASTEN}={booking}", bank=booking)
                (self.outbox / f"{name}.xml.ready").unlink()
                day = self.told(LASTEN, booking)[-1]
                debits = [entry for entry in day.entries if first(entry, "CdtDbtInd") == "DBIT"]
                self.assertEqual(len(debits), 4 if booking == "single" else 1)
                self.assertEqual(sum(cents(first(entry, "Amt")) for entry in debits), 200006)
                self.assertEqual(len(day.references("DBIT")), shown)
                if booking != "single":
                    self.assertEqual((first(debits[0], "PmtInfId"), first(debits[0], "NbOfTxs")),
                                     (f"{name}-1", "4"))

    def test_nothing_is_executed_before_its_day_nor_on_a_closed_day(self):
        self.send("A", "2026-12-25", LASTEN, self.rents(1))
        self.play("2026-12-31")
        days = [one for one in self.told(LASTEN) if one.entries]
        self.assertEqual(len(days), 1)
        self.assertEqual(first(days[0].entries[0], "BookgDt")
                         or first(all_of(days[0].entries[0], "BookgDt")[0], "Dt"),
                         "2026-12-28")

    def test_a_closed_account_gives_the_money_back_with_AC04(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(2) + [("X1", 777, CLOSED, "RENT")])
        self.play("2026-12-02", "--closed", CLOSED, "--booking", f"{LASTEN}=single")
        back = self.told(LASTEN)[-1]
        self.assertEqual(back.references("CRDT"), ["X1"])
        self.assertEqual((first(back.entries[0], "Amt"), back.sum), ("7.77", 777))
        self.assertEqual(first(all_of(back.entries[0], "RtrInf")[0], "Cd"), "AC04")

    def test_as_much_leefgeld_comes_back_as_was_asked_and_no_rent(self):
        self.send("A", "2026-11-30", LEEFGELD,
                  [(f"L{i}", 100 + i, CLIENT, "SSBE") for i in range(50)])
        self.send("B", "2026-11-30", LASTEN, self.rents(50))
        self.play("2026-12-03", "--return-leefgeld", "3")
        self.assertEqual(sum(len(one.references("CRDT")) for one in self.told(LEEFGELD)), 3)
        self.assertEqual(sum(len(one.references("CRDT")) for one in self.told(LASTEN)), 0)
        self.check_chain(LEEFGELD, -2050)

    def test_returns_and_rejects_follow_their_rates_and_the_truth_tells_them(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(2000))
        self.play("2026-12-11", "--return-rate", "50000", "--reject-rate", "20000")
        back = [ident for one in self.told(LASTEN) for ident in one.references("CRDT")]
        self.assertEqual(len(back), len(set(back)))
        self.assertTrue(90 < len(back) < 190, len(back))
        truth = [json.loads(line) for line in (self.folder / "bank"
                                               / "truth").read_text().splitlines()]
        told = [line.get("returned") or line["rejected"] for line in truth if "returned" in line
                or "rejected" in line]
        self.assertEqual(sorted(back), sorted(told))
        self.check_chain(LASTEN, 100000)

    def test_a_payment_rejected_from_a_singly_booked_file_is_never_seen(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(3))
        self.play("2026-12-11", "--reject-rate", "1000000", "--booking", f"{LASTEN}=single")
        self.assertEqual([one.entries for one in self.told(LASTEN) if one.entries], [])

    def test_a_file_is_taken_only_when_ready_and_whole(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(1, "A"), ready=False)
        self.play("2026-11-27")
        self.send("B", "2026-11-30", LASTEN, self.rents(1, "B"), digest="0" * 64)
        self.send("C", "2026-11-30", LASTEN, self.rents(2, "C"), count=3)
        self.send("D", "2026-11-30", LASTEN, self.rents(2, "D"), total=100002)
        self.send("E", "2026-11-30", CLIENT, self.rents(2, "E"))
        self.send("F", "2026-11-30", LASTEN, self.rents(2, "F"))
        told = self.play("2026-11-30", "--closed", LANDLORD, fails=True)
        for name, code in (("B", "FF01"), ("C", "AM18"), ("D", "AM10"), ("E", "AC01")):
            self.assertRegex(told, f"refused: {name}.xml: {code}")
        self.assertEqual(self.told(LASTEN)[-1].references("DBIT"), ["F0000", "F0001"])
        self.play("2026-12-03")
        back = [ident for one in self.told(LASTEN) for ident in one.references("CRDT")]
        self.assertEqual(sorted(back), ["F0000", "F0001"])  # of a refused file nothing comes back

    def test_both_versions_of_a_payment_file_are_taken_and_never_one_as_the_other(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(2, "A"), change=as_version_03)
        self.send("B", "2026-11-30", LASTEN, self.rents(2, "B"))
        self.send("C", "2026-11-30", LASTEN, self.rents(2, "C"),
                  change=lambda text: text.replace("pain.001.001.09", "pain.001.001.03"))
        self.send("D", "2026-11-30", LASTEN, self.rents(2, "D"),
                  change=lambda text: as_version_03(text).replace("001.03", "001.09"))
        self.send("E", "2026-11-30", LASTEN, self.rents(2, "E"),
                  change=lambda text: text.replace("pain.001.001.09", "pain.001.001.10"))
        told = self.play("2026-11-30", fails=True)
        for name in "CDE":
            self.assertRegex(told, f"refused: {name}.xml: FF01")
        self.assertEqual(self.told(LASTEN)[-1].references("DBIT"), ["A0000", "A0001", "B0000", "B0001"])

    def test_the_same_message_is_not_executed_twice(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(1))
        self.play("2026-11-30")
        for end in ("xml", "xml.sha256", "xml.ready"):
            (self.outbox / f"B.{end}").write_bytes((self.outbox / f"A.{end}").read_bytes())
        self.assertIn("DU01", self.play("2026-12-01", fails=True))
        self.assertEqual(self.told(LASTEN)[-1].entries, [])

    def test_without_cash_a_file_waits(self):
        self.send("A", "2026-11-30", LASTEN, [("A1", 100001, LANDLORD, "RENT")])
        self.play("2026-12-02", "--no-funding")
        self.assertEqual([one.entries for one in self.told(LASTEN) if one.entries], [])
        self.play("2026-12-03")
        self.assertEqual(self.told(LASTEN)[-1].references("DBIT"), ["A1"])

    def test_the_same_calls_give_the_same_bytes(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(20) + [("X1", 777, CLOSED, "RENT")])
        for bank in ("one", "two"):
            self.play("2026-12-04", "--closed", CLOSED, "--return-rate", "100000", bank=bank)
        files = lambda bank: {path.name: path.read_bytes()
                              for path in (self.folder / bank / "out").iterdir()}
        self.assertEqual(files("one"), files("two"))

    def test_playing_day_by_day_gives_what_playing_all_at_once_gives(self):
        self.send("A", "2026-11-30", LASTEN, self.rents(20) + [("X1", 777, CLOSED, "RENT")])
        self.play("2026-12-04", "--closed", CLOSED, "--return-rate", "100000", bank="one")
        day = datetime.date(2026, 11, 27)
        while day <= datetime.date(2026, 12, 4):
            self.play(day.isoformat(), "--closed", CLOSED, "--return-rate", "100000", bank="two")
            day += datetime.timedelta(1)
        files = lambda bank: {path.name: path.read_bytes()
                              for path in (self.folder / bank / "out").iterdir()}
        self.assertEqual(files("one"), files("two"))

    def test_statements_are_valid_under_the_official_schemas(self):
        if not SCHEMAS.is_dir():
            self.skipTest(f"the official schemas are not here ({SCHEMAS})")
        self.send("A", "2026-11-30", LASTEN, self.rents(3) + [("X1", 777, CLOSED, "RENT")])
        for version in ("02", "08"):
            for booking in ("single", "batch", "batch-details"):
                bank = version + booking
                self.play("2026-12-02", "--closed", CLOSED, "--version", version, "--booking",
                          f"{LASTEN}={booking}",
                          bank=bank)
                paths = sorted((self.folder / bank / "out").iterdir())
                answer = subprocess.run(["xmllint", "--noout", "--schema",
                                         SCHEMAS / f"camt.053.001.{version}.xsd", *paths],
                                        capture_output=True, text=True, check=False)
                self.assertEqual(answer.returncode, 0, answer.stderr)


if __name__ == "__main__":
    unittest.main()
