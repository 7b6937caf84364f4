# SPDX-License-Identifier: EUPL-1.2
"""What truly happened to every payment, and which bookings a bank made of it.

A booking carries its truth: of which payments it is (`ids`), and in which kind of way. Only the
renderer writes it down for the program, without the truth; only the scorer looks at it again.
"""
import datetime
import hashlib
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field

STRATA = {
    "S0": "clean echo",
    "S1": "reference lost",
    "S2": "reference altered",
    "S3": "look-alikes",
    "S4": "returns and refunds",
    "S5": "batch-booked",
    "S6": "delivery faults",
    "S7": "human faults",
    "S8": "hostile",
}
DBIT, CRDT = "DBIT", "CRDT"

# Of a thousand payments that are booked singly, so many fall in each stratum. Look-alikes are drawn
# from payments that have one.
SHARES = (("S0", 60), ("S1", 170), ("S2", 220), ("S3", 250), ("S4", 160), ("S7", 90), ("S8", 50))
RETURN_CODES = ("AC01", "AC04", "AC06", "AG01", "AM05", "BE04", "MD07", "MS02", "MS03", "RC01", "RR04", "FOCR")
STRANGERS = ("NL40OEFN0900000001", "NL13OEFN0900000002", "NL83OEFN0900000003")
TREASURY = "NL84OEFN0000000500"

# Kinds of bookings that are our own transfer going out, and money of it coming back.
SETTLES = ("settled", "second upload", "typed by hand", "return undone", "booked anew")
BACK_ONCE = ("returned", "return twice")
BRINGS_BACK = ("returned", "returned in part", "rejected after booking", "refunded", "batch turned back")
# The same payee and amount once more: nothing on the line can tell which of the two is "the" payment,
# so one match, of either, is right and two are not.
ONE_OF_TWO = ("settled", "second upload", "typed by hand")


@dataclass
class Booking:
    """One line (a detail, or an entry that has none) with what is true of it."""
    account: str
    day: datetime.date
    sign: str
    cents: int
    stratum: str
    kind: str
    ids: tuple = ()
    end_to_end: str = ""
    message: str = ""
    payment: str = ""
    iban: str = ""
    name: str = ""
    text: str = ""
    issuer: str = ""
    reason: str = ""
    paid: int = 0      # what the payment was of, when this is of one
    charges: int = 0   # what the bank says that it kept of a return
    original: int = 0  # what it says was paid
    reversal: bool = False
    info: str = ""
    damage: str = ""
    household: str = ""  # whose money a payee pays back

    def signed(self):
        return self.cents if self.sign == CRDT else -self.cents


@dataclass
class Entry:
    """What the bank books in one sum: one booking; or a batch with or without its parts."""
    bookings: list
    batch: bool = False
    details: bool = True
    count: int = 0
    cents: int = 0
    message: str = ""
    payment: str = ""
    whole: Booking = None  # a batch whose details do not add up to it is one line, and no payment's
    fixed: bool = False    # its damage was decided with its truth
    enough: bool = False   # of such a one: whether it carries enough

    def signed(self):
        return self.whole.signed() if self.whole else sum(booking.signed() for booking in self.bookings)


@dataclass
class Truth:
    """All bookings, the payments that may still settle, and a word for the fate of each."""
    entries: list = field(default_factory=list)
    pending: set = field(default_factory=set)
    fates: dict = field(default_factory=dict)

    def book(self, booking):
        self.entries.append(Entry([booking]))

    def sealed(self):
        """The truth as text, to be hashed before the program sees anything."""
        lines = []
        for entry in self.entries:
            for one in entry.bookings + ([entry.whole] if entry.whole else []):
                lines.append(json.dumps([one.account[-4:], one.day.isoformat(), one.sign, one.cents, one.stratum,
                                         one.kind, one.damage, one.household, list(one.ids)], separators=(",", ":")))
        lines += ["%s %s" % pair for pair in sorted(self.fates.items())]
        text = "\n".join(lines) + "\n"
        return text, hashlib.sha256(text.encode()).hexdigest()


def plain(text):
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def bank_day(day):
    while day.weekday() > 4 or (day.month, day.day) in ((1, 1), (5, 1), (12, 25), (12, 26)):
        day += datetime.timedelta(1)
    return day


def later(day, count):
    for _ in range(count):
        day = bank_day(day + datetime.timedelta(1))
    return day


class Teller:
    """Decides the fates in one world."""

    def __init__(self, payments, booking_of, seed):
        self.payments, self.booking_of = payments, booking_of
        self.draw = random.Random(seed)
        self.truth = Truth()
        self.alike = defaultdict(list)
        for payment in payments:
            self.alike[payment.account, payment.iban, payment.cents].append(payment)

    def chance(self, share):
        return self.draw.random() < share

    def happen(self):
        files = defaultdict(list)
        for payment in self.payments:
            files[payment.file].append(payment)
        for file in files.values():
            how = self.booking_of(file[0].account)
            if how == "single":
                for payment in file:
                    self.one(payment)
            else:
                self.whole(file, how)
        self.foreign()
        return self.truth

    # Bookings of a payment -----------------------------------------------------------------------

    def echo(self, payment, stratum, /, kind="settled", day=None, **more):
        """The debit of a payment as a careful bank shows it."""
        fields = dict(account=payment.account, day=bank_day(day or payment.day), sign=DBIT, cents=payment.cents,
                      stratum=stratum, kind=kind, ids=(payment.id,), end_to_end=payment.id,
                      message=payment.message, payment=payment.payment, iban=payment.iban, name=payment.name,
                      text=payment.text, issuer=payment.issuer, paid=payment.cents)
        return Booking(**(fields | more))

    def back(self, payment, stratum, days, /, kind="returned", **more):
        """The credit that brings a payment back."""
        fields = dict(kind=kind, day=later(bank_day(payment.day), days), sign=CRDT, reversal=self.chance(0.5),
                      reason=self.draw.choice(RETURN_CODES))
        return self.echo(payment, stratum, **(fields | more))

    def fate(self, payment, text):
        self.truth.fates[payment.id] = text

    def one(self, payment):
        at, stratum = self.draw.randrange(1000), ""
        for stratum, share in SHARES:
            at -= share
            if at < 0:
                break
        if stratum == "S3" and len(self.alike[payment.account, payment.iban, payment.cents]) < 2:
            stratum = self.draw.choice(("S1", "S2"))
        self.fate(payment, stratum)
        {"S0": self.clean, "S1": self.clean, "S2": self.clean, "S3": self.looks_alike, "S4": self.comes_back,
         "S7": self.human, "S8": self.hostile}[stratum](payment, stratum)

    def clean(self, payment, stratum):
        day = payment.day if self.chance(0.97) else later(bank_day(payment.day), self.draw.randrange(1, 4))
        self.truth.book(self.echo(payment, stratum, day=day))

    def looks_alike(self, payment, stratum):
        if self.chance(0.15):
            self.never(payment)
        else:
            self.clean(payment, stratum)

    def never(self, payment):
        """The bank does nothing, and says nothing: it may still settle."""
        self.truth.pending.add(payment.id)
        self.fate(payment, "never executed")

    def comes_back(self, payment, stratum):
        truth, draw = self.truth, self.draw
        truth.book(self.echo(payment, stratum))
        days, way = draw.choice((1, 2, 2, 3, 5, 40)), draw.random()
        if way < 0.55:
            truth.book(self.back(payment, stratum, days))
        elif way < 0.61:  # less the charges of the other bank, which are told, half told or not told
            part = max(1, payment.cents - draw.choice((1, 500, 1250)))
            told = draw.randrange(4)
            truth.book(self.back(payment, stratum, days, cents=part,
                                 charges=payment.cents - part if told in (1, 3) else 0,
                                 original=payment.cents if told in (2, 3) else 0))
        elif way < 0.65 and payment.cents > 3:  # in parts that add up, or of which the last is missing
            self.in_parts(payment, stratum, days)
        elif way < 0.66 and payment.cents > 1:  # a part, and then all of it: more than there was
            truth.book(self.back(payment, stratum, days, cents=draw.randrange(1, payment.cents)))
            self.once_more(payment, stratum, days)
        elif way < 0.70:
            truth.book(self.back(payment, stratum, days))
            self.once_more(payment, stratum, days)
        elif way < 0.76:
            truth.book(self.back(payment, stratum, days))
            truth.book(self.echo(payment, stratum, "return undone", day=later(bank_day(payment.day), days + 2)))
        elif way < 0.90:
            self.refund(payment, stratum, days)
        else:
            self.shared_refund(payment, stratum, days)
        self.fate(payment, "comes back")

    def in_parts(self, payment, stratum, days):
        """Two to four parts, on one day or on several."""
        cuts = sorted(self.draw.sample(range(1, payment.cents), self.draw.randrange(1, 4)))
        parts = [high - low for low, high in zip([0] + cuts, cuts + [payment.cents])]
        for number, part in enumerate(parts[:-1] if self.chance(0.3) else parts):
            self.truth.book(self.back(payment, stratum, days + self.draw.randrange(0, 3), cents=part,
                                      kind="returned in part" if number else "returned"))

    def once_more(self, payment, stratum, days):
        """The same return booked twice by a bank that takes it back the next day."""
        second = self.back(payment, stratum, days + 1, kind="return twice")
        self.truth.book(second)
        self.truth.book(self.echo(payment, stratum, "bank's mistake", day=later(bank_day(payment.day), days + 2),
                                  ids=(), reversal=True, end_to_end="", text="Correctie dubbele storting"))

    def refund(self, payment, stratum, days):
        if self.chance(0.6):
            self.refund_by_kenmerk(payment, stratum, days)
            return
        cents = payment.cents if self.chance(0.5) else max(1, payment.cents * self.draw.randrange(5, 95) // 100)
        text = self.draw.choice(("Restitutie huur", "Eindafrekening energie 2026", "Terugbetaling " + payment.text,
                                 "Teveel ontvangen", payment.text))
        self.truth.book(self.back(payment, stratum, days, kind="refunded", cents=cents, reason="", reversal=False,
                                  message="", payment="", text=text, household=payment.household,
                                  end_to_end=self.draw.choice(("NOTPROVIDED", payment.id,
                                                              "CR-%06d" % self.draw.randrange(10**6)))))

    def refund_by_kenmerk(self, payment, stratum, days):
        """The payee names whose money it is, so well as it can."""
        draw, kenmerk = self.draw, payment.text
        others = self.neighbours(payment)
        part = max(1, payment.cents * draw.randrange(5, 95) // 100)
        fields = dict(kind="refunded", cents=part, reason="", reversal=False, message="", payment="",
                      end_to_end="NOTPROVIDED", household=payment.household)
        nobody = dict(kind="refunded together", ids=(), household="")
        way = draw.random()
        if way < 0.45 or not others:
            fields["text"] = draw.choice(("%s", "Restitutie %s", "EINDAFREKENING KLANT %s FACTUUR 2026113%d" % (
                "%s", draw.randrange(10)), "Teruggave inz. %s/2026")) % kenmerk
        elif way < 0.55:  # what is too much, or not of one alone
            fields |= nobody | dict(cents=payment.cents * draw.randrange(30, 90), text="Afrekening %s" % kenmerk)
        elif way < 0.65:  # somebody else's beside it
            fields |= nobody | dict(text="Restitutie %s, eerder %s" % (others[0].text, kenmerk))
        elif way < 0.75:
            fields |= dict(text="Restitutie " + kenmerk[:draw.choice((-1, -2, len(kenmerk) // 2))])
        elif way < 0.82:  # a number that the kenmerk is part of
            fields |= nobody | dict(text="Factuur 7%s0" % plain(kenmerk))
        elif way < 0.9:  # from an account that nobody told us of
            fields |= dict(iban=draw.choice(STRANGERS), text="Restitutie %s" % kenmerk)
            if draw.random() < 0.5:
                fields |= nobody
        else:  # all of two payments, and only one is named
            fields |= nobody | dict(cents=payment.cents + others[0].cents, text="%s en anderen" % kenmerk)
        self.truth.book(self.back(payment, stratum, days, **fields))

    def shared_refund(self, payment, stratum, days):
        """Two tenants' money in one transfer: it is of both, and of neither alone."""
        others = self.neighbours(payment)
        if not others:
            self.refund(payment, stratum, days)
            return
        cents = payment.cents + others[0].cents
        words = [payment.id, others[0].id] if self.chance(0.5) else [payment.text, "de buren"]
        self.truth.book(self.back(payment, stratum, days, "refunded together", cents=cents, reason="",
                                  reversal=False, message="", payment="", end_to_end="NOTPROVIDED", ids=(),
                                  text="Restitutie %s en %s" % tuple(words)))

    def neighbours(self, payment):
        """Payments of other households to the same account."""
        return [other for other in self.draw.sample(self.payments, min(400, len(self.payments)))
                if other.iban == payment.iban and other.household != payment.household]

    def human(self, payment, stratum):
        truth, way = self.truth, self.draw.random()
        twin_day = later(bank_day(payment.day), self.draw.choice((0, 1, 2, 2, 22)))
        if way < 0.3:  # the file uploaded by hand once more
            truth.book(self.echo(payment, stratum))
            truth.book(self.echo(payment, stratum, "second upload", day=twin_day))
            if self.chance(0.3):
                truth.book(self.back(payment, stratum, 4))
        elif way < 0.5:  # typed in the portal beside it
            truth.book(self.echo(payment, stratum))
            self.type_by_hand(payment, stratum, twin_day)
        elif way < 0.65:  # typed in the portal instead, and the file never came through
            self.never(payment)
            self.type_by_hand(payment, stratum, twin_day)
        elif way < 0.85:  # came back, and was then paid in the portal
            truth.book(self.echo(payment, stratum))
            truth.book(self.back(payment, stratum, 2))
            self.type_by_hand(payment, stratum, later(bank_day(payment.day), 4))
        else:
            self.typed_for_another(payment, stratum, twin_day)
        self.fate(payment, "human")

    def type_by_hand(self, payment, stratum, day):
        with_reference = self.chance(0.5)
        self.truth.book(self.echo(payment, stratum, "typed by hand", day=day, message="", payment="",
                                  end_to_end="NOTPROVIDED",
                                  text="%s %s" % (payment.text, payment.id) if with_reference else payment.text))

    def typed_for_another(self, payment, stratum, day):
        """The reference of one client typed into a payment for another."""
        self.truth.book(self.echo(payment, stratum))
        other = self.draw.choice(self.payments)
        while (other.iban, other.cents) == (payment.iban, payment.cents):
            other = self.draw.choice(self.payments)
        self.truth.book(self.echo(other, stratum, "typed for another", day=day, ids=(), message="", payment="",
                                  account=payment.account, end_to_end=payment.id, text=payment.text))

    def hostile(self, payment, stratum):
        truth, draw = self.truth, self.draw
        if self.chance(0.3):
            self.never(payment)
        else:
            truth.book(self.echo(payment, stratum))
        day = later(bank_day(payment.day), draw.randrange(0, 4))
        lie = dict(account=payment.account, day=day, stratum=stratum, kind="hostile",
                   iban=draw.choice(STRANGERS), name=draw.choice(HOSTILE_NAMES))
        way = draw.random()
        # A debit without an account that has our reference and amount is what our own would look like.
        credit = lie | dict(iban=draw.choice(STRANGERS + ("",)))
        if way < 0.25:  # a stranger's credit that pretends to be the return
            truth.book(Booking(sign=CRDT, cents=payment.cents, end_to_end=payment.id,
                               text="/RTRN/AC04//EREF/%s" % payment.id, **credit))
        elif way < 0.4:  # a cent that pretends to be the return
            truth.book(Booking(sign=CRDT, cents=1, end_to_end="NOTPROVIDED",
                               text="Retour AC04 %s" % payment.id, **(lie | dict(iban=payment.iban))))
        elif way < 0.6:  # a debit that carries our reference to a stranger
            truth.book(Booking(sign=DBIT, cents=payment.cents, end_to_end=payment.id, text=payment.text, **lie))
        elif way < 0.75:  # the right payee, another amount
            truth.book(Booking(sign=DBIT, cents=payment.cents + draw.choice((1, 100, -1)) or 1,
                               end_to_end=payment.id, text=payment.text, **(lie | dict(iban=payment.iban))))
        elif way < 0.78:  # an attempt that was never made, with check characters that hold
            truth.book(Booking(sign=draw.choice((DBIT, CRDT)), cents=payment.cents, text=payment.text,
                               end_to_end=next_attempt(payment.id), **(lie | dict(iban=payment.iban))))
        elif way < 0.82:  # nothing at all
            truth.book(Booking(sign=draw.choice((DBIT, CRDT)), cents=0, end_to_end=payment.id, text=payment.text,
                               **lie))
        elif way < 0.9:  # words of a statement in the text of a stranger
            truth.book(Booking(sign=CRDT, cents=payment.cents, end_to_end="NOTPROVIDED",
                               text="<EndToEndId>%s</EndToEndId> ]]> :61:2612" % payment.id, **credit))
        else:
            truth.book(Booking(sign=DBIT, cents=payment.cents, end_to_end="NOTPROVIDED",
                               text="=HYPERLINK(1) PREF %s" % payment.payment, **lie))
        self.truth.fates.setdefault(payment.id, "hostile")

    # Whole files -----------------------------------------------------------------------------------

    def whole(self, file, how):
        """A file booked in one sum: gross with the rejects credited later, or net of them."""
        if self.chance(0.06):
            for payment in file:
                self.never(payment)
            return
        rejected = {payment.id for payment in file if self.chance(0.02)}
        if len(rejected) == len(file):
            rejected = set()
        net = "net" in how
        inside = [payment for payment in file if not net or payment.id not in rejected]
        for payment in file:
            self.fate(payment, "batch")
        details = "total" not in how
        day = bank_day(file[0].day)
        parts = [self.echo(payment, "S5", day=day) for payment in inside]
        entry = Entry(parts, batch=True, details=details, count=len(inside), cents=sum(p.cents for p in inside),
                      message=file[0].message, payment=file[0].payment)
        if not details:
            entry.bookings = [Booking(file[0].account, day, DBIT, entry.cents, "S5", "settled",
                                      ids=tuple(payment.id for payment in inside))]
        self.truth.entries.append(entry)
        if not net:
            self.credit_rejects([payment for payment in file if payment.id in rejected], details)
        if details and self.chance(0.1):  # a bank that counts its charges into the sum
            entry.whole = Booking(file[0].account, day, DBIT, entry.cents + 1, "S5", "sum differs from details")
        for payment in inside:
            if payment.id not in rejected and self.chance(0.04):
                self.truth.book(self.back(payment, "S5", self.draw.choice((1, 2, 3))))
                self.fate(payment, "returned")
        if not entry.whole and not details and self.chance(0.08):
            self.turn_back(entry, day)
        elif not entry.whole and self.chance(0.15):  # the operator sends the whole file once more
            twins = [self.echo(payment, "S7", "second upload", day=later(day, 1)) for payment in inside]
            again = Entry(twins, True, details, entry.count, entry.cents, entry.message, entry.payment)
            if not details:
                again.bookings = [Booking(file[0].account, later(day, 1), DBIT, entry.cents, "S7", "second upload",
                                          ids=tuple(payment.id for payment in inside))]
            self.truth.entries.append(again)

    def turn_back(self, entry, day):
        """The bank takes the whole batch back and, half the time, books it anew the day after."""
        common = dict(cents=entry.cents, stratum="S5", ids=entry.bookings[0].ids, account=entry.bookings[0].account)
        words = entry.count, entry.cents, entry.message, entry.payment
        back = Booking(day=later(day, 1), sign=CRDT, kind="batch turned back", reversal=True, **common)
        self.truth.entries.append(Entry([back], True, False, *words))
        if self.chance(0.5):
            anew = Booking(day=later(day, 2), sign=DBIT, kind="booked anew", **common)
            self.truth.entries.append(Entry([anew], True, False, *words))

    def credit_rejects(self, rejected, details):
        """One by one or, from a bank that gives details, collected in one sum."""
        days = self.draw.randrange(0, 2)
        backs = [self.back(payment, "S5", days, "rejected after booking") for payment in rejected]
        for payment in rejected:
            self.fate(payment, "rejected")
        if details and len(backs) > 1 and self.chance(0.5):
            for back in backs:
                back.reversal = backs[0].reversal
            self.truth.entries.append(Entry(backs, batch=True, count=len(backs), cents=sum(b.cents for b in backs)))
        else:
            for back in backs:
                self.truth.book(back)

    # What is not ours --------------------------------------------------------------------------------

    def foreign(self):
        """Fees, money of the municipality itself, and what others send."""
        needed = defaultdict(int)
        for entry in self.truth.entries:
            needed[entry.bookings[0].account, entry.bookings[0].day] -= entry.signed()
        for (account, day), cents in sorted(needed.items()):
            common = dict(account=account, day=day, stratum="S0", kind="foreign")
            if cents > 0:
                self.truth.book(Booking(sign=CRDT, cents=cents, iban=TREASURY, name="Gemeente Overbetuwe",
                                        end_to_end="NOTPROVIDED", text="Aanvulling %s" % day, **common))
            if self.chance(0.3):
                self.truth.book(Booking(sign=DBIT, cents=self.draw.choice((250, 1295)), text="Kosten betalingsverkeer",
                                        **common))
            if self.chance(0.3):
                self.truth.book(Booking(sign=CRDT, cents=self.draw.randrange(100, 90000), iban=STRANGERS[0],
                                        name="Iemand Anders", text="Betaling factuur", end_to_end="F%d" % cents,
                                        **common))


ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def next_attempt(id):
    """The reference that the next attempt of the same instruction would have (ISO 7064 MOD 1271-36)."""
    body = id[:12] + "0" + ALPHABET[ALPHABET.index(id[13]) + 1]
    rest = 0
    for letter in body:
        rest = (rest + ALPHABET.index(letter)) * 36 % 1271
    check = (1272 - rest * 36 % 1271) % 1271
    return body + ALPHABET[check // 36] + ALPHABET[check % 36]


HOSTILE_NAMES = ("=cmd|' /C calc'!A0", "<b>Gemeente</b> & zoon", "M. Ali", "'; DROP TABLE attempt; --",
                 "\u202eila .M", "A" * 140, "/RTRN/AC04", "ﺎﻠﻌﺮﺒﻳﺓ", "-", "NOTPROVIDED")
