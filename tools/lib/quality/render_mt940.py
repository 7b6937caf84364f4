# SPDX-License-Identifier: EUPL-1.2
"""Writes the bookings of an account as MT940, in the words of three Dutch banks."""
from quality.truth import CRDT, DBIT

WIDTH = 65


def short(day):
    return day.strftime("%y%m%d")


def amount(cents):
    return "%d,%02d" % (abs(cents) // 100, abs(cents) % 100)


def value(text):
    """A line of SWIFT has neither line ends nor letters outside the code page."""
    return " ".join(text.split())


class Mt940:
    suffix = ".sta"

    def __init__(self, style):
        self.style = style

    def write(self, statements, encoding="cp1252"):
        text = "".join(self.statement(statement) for statement in statements)
        return text.encode(encoding, "replace")

    def statement(self, statement):
        lines = {"abn": "ABNANL2A\r\n940\r\nABNANL2A\r\n:20:ABN AMRO BANK NV\r\n",
                 "ing": "{1:F01INGBNL2ABXXX0000000000}{2:I940INGBNL2AXXXN}{4:\r\n:20:P%s0001\r\n" % short(statement.day),
                 "rabo": ":940:\r\n:20:940S%s\r\n" % short(statement.day)}[self.style]
        account = statement.account + {"abn": "", "ing": "EUR", "rabo": " EUR"}[self.style]
        lines += ":25:%s\r\n:28C:%d/1\r\n" % (account, statement.number)
        lines += self.balance("60F", statement.opening, statement.day)
        for number, entry in enumerate(statement.entries, 1):
            lines += self.entry(statement, number, entry)
        lines += self.balance("62F", statement.closing, statement.day)
        return lines + {"abn": "-\r\n", "ing": "-}\r\n", "rabo": "-\r\n"}[self.style]

    @staticmethod
    def balance(tag, cents, day):
        return ":%s:%s%sEUR%s\r\n" % (tag, "D" if cents < 0 else "C", short(day), amount(cents))

    def entry(self, statement, number, entry):
        one, cents = entry.bookings[0], entry.signed()
        mark = "C" if one.sign == CRDT else "D"
        if one.reversal:  # what is turned back: RD raises the balance, RC lowers it
            mark = "RD" if one.sign == CRDT else "RC"
        code = {"abn": "N654", "ing": "NTRF", "rabo": "N586"}[self.style]
        total = amount(cents)
        word = "NONREF"
        if self.style != "abn" and (entry.batch or one.end_to_end):
            word = "PREF" if entry.batch else "EREF"
        if self.style == "rabo":
            total = total.rjust(15, "0")
        line = ":61:%s%s%s%s%s%s//%04d%06d\r\n" % (short(statement.day), short(statement.day)[2:], mark, total, code, word,
                                                   statement.number, number)
        if self.style == "rabo" and one.iban and not entry.batch:
            line += one.iban + "\r\n"
        if self.style == "ing":
            line += "/TRCD/00200/\r\n"
        return line + self.information(value(self.words(entry, one)))

    @staticmethod
    def information(text):
        parts = [text[at:at + WIDTH] for at in range(0, len(text), WIDTH)] or [""]
        return ":86:%s\r\n" % "\r\n".join(parts)

    def words(self, entry, one):
        if entry.batch:
            return self.words_of_batch(entry)
        return {"abn": self.abn, "ing": self.ing, "rabo": self.rabo}[self.style](one) + (
            "/" + one.info if one.info else "")

    def words_of_batch(self, entry):
        reference = "/PREF/%s" % entry.payment if entry.payment else ""
        if self.style == "abn":
            return "/TRTP/SEPA BATCH%s/NRTX/%d" % (reference, entry.count)
        if self.style == "ing":
            return "%s//REMI/USTD//TOTAAL %d VZ/" % (reference, entry.count)
        return reference or "/REMI/SEPA BATCH"

    @staticmethod
    def abn(one):
        text = "/TRTP/SEPA OVERBOEKING"
        if one.reason:
            text += "/RTRN/" + one.reason
        for word, content in (("IBAN", one.iban), ("NAME", one.name), ("REMI", one.text), ("EREF", one.end_to_end)):
            if content:
                text += "/%s/%s" % (word, content)
        return text

    @staticmethod
    def ing(one):
        text = "/RTRN/%s/" % one.reason if one.reason else ""
        if one.end_to_end:
            text += "/EREF/%s/" % one.end_to_end
        if one.iban or one.name:
            text += "/CNTP/%s/INGBNL2A/%s///" % (one.iban, one.name)
        if one.issuer == "CUR" and one.text.isdigit():
            return text + "/REMI/STRD/CUR/%s/" % one.text
        return text + ("/REMI/USTD//%s/" % one.text if one.text else "")

    @staticmethod
    def rabo(one):
        text = "/EREF/%s" % one.end_to_end if one.end_to_end else ""
        if one.name:
            text += "/%s//NAME/%s" % ("BENM" if one.sign == DBIT else "ORDP", one.name)
        if one.reason and one.sign == CRDT:
            text += "/RTRN/" + one.reason
        return text + ("/REMI/%s" % one.text if one.text else "") + "/ISDT/%s" % one.day.isoformat()
