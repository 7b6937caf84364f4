# SPDX-License-Identifier: EUPL-1.2
"""Holds what the program decided against what truly happened."""
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from quality.render import rows_of
from quality.truth import BACK_ONCE, BRINGS_BACK, ONE_OF_TWO, SETTLES

# A debit that has a payment of ours as its one true partner; of a pair that cannot be told apart the
# first is meant.
PARTNER = ("settled", "returned", "rejected after booking", "refunded")


@dataclass
class Tally:
    """What is counted in a stratum."""
    lines: int = 0
    partner: int = 0
    enough: int = 0
    right: int = 0
    right_of_partner: int = 0
    right_of_enough: int = 0
    by_file: int = 0
    right_by_file: int = 0
    wrong: int = 0
    wrong_cents: int = 0
    abstained: int = 0
    among: int = 0
    first: int = 0
    foreign: int = 0
    by_rule: int = 0
    baseline_wrong: Counter = field(default_factory=Counter)
    baseline_cents: Counter = field(default_factory=Counter)
    baseline_right: Counter = field(default_factory=Counter)

    def add(self, other):
        for name, number in vars(other).items():
            if isinstance(number, Counter):
                getattr(self, name).update(number)
            else:
                setattr(self, name, getattr(self, name) + number)


def plain(text):
    return re.sub(r"[^0-9A-Z]", "", text.upper())


class Knowledge:
    """What a line can be known by, from the truth and from what was written down of it alone."""

    def __init__(self, payments):
        self.payments = {payment.id: payment for payment in payments}
        self.in_file = Counter((payment.file, payment.iban, payment.cents) for payment in payments)
        self.files = defaultdict(list)
        for payment in payments:
            self.files[payment.file].append(payment)

    def is_enough(self, entry, booking):
        """Whether the reference stands on the line whole (blanks, case, slashes and other words aside), and
        amount and account do not disagree with it. Of a batch without details, its reference and the sum."""
        if booking.kind not in PARTNER or not booking.ids:
            return False
        if entry.fixed:
            return entry.enough
        if entry.batch and not entry.details:
            whole = sum(payment.cents for payment in self.files[self.payments[booking.ids[0]].file])
            return bool(entry.payment) and not booking.damage and entry.cents == whole
        payment = self.payments[booking.ids[0]]
        if booking.cents != payment.cents or (booking.iban and booking.iban != payment.iban):
            return False
        return payment.id in plain(booking.end_to_end) or payment.id in plain(booking.text)

    def has_file(self, entry, booking):
        """Whether, without that, it has the file's reference and an amount and account that only one payment in that
        file has."""
        if booking.kind != "settled" or entry.batch or not (booking.payment and booking.iban):
            return False
        payment = self.payments[booking.ids[0]]
        return self.in_file[payment.file, payment.iban, payment.cents] == 1 and not self.is_enough(entry, booking)


@dataclass
class Row:
    """A row of the export beside its truth."""
    file: str
    statement: object
    index: int
    detail: int
    entry: object
    booking: object
    place: str
    rule: str
    ids: tuple
    proposed: tuple
    cents: int
    household: str = ""

    def told(self):
        one = self.booking
        return ("%s, statement %s, entry %d detail %d: %s %s by rule %s with %s; truth: %s, %s %s of %s %s" % (
            self.file, self.statement.id, self.index, self.detail, self.place, one.cents, self.rule,
            "|".join(self.ids[:3]), one.kind, one.damage or "undamaged", one.sign, one.day, "|".join(one.ids[:3])))


class Score:
    def __init__(self, payments):
        self.know = Knowledge(payments)
        self.stratum = None  # of every line, where not each has its own
        self.tallies = defaultdict(Tally)
        self.faults = []      # wrong matches, unsafe answers, broken identities: sentences
        self.rows = []
        self.unsafe = 0
        self.unsafe_in_gap = 0
        self.yes = 0
        self.statements = 0
        self.exceptions = Counter()
        self.settled = set()

    def tally(self, booking):
        return self.tallies[self.stratum or booking.stratum]

    # Lines -----------------------------------------------------------------------------------------

    def read(self, exported, delivered):
        """`delivered`: (sha256 of a file, statement id) to its path and statement. Gives rows beside truth."""
        kept = {}
        for row in exported:
            key = row["file_sha256"], row["statement_id"]
            if key not in delivered:
                self.faults.append("a row of a statement that was never delivered whole: %s" % row)
                continue
            if key not in kept:
                path, statement = delivered[key]
                kept[key] = path, statement, {(index, detail): (entry, booking) for (index, detail, booking), entry
                                              in zip(rows_of(statement), entries_by_row(statement))}
            path, statement, places = kept[key]
            at = int(row["entry_index"]), int(row["detail_index"])
            found = places.get(at) or (places.get((at[0], 1)) if at[1] == 0 and (at[0], 2) not in places else None)
            if found is None:
                self.faults.append("a row where nothing was booked: %s" % row)
                continue
            cents = int(row["amount_cents"]) * (1 if row["direction"] == "CRDT" else -1)
            self.rows.append(Row(path.name, statement, *at, *found, row["place"], row["rule"],
                                 tuple(filter(None, row["end_to_end_ids"].split("|"))),
                                 tuple(filter(None, row["proposed_end_to_end_ids"].split("|"))), cents,
                                 row.get("household", "")))
        self.statements += len(kept)
        return kept

    def judge(self):
        times = Counter()
        # Of a pair that cannot be told apart the other may be the one that is matched.
        self.settled = {id for row in self.rows if row.place == "matched" and row.booking.kind in ONE_OF_TWO
                        for id in row.ids if id in row.booking.ids}
        for row in self.rows:
            self.one(row, times)
        self.count_copies()

    def one(self, row, times):
        one, tally = row.booking, self.tally(row.booking)
        if row.place == "duplicate_delivery":
            return
        tally.lines += 1
        partner = one.kind in PARTNER and bool(one.ids)
        if row.place != "matched" and one.kind == "settled" and set(one.ids) <= self.settled:
            partner = False
        enough = partner and self.know.is_enough(row.entry, one)
        by_file = partner and self.know.has_file(row.entry, one)
        tally.foreign += one.kind == "foreign"
        tally.by_rule += row.rule.startswith("by_rule:")
        tally.partner += partner
        tally.enough += enough
        tally.by_file += by_file
        if row.place == "matched":
            if self.is_right(row, times):
                tally.right += 1
                tally.right_of_partner += partner
                tally.right_of_enough += enough
                tally.right_by_file += by_file
            else:
                self.wrong(row, "wrong automatic match")
        elif row.rule.startswith("by_rule:") and one.kind != "foreign":
            self.wrong(row, "a rule of the gemeente took what is not known")
        elif row.place == "known_other" and one.ids:
            self.wrong(row, "money of ours put aside as another's")
        elif partner:
            tally.abstained += 1
            tally.among += set(one.ids) <= set(row.proposed)
            tally.first += one.ids[0] == row.proposed[0] if row.proposed else 0

    def wrong(self, row, what):
        tally = self.tally(row.booking)
        tally.wrong += 1
        tally.wrong_cents += row.booking.cents
        self.faults.append("%s: %s" % (what, row.told()))

    @staticmethod
    def is_right(row, times):
        one = row.booking
        if row.household:  # money that is held for a household
            return one.kind == "refunded" and one.household == row.household
        if not one.ids or set(one.ids) != set(row.ids) or len(row.ids) != len(one.ids):
            return False
        group = "out" if one.kind in ONE_OF_TWO else "back" if one.kind in BACK_ONCE else ""
        for id in one.ids if group else ():
            times[id, group] += 1
            if times[id, group] > 1:
                return False
        return True

    def count_copies(self):
        """Each booking has its money counted once, however often it was delivered."""
        told, twice = Counter(), Counter()
        for row in self.rows:
            one = row.booking
            key = (one.account, one.day, one.signed(), one.end_to_end, one.iban, one.name, one.text, one.reason)
            told[key, id(one)] += 1
            twice[key] += row.place == "duplicate_delivery"
        copies = Counter()
        for (key, _), count in told.items():
            copies[key] += count - 1
        for key in copies:
            if copies[key] != twice[key]:
                self.faults.append("broken identity: %d copies were delivered of %s, %d were recognised" % (
                    copies[key], key, twice[key]))

    # Statements ------------------------------------------------------------------------------------

    def prove(self, kept):
        """The five places together are the statement, in lines and in cents."""
        lines, cents = Counter(), Counter()
        for row in self.rows:
            lines[row.file, row.statement.id] += 1
            cents[row.file, row.statement.id] += row.cents
        for path, statement, places in kept.values():
            key = path.name, statement.id
            if lines[key] != len(places) or cents[key] != statement.closing - statement.opening:
                self.faults.append("broken identity: %s statement %s has %d rows of %d and %d cents of %d" % (
                    *key, lines[key], len(places), cents[key], statement.closing - statement.opening))

    # Pay-again answers -----------------------------------------------------------------------------

    def paid(self, truth, until, untold):
        """What the payees truly hold of each payment, and which payments may still settle. `until`: the last
        day that was told to the program; what is booked later may still settle. `untold`: the bookings of
        statements that the program was not given although it was given later ones."""
        paid, will, hidden = defaultdict(int), set(truth.pending), set()
        for entry in truth.entries:
            for one in entry.bookings:
                for id in one.ids:
                    cents = self.know.payments[id].cents if len(one.ids) > 1 else one.cents
                    if until is None or one.day <= until:
                        paid[id] += cents if one.kind in SETTLES else -cents if one.kind in BRINGS_BACK else 0
                        if id_of(one) in untold:
                            hidden.add(id)
                    elif one.kind == "settled":
                        will.add(id)
        return paid, will, hidden

    def truly_back(self, truth):
        """The cents of each payment that came back by the bank, in one sum or in parts."""
        back = defaultdict(int)
        for entry in truth.entries:
            for one in entry.bookings:
                if one.kind in ("returned", "returned in part", "return twice", "rejected after booking"):
                    for id in one.ids:
                        back[id] += self.know.payments[id].cents if len(one.ids) > 1 else one.cents
        return back

    def answers(self, exported, truth, until=None, untold=()):
        paid, will, hidden = self.paid(truth, until, untold)
        for row in exported:
            id = row["end_to_end_id"]
            if row["may_pay_again"] != "yes" or id not in self.know.payments:
                continue
            self.yes += 1
            part = row["state"] == "returned_part" and paid[id] < self.know.payments[id].cents
            if id in will or (paid[id] > 0 and not part):
                self.unsafe += 1
                self.unsafe_in_gap += id in hidden
                self.faults.append("unsafe pay-again answer: %s (%s) may be paid again; truth: %d of %d cents are "
                                   "with the payee%s%s, %s" % (id, row["state"], paid[id],
                                                             self.know.payments[id].cents,
                                                             ", and it may still settle" if id in will else "",
                                                             " (one booking is in a gap)" if id in hidden else "",
                                                             truth.fates.get(id)))


def id_of(booking):
    """A booking is itself: two that look alike are two."""
    return id(booking)


def entries_by_row(statement):
    for index, _, _ in rows_of(statement):
        yield statement.entries[index - 1]
