# SPDX-License-Identifier: EUPL-1.2
"""Writes the bookings of an account as the statements of a bank.

Days of one account make statements that follow on each other. A place says where in a file a booking
stands; the scorer finds its truth by it.
"""
import datetime
from collections import defaultdict
from dataclasses import dataclass

from quality.truth import CRDT, DBIT


@dataclass
class Statement:
    account: str
    day: datetime.date
    number: int
    opening: int
    entries: list
    id: str = ""
    closing: int = 0

    def __post_init__(self):
        self.closing = self.opening + sum(entry.signed() for entry in self.entries)
        self.id = self.id or "%s%03d" % (self.account[-4:], self.number)


def statements_of(truth, openings, first_day, draw):
    """Every account's days in order; within a day the bank's own order, which is nobody's."""
    days = defaultdict(list)
    for entry in truth.entries:
        days[entry.bookings[0].account, entry.bookings[0].day].append(entry)
    found = []
    for account, opening in openings.items():
        number = 0
        for _, day in sorted(key for key in days if key[0] == account):
            number += 1
            entries = days[account, day]
            draw.shuffle(entries)
            found.append(Statement(account, max(day, first_day), number, opening, entries))
            opening = found[-1].closing
    return found


def rows_of(statement):
    """(entry index, detail index, booking) as the contract of `export entries` numbers them."""
    for index, entry in enumerate(statement.entries, 1):
        if entry.batch and (entry.whole or not entry.details):
            yield index, 0, entry.whole or entry.bookings[0]
        else:
            for detail, booking in enumerate(entry.bookings, 1):
                yield index, detail, booking


def euro(cents):
    return "%d.%02d" % (abs(cents) // 100, abs(cents) % 100)


def escaped(text):
    for letter, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(letter, name)
    return text


def tag(name, text):
    return "<%s>%s</%s>" % (name, escaped(text), name) if text else ""


class Camt:
    """camt.053 or camt.054 of one version. `style` is how a bank fills it."""
    suffix = ".xml"

    def __init__(self, version, style="full", message="camt.053"):
        self.version, self.style, self.message = version, style, message
        self.new = version >= "04"
        self.choice = version >= "08"  # a status and a party are choices from then on

    def write(self, statements, encoding="utf-8"):
        root = {"camt.053": "BkToCstmrStmt", "camt.054": "BkToCstmrDbtCdtNtfctn"}[self.message]
        made = statements[-1].day.isoformat() + "T18:00:00"
        text = ['<?xml version="1.0" encoding="%s"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:%s.001.%s">'
                "<%s><GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>\n" % (
                    encoding, self.message, self.version, root, statements[0].id, made)]
        for statement in statements:
            self.statement(statement, text)
        text.append("</%s></Document>\n" % root)
        return "".join(text).encode(encoding, "xmlcharrefreplace")

    def statement(self, statement, text):
        name = {"camt.053": "Stmt", "camt.054": "Ntfctn"}[self.message]
        day = statement.day.isoformat()
        text.append("<%s><Id>%s</Id><ElctrncSeqNb>%d</ElctrncSeqNb><CreDtTm>%sT18:00:00</CreDtTm>"
                    "<Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>" % (
                        name, escaped(statement.id), statement.number, day, statement.account))
        if self.message == "camt.053":
            opening = "PRCD" if self.style == "abn" else "OPBD"
            text += [self.balance(opening, statement.opening, day), self.balance("CLBD", statement.closing, day)]
        for number, entry in enumerate(statement.entries, 1):
            self.entry(statement, number, entry, text)
        for number, entry in enumerate(statement.entries[:2] if self.choice else [], len(statement.entries) + 1):
            # What is only expected stands beside the bookings and counts for nothing.
            before = len(text)
            self.entry(statement, number, entry, text)
            text[before] = text[before].replace("<Cd>BOOK</Cd>", "<Cd>%s</Cd>" % ("PDNG" if number % 2 else "INFO"))
        text.append("</%s>\n" % name)

    def balance(self, code, cents, day):
        return ('<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd>'
                "<Dt><Dt>%s</Dt></Dt></Bal>\n" % (code, euro(cents), DBIT if cents < 0 else CRDT, day))

    def entry(self, statement, number, entry, text):
        cents, first = entry.signed(), entry.bookings[0]
        sign, day = first.sign, first.day.isoformat()
        servicer = "REF%s" % statement.day.strftime("%y%m%d")
        if self.style != "abn":
            servicer = "%s%04d%06d" % (statement.account[-4:], statement.number, number)
        status = "<Sts><Cd>BOOK</Cd></Sts>" if self.choice else "<Sts>BOOK</Sts>"
        text.append('<Ntry><NtryRef>%d</NtryRef><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd>%s%s'
                    "<BookgDt><Dt>%s</Dt></BookgDt><ValDt><Dt>%s</Dt></ValDt><AcctSvcrRef>%s</AcctSvcrRef>%s<NtryDtls>"
                    % (number, euro(cents) + ("000" if self.style == "rabo" else ""), sign, "<RvslInd>true</RvslInd>" if first.reversal else "", status, day,
                       day, servicer, self.code(first)))
        if entry.batch:
            text.append(self.batch(entry))
        for booking in entry.bookings if entry.details or not entry.batch else []:
            self.detail(booking, entry.batch, text)
        text.append("</NtryDtls>%s</Ntry>\n" % tag("AddtlNtryInf", first.info))

    def batch(self, entry):
        payment, message = entry.payment, entry.message
        if self.style == "abn":  # its own reference, and not ours
            payment, message = "", "ABN%07d" % (entry.cents % 10**7)
        elif self.style == "ing":
            message = ""
        elif self.style == "rabo":
            payment, message = payment.ljust(35) if payment else "", ""
        total = '<TtlAmt Ccy="EUR">%s</TtlAmt><CdtDbtInd>%s</CdtDbtInd>' % (euro(entry.cents), entry.bookings[0].sign) if self.new else ""
        return "<Btch>%s%s<NbOfTxs>%d</NbOfTxs>%s</Btch>" % (tag("MsgId", message), tag("PmtInfId", payment),
                                                             entry.count, total)

    def charges(self, cents):
        amount = '<Amt Ccy="EUR">%s</Amt>' % euro(cents)
        return "<Chrgs>%s</Chrgs>" % ("<Rcrd>%s<CdtDbtInd>DBIT</CdtDbtInd></Rcrd>" % amount if self.new else amount)

    @staticmethod
    def code(booking):
        family, sub = ("ICDT", "ESCT") if booking.sign == DBIT else ("RCDT", "ESCT")
        if booking.reason:
            sub = "RRTN"
        return ("<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>"
                % (family, sub))

    def detail(self, booking, inside, text):
        message = booking.message if self.style == "full" and not inside else ""
        payment = booking.payment if self.style in ("full", "ing") and not inside else ""
        text.append("<TxDtls><Refs>%s%s%s</Refs>" % (tag("MsgId", message), tag("PmtInfId", payment),
                                                     tag("EndToEndId", booking.end_to_end)))
        original = booking.original and '<InstdAmt><Amt Ccy="EUR">%s</Amt></InstdAmt>' % euro(booking.original) or ""
        if self.new:
            text.append('<Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd>' % (euro(booking.cents), booking.sign))
            text.append("<AmtDtls>%s</AmtDtls>" % original if original else "")
        else:
            text.append('<AmtDtls>%s<TxAmt><Amt Ccy="EUR">%s</Amt></TxAmt></AmtDtls>' % (original, euro(booking.cents)))
        if booking.charges:
            text.append(self.charges(booking.charges))
        role = "Cdtr" if booking.sign == DBIT else "Dbtr"
        if booking.name or booking.iban:
            name = tag("Nm", booking.name)
            party = "<Pty>%s</Pty>" % name if self.choice else name
            text.append("<RltdPties>")
            if name:
                text.append("<%s>%s</%s>" % (role, party, role))
            if booking.iban:
                text.append("<%sAcct><Id><IBAN>%s</IBAN></Id></%sAcct>" % (role, booking.iban, role))
            text.append("</RltdPties>")
        if booking.text and booking.issuer and booking.stratum in ("S0", "S3", "S5"):
            text.append("<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>%s</Issr></Tp>"
                        "<Ref>%s</Ref></CdtrRefInf></Strd></RmtInf>" % (booking.issuer, escaped(booking.text)))
        elif booking.text:
            text.append("<RmtInf>%s</RmtInf>" % tag("Ustrd", booking.text))
        if booking.reason:
            text.append("<RtrInf><Rsn><Cd>%s</Cd></Rsn></RtrInf>" % booking.reason)
        text.append("</TxDtls>\n")
