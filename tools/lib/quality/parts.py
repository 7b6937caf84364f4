# SPDX-License-Identifier: EUPL-1.2
"""Files of which a bank rejects a part, and tells which in status reports: booked net of what it rejected before,
or gross with what it rejected after in one credit that names the file."""
import datetime
import itertools
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace

from quality.damage import mark
from quality.render import Camt
from quality.status import report
from quality.truth import CRDT, DBIT, Booking, Entry, Teller, bank_day, later
from quality.worlds import BANKS, FIRST_DAY, Bank, Run

NET = replace(BANKS[5], leefgeld="net total")
ONE_CREDIT = Bank("ING-like: batch gross, rejects in one credit, camt.053.001.08", Camt("08", "ing"), "total", "total")
REASONS = ("AC01", "AC04", "AG01", "RR04", "MS03")


@dataclass
class Report:
    """One report about one file, and how it comes to the program."""
    made: datetime.date
    rejected: list
    accepted: list
    reasons: dict
    given: bool
    comes: str  # before the statements of its week, after them, or last of all
    again: int  # 1: the same bytes once more; 2: made anew a day later


@dataclass
class File:
    """A file, what the bank reported of it and what it booked in sums."""
    payments: list
    reports: list = field(default_factory=list)
    entries: list = field(default_factory=list)

    def rejected(self, by=None):
        """By day, of reports that are given; without a day, all."""
        return [payment for one in self.reports if by is None or (one.given and one.made <= by)
                for payment in one.rejected]

    def named(self, entry):
        """What reports must have named to know of which payments a sum is: what is left out, or came back."""
        ids = set(entry.bookings[0].ids)
        if entry.bookings[0].sign == CRDT:
            return ids
        return {payment.id for payment in self.payments} - ids

    def total(self):
        return sum(payment.cents for payment in self.payments)

    def sum_of(self, entry):
        """In cents, of what reports must have named."""
        cents = entry.bookings[0].cents
        return cents if entry.bookings[0].sign == CRDT else self.total() - cents


def sets_of(payments, cents):
    """Every set of these payments that comes to a sum."""
    payments = list({payment.id: payment for payment in payments}.values())
    return [{payment.id for payment in some} for count in range(len(payments) + 1)
            for some in itertools.combinations(payments, count) if sum(payment.cents for payment in some) == cents]


class TellerOfParts(Teller):
    """Every sum has its damage decided with its truth: what it is damaged into may not be true of something else."""

    def __init__(self, payments, booking_of, seed):
        super().__init__(payments, booking_of, seed)
        self.files = {}

    def happen(self):
        super().happen()
        for file in self.files.values():
            self.be_fair(file)
        for file in self.files.values():
            for entry in file.entries:
                self.spoil(file, entry)
                self.weigh(file, entry)
        return self.truth

    # What is rejected, and which reports tell it ------------------------------------------------------

    def some_of(self, payments):
        """What the bank rejects: often two of one amount."""
        draw = self.draw
        found = draw.sample(payments, min(len(payments), draw.choice((0, 1, 1, 2, 2, 3, 5))))
        alike = [one for one in payments if found and one.cents == found[0].cents and one.id != found[0].id]
        if len(found) > 1 and alike and self.chance(0.5):
            found[1:] = [draw.choice(alike)]
        return found

    def tell(self, file, rejected, days):
        """One report, or two; `days` gives the day of each."""
        halves = [rejected]
        if len(rejected) > 1 and self.chance(0.5):
            halves = [rejected[:1], rejected[1:]]
        made = [self.report(file, half, days()) for half in halves if half]
        file.reports += made
        return made

    def report(self, file, rejected, day):
        known = {payment.id for payment in rejected + file.rejected()}
        others = [payment for payment in file.payments if payment.id not in known]
        accepted = self.draw.sample(others, min(len(others), self.draw.choice((0, 0, 2))))
        return Report(day, rejected, accepted, {payment.id: self.draw.choice(REASONS) for payment in rejected},
                      self.chance(0.88), self.draw.choice(("before", "before", "after", "last")),
                      self.draw.choice((0, 0, 0, 1, 2)))

    # What is booked ------------------------------------------------------------------------------------

    def whole(self, payments, how):
        if self.chance(0.04):
            for payment in payments:
                self.never(payment)
            return
        file, day, net = File(payments), bank_day(payments[0].day), "net" in how
        self.files[payments[0].file] = file
        rejected = self.some_of(payments)
        left_out = [payment for payment in rejected if net and self.chance(0.7)][:len(payments) - 1]
        out = {payment.id for payment in left_out}
        after = [payment for payment in rejected if payment.id not in out]
        inside = [payment for payment in payments if payment.id not in out]
        for payment in payments:
            self.fate(payment, "batch")
        for payment in left_out:
            self.fate(payment, "rejected before the batch was booked")
        for payment in after:
            self.fate(payment, "rejected after the batch was booked")
        self.tell(file, left_out, lambda: day - datetime.timedelta(self.draw.choice((0, 0, 1, 2))))
        reports = self.tell(file, after, lambda: later(day, self.draw.choice((0, 1, 1, 1, 2))))
        self.book(file, day, DBIT, "settled", inside)
        at = self.draw.random()
        if at < 0.07 and not self.taken_for_rejects(file, inside):
            self.turn_back(file, day, inside, reports, net)
            return
        self.give_back(file, reports, net, 0)
        if at < 0.15:
            self.second_upload(file, later(day, self.draw.choice((1, 1, 2))), net)
        gone = {payment.id for payment in rejected}
        for payment in payments:
            if payment.id not in gone and self.chance(0.03):
                self.truth.book(self.back(payment, "S5", self.draw.choice((1, 2, 3))))
                self.fate(payment, "returned")

    def book(self, file, day, sign, kind, payments, stratum="S5", **more):
        first, cents = payments[0], sum(payment.cents for payment in payments)
        booking = Booking(first.account, day, sign, cents, stratum, kind, ids=tuple(one.id for one in payments), **more)
        entry = Entry([booking], True, False, len(payments), cents, first.message, first.payment, fixed=True)
        self.truth.entries.append(entry)
        file.entries.append(entry)

    def give_back(self, file, reports, net, wait):
        """In one sum a day or a report, on its day or later; now and then before it. A bank that books net also
        gives back one by one."""
        days = []
        for one in reports:
            day = later(bank_day(one.made), wait + self.draw.choice((0, 0, 1, 2)))
            if self.chance(0.08):
                one.made = later(day, 1)
            days.append(day)
        if net and self.chance(0.4):
            for one, day in zip(reports, days):
                for payment in one.rejected:
                    self.truth.book(self.back(payment, "S5", 0, "rejected after booking", day=day))
            return
        by_report = {(day, number): one.rejected for number, (one, day) in enumerate(zip(reports, days))}
        by_day = defaultdict(list)
        for (day, _), payments in by_report.items():
            by_day[day, 0] += payments
        # Of two equal sums on one day nothing could tell which is which.
        alike = {(day, len(some), sum(one.cents for one in some)) for (day, _), some in by_report.items()}
        groups = by_report if self.chance(0.4) and len(alike) == len(by_report) else by_day
        for (day, _), payments in groups.items():
            self.book(file, day, CRDT, "rejected after booking", payments, reversal=self.chance(0.5),
                      reason=self.draw.choice(("", "AC04", "MS03")))

    def taken_for_rejects(self, file, inside):
        cents = sum(payment.cents for payment in inside)
        return any(one != {payment.id for payment in inside} for one in sets_of(file.rejected(), cents))

    def turn_back(self, file, day, inside, reports, net):
        """A credit for all that was booked, whatever was reported; half the time it is booked anew."""
        self.book(file, later(day, 1), CRDT, "batch turned back", inside, reversal=True)
        if self.chance(0.5):
            anew, by = later(day, 2), {payment.id for one in reports if net for payment in one.rejected}
            rest = [payment for payment in inside if payment.id not in by]
            for one in reports:
                one.made = min(one.made, anew) if net else one.made
            if rest:
                self.book(file, anew, DBIT, "booked anew", rest)
            if not net:
                self.give_back(file, reports, net, 2)

    def second_upload(self, file, day, net):
        """The bank rejects what it had rejected, or others, or nothing this time."""
        known = {payment.id for payment in file.rejected()}
        way, out = self.draw.random(), []
        if way < 0.6:
            out = [payment for one in file.reports if one.made <= day for payment in one.rejected]
        elif way < 0.8:
            out = self.some_of([one for one in file.payments if one.id not in known] or file.payments)
        if not net:
            self.book(file, day, DBIT, "second upload", file.payments, "S7")
            if out:
                again = self.tell(file, out, lambda: later(day, 1))
                self.give_back(file, again, net, 0)
            return
        out = out[:len(file.payments) - 1]
        ids = {payment.id for payment in out}
        self.tell(file, out, lambda: day)
        self.book(file, day, DBIT, "second upload", [one for one in file.payments if one.id not in ids], "S7")

    # What goes wrong on paper --------------------------------------------------------------------------

    @staticmethod
    def be_fair(file):
        """Where the report is not there, or made too late, and those that are there add up to the same, nothing
        could tell: then it is there in time."""
        changed = True
        while changed:
            changed = False
            for entry in file.entries:
                by, named = entry.bookings[0].day, file.named(entry)
                seen = file.rejected(by)
                if named <= {payment.id for payment in seen} or not sets_of(seen, file.sum_of(entry)):
                    continue
                for one in file.reports:
                    if any(payment.id in named for payment in one.rejected) and (not one.given or one.made > by):
                        one.given, one.made, changed = True, min(one.made, by), True

    def spoil(self, file, entry):
        draw, booking = self.draw, entry.bookings[0]
        at, step = draw.random(), draw.choice((-1, 1))
        if at < 0.05 and entry.count + step > 0:
            shown, others = entry.count + step, sets_of(file.rejected(), file.sum_of(entry))
            if all(shown != self.shown_count(file, entry, some) for some in others):
                entry.count = shown
                mark(entry.bookings, "count one off")
        elif at < 0.10 and entry.cents + step > 0:
            if self.could_be(file, entry.cents + step, booking.sign):
                return
            entry.cents += step
            mark(entry.bookings, "total one cent off")
            if at < 0.07:  # and so is the sum itself
                entry.whole = Booking(booking.account, booking.day, booking.sign, entry.cents, booking.stratum,
                                      "sum differs from its payments", reversal=booking.reversal, reason=booking.reason)
        elif at < 0.14:
            others = [one for one in self.files.values()
                      if one is not file and not self.could_be(one, entry.cents, booking.sign)]
            if others:
                first = draw.choice(others).payments[0]
                entry.message, entry.payment = first.message, first.payment
                mark(entry.bookings, "batch reference of another file")
        elif at < 0.19:
            entry.message = entry.payment = ""
            mark(entry.bookings, "batch reference lost")

    @staticmethod
    def shown_count(file, entry, some):
        return len(some) if entry.bookings[0].sign == CRDT else len(file.payments) - len(some)

    @staticmethod
    def could_be(file, cents, sign):
        """Whether a sum can be this file's: all of it or a part."""
        rejected = file.rejected()
        return bool(sets_of(rejected, file.total() - cents) or (sign == CRDT and sets_of(rejected, cents)))

    @staticmethod
    def weigh(file, entry):
        """A sum carries enough when it names its file, total and count are true, and reports that were given and
        made by its day name what was left out or came back, and nothing else that comes to the same. Another
        payment of the file with one of those amounts may be meant as well, once its report comes; only what was
        reported on an earlier day than a debit was left out of it for certain. A credit of the whole file may be
        the batch turned back as well."""
        seen = file.rejected(entry.bookings[0].day)
        named = file.named(entry)
        credit_of_all = entry.bookings[0].sign == CRDT and len(named) == len(file.payments)
        entry.enough = (not entry.bookings[0].damage and named <= {payment.id for payment in seen}
                        and sets_of(seen, file.sum_of(entry)) == [named] and not credit_of_all
                        and not TellerOfParts.has_a_double(file, entry, named))

    @staticmethod
    def has_a_double(file, entry, named):
        booking = entry.bookings[0]
        known = file.rejected(booking.day - datetime.timedelta(1))
        if booking.sign != CRDT and named <= {payment.id for payment in known}:
            return False
        amounts = {payment.cents for payment in file.payments if payment.id in named}
        return any(payment.cents in amounts for payment in file.payments if payment.id not in named)


class PartsWithReports(Run):
    """Week by week, and asked each week: what is rejected and not back yet is with the payee for a few days only."""
    TITLE = "with status reports: %s"
    TELLER = TellerOfParts

    def live(self):
        self.draw, self.told = random.Random("reports %s" % self.seed), 0
        reports = [(file, one) for file in self.teller.files.values() for one in file.reports if one.given]
        self.draw.shuffle(reports)
        last, since, until = max(one.day for one in self.statements), datetime.date.min, FIRST_DAY
        while since < last:
            until += datetime.timedelta(7)
            self.week([pair for pair in reports if since < pair[1].made <= until],
                      [one for one in self.statements if since < one.day <= until], until)
            since = until
        for pair in reports:
            self.tell(*pair, comes="last")
        self.ask(None)
        self.conclude()

    def week(self, reports, statements, until):
        writer = self.bank.writer
        for pair in reports:
            self.tell(*pair, comes="before")
        self.ask(until - datetime.timedelta(7))
        for bundle in self.bundles(statements):
            self.deliver(writer.write(bundle), bundle, writer.suffix)
        for pair in reports:
            self.tell(*pair, comes="after")
        self.ask(until)

    def ask(self, until):
        self.score.answers(self.world.export("attempts"), self.truth, until)

    def tell(self, file, one, comes):
        if one.comes != comes:
            return
        reported = one.reasons | {payment.id: "" for payment in one.accepted}
        days = [one.made] + [one.made + datetime.timedelta(1)] * (one.again == 2)
        self.draw.shuffle(days)
        for day in days:
            self.told += 1
            data = report(self.told, one.rejected + one.accepted, reported, day)
            for _ in range(2 if one.again == 1 else 1):
                code, said = self.deliver(data, name="statusbericht")
                if code != 0:
                    self.score.faults.append("a status report was refused: %s" % said[-300:])
