# SPDX-License-Identifier: EUPL-1.2
"""Four ways in which others match by themselves, on the same lines, to have something to compare with.

Each takes the best candidate it has, takes it out, and never doubts. Lines that stand for a whole batch
are left out of all four.
"""
from collections import defaultdict

from quality.truth import BACK_ONCE, CRDT, ONE_OF_TWO

NAMES = ("amount and day", "account and term, oldest", "first within tolerance", "score 40/30/20/10")
TOLERANCE_DAYS = 3
TOLERANCE_CENTS = 100
AUTOMATIC = 90


class Candidates:
    """Open payments (or, for credits, payments to bring back), by what a rule asks for first."""

    def __init__(self, payments, key):
        self.key = key
        self.groups = defaultdict(dict)
        for payment in payments:
            self.groups[key(payment)][payment.id] = payment

    def of(self, key):
        return self.groups.get(key, {}).values()

    def take(self, payment):
        self.groups[self.key(payment)].pop(payment.id, None)


def days_apart(payment, one):
    return (one.day - payment.day).days


def near(payment, one):
    days = days_apart(payment, one)
    return 0 <= days <= TOLERANCE_DAYS if one.sign != CRDT else 0 <= days <= 45


def amount_and_day(candidates, one):
    for payment in candidates.of((one.account, one.cents)):
        if days_apart(payment, one) == 0 or (one.sign == CRDT and near(payment, one)):
            return payment
    return None


def term_of(text):
    return text.split()[0] if text else ""


def account_and_term(candidates, one):
    found = [payment for payment in candidates.of((one.account, one.iban))
             if term_of(payment.text) in one.text and payment.day <= one.day]
    return min(found, key=lambda payment: payment.day, default=None)


def first_within_tolerance(candidates, one):
    for near_cents in (one.cents, one.cents - TOLERANCE_CENTS, one.cents + TOLERANCE_CENTS):
        for payment in candidates.of((one.account, near_cents // TOLERANCE_CENTS)):
            if abs(payment.cents - one.cents) <= TOLERANCE_CENTS and near(payment, one):
                return payment
    return None


def scored(candidates, one):
    """40 for the amount, 30 for the currency, 20 for the day, 10 for a reference: three are enough."""
    best, most = None, 0
    for payment in candidates.of((one.account, one.cents)):
        points = 70 + 20 * (days_apart(payment, one) == 0 or (one.sign == CRDT and near(payment, one)))
        points += 10 * (payment.id == one.end_to_end)
        if points > most:
            best, most = payment, points
    return best if most >= AUTOMATIC else None


RULES = (
    (amount_and_day, lambda payment: (payment.account, payment.cents)),
    (account_and_term, lambda payment: (payment.account, payment.iban)),
    (first_within_tolerance, lambda payment: (payment.account, payment.cents // TOLERANCE_CENTS)),
    (scored, lambda payment: (payment.account, payment.cents)),
)


def compare(score, payments):
    """Lets every rule decide on the rows of a score and counts what it does wrong."""
    for name, (rule, key) in zip(NAMES, RULES):
        sides = {sign: Candidates(payments, key) for sign in ("DBIT", "CRDT")}
        used = set()
        for row in score.rows:
            one = row.booking
            if row.place == "duplicate_delivery" or row.detail == 0 and row.entry.batch:
                continue
            payment = rule(sides[one.sign], one)
            if payment is None:
                continue
            sides[one.sign].take(payment)
            tally = score.tally(one)
            group = "out" if one.kind in ONE_OF_TWO else "back" if one.kind in BACK_ONCE else ""
            right = payment.id in one.ids and (not group or (payment.id, group) not in used)
            used.add((payment.id, group))
            if right:
                tally.baseline_right[name] += 1
            else:
                tally.baseline_wrong[name] += 1
                tally.baseline_cents[name] += one.cents
