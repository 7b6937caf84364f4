# SPDX-License-Identifier: EUPL-1.2
"""The bank's status reports (pain.002), true and untrue, and the world in which they come."""
import random
from collections import defaultdict

from quality.render import tag
from quality.truth import Teller, later, bank_day
from quality.worlds import Run


class TellerWithReports(Teller):
    """Some payments are rejected by report, and a few of those are booked all the same."""

    def __init__(self, payments, booking_of, seed):
        super().__init__(payments, booking_of, seed)
        self.reported = {}

    def one(self, payment):
        at = self.draw.random()
        if at < 0.06:
            self.reported[payment.id] = self.draw.choice(("AC01", "AC04", "AG01", "RR04", "MS03"))
            self.fate(payment, "rejected by report")
            if at < 0.02:
                self.booked_all_the_same(payment)
        elif at < 0.08:
            self.reported[payment.id] = ""
            self.never(payment)
            self.fate(payment, "accepted by report, never executed")
        else:
            super().one(payment)

    def booked_all_the_same(self, payment):
        """A contradiction: the money goes, with or without a reference."""
        day = payment.day if self.chance(0.7) else later(bank_day(payment.day), 1)
        self.truth.book(self.echo(payment, self.draw.choice(("S1", "S2", "S7")), day=day))
        self.fate(payment, "rejected by report and booked")
        if self.chance(0.3):
            self.truth.book(self.back(payment, "S4", 2))

    def credit_rejects(self, rejected, details):
        super().credit_rejects(rejected, details)
        for payment in rejected:
            self.reported[payment.id] = "AC04"


def report(number, payments, reported, made=None):
    """One report about one file: who is rejected, who is accepted, and nothing of the others."""
    first = payments[0]
    text = ['<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">'
            "<CstmrPmtStsRpt><GrpHdr><MsgId>STS%07d</MsgId><CreDtTm>%sT09:00:00</CreDtTm></GrpHdr>"
            "<OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
            "<OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>\n" % (number, made or first.day, first.message, first.payment)]
    for payment in payments:
        reason = reported[payment.id]
        text.append("<TxInfAndSts>%s<TxSts>%s</TxSts>%s</TxInfAndSts>\n" % (
            tag("OrgnlEndToEndId", payment.id), "RJCT" if reason else "ACSP",
            "<StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf>" % reason if reason else ""))
    text.append("</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n")
    return "".join(text).encode()


class Reports(Run):
    """Half of the reports come before the statements, half after; one in five twice."""
    TITLE = "with status reports: %s"
    TELLER = TellerWithReports

    def live(self):
        files = defaultdict(list)
        for payment in self.payments:
            if payment.id in self.teller.reported:
                files[payment.file].append(payment)
        reports = [report(number, file, self.teller.reported) for number, file in enumerate(files.values(), 1)]
        random.Random("reports %s" % self.seed).shuffle(reports)
        half = len(reports) // 2
        for data in reports[:half] + reports[:half // 5]:
            self.tell(data)
        self.statements_in_two_parts()
        for data in reports[half:]:
            self.tell(data)
        self.score.answers(self.world.export("attempts"), self.truth)
        self.conclude()

    def tell(self, data):
        code, said = self.deliver(data, name="statusbericht")
        if code != 0:
            self.score.faults.append("a status report was refused: %s" % said[-300:])
