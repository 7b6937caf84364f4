# SPDX-License-Identifier: EUPL-1.2
"""What happens to a booking on its way through systems that cut, fold, lose and swap."""
import random

from quality.truth import ALPHABET, CRDT, ONE_OF_TWO


def damage(truth, seed):
    """Damages the bookings of the strata that are about damage; the rest stays as the bank had it."""
    draw = random.Random("damage %s" % seed)
    swappable = [entry.bookings[0] for entry in truth.entries
                 if not entry.batch and entry.bookings[0].kind == "settled" and entry.bookings[0].stratum == "S2"]
    returned = [entry.bookings[0] for entry in truth.entries
                if entry.bookings[0].kind == "returned" and entry.bookings[0].stratum == "S4"]
    batches = [entry for entry in truth.entries if entry.batch and entry.payment]
    references = sorted({(entry.message, entry.payment, entry.cents) for entry in batches})
    for entry in truth.entries:
        if entry.batch:
            if not entry.fixed:
                damage_batch(entry, draw, references)
            continue
        booking = entry.bookings[0]
        if booking.kind not in ONE_OF_TWO and booking.kind != "returned":
            continue
        if booking.stratum == "S1" or (booking.stratum == "S3" and draw.random() < 0.7):
            lose(booking, draw)
        elif booking.stratum == "S2":
            alter(booking, draw, swappable)
        elif booking.stratum == "S4" and booking.sign == CRDT:
            if draw.random() < 0.35:
                lose_of_return(booking, draw)
            elif draw.random() < 0.08:
                swap(booking, draw.choice(returned))


def damage_batch(entry, draw, references):
    at = draw.random()
    # Where both come to the same, nothing could tell.
    others = [one for one in references if one[1] != entry.payment and one[2] != entry.cents]
    if at < 0.05 and others:
        entry.message, entry.payment, _ = draw.choice(others)
        mark(entry.bookings, "batch reference of another file")
    elif at < 0.17:
        entry.message = entry.payment = ""
        mark(entry.bookings, "batch reference lost")
    if entry.details and draw.random() < 0.1:
        for booking in entry.bookings:
            booking.end_to_end = "NOTPROVIDED"
        mark(entry.bookings, "references of details lost")


def mark(bookings, text):
    for booking in bookings:
        booking.damage += text


def lose(booking, draw):
    """The reference is not there; more or less of the rest is."""
    booking.end_to_end = draw.choice(("NOTPROVIDED", "NOTPROVIDED", "", "NONREF"))
    booking.damage = "lost"
    if draw.random() < 0.6:
        booking.message = booking.payment = ""
    if draw.random() < 0.2:
        booking.iban = ""
        booking.damage += ", no account"
    if draw.random() < 0.3:
        booking.text = draw.choice(("", "1 1 1", booking.text[:len(booking.text) // 2], booking.text[:-1] + "7"))
        booking.damage += ", text cut or another's"
    if draw.random() < 0.3:
        booking.name = booking.name.upper()[:draw.choice((10, 24, 35))].strip()


def cut(length):
    return lambda id, draw: (id[:length], "cut at %d" % length)


def blanks(id, draw):
    at = draw.randrange(1, 15)
    return id[:at] + " " * draw.choice((1, 1, 2)) + id[at:], "blanks"


def groups(id, draw):
    return " ".join(id[at:at + 4] for at in range(0, 16, 4)), "groups of four"


def wrong_letter(id, draw):
    at = draw.randrange(16)
    letter = draw.choice([one for one in ALPHABET if one != id[at]])
    return id[:at] + letter + id[at + 1:], "one wrong character"


def wrong_letters(id, draw):
    text = wrong_letter(wrong_letter(id, draw)[0], draw)[0]
    return text, "two wrong characters"


def neighbours(id, draw):
    places = [at for at in range(15) if id[at] != id[at + 1]]
    at = draw.choice(places)
    return id[:at] + id[at + 1] + id[at] + id[at + 2:], "neighbours swapped"


def letter_o(id, draw):
    return id.replace("0", "O"), "zeros as letters"


# The ways a reference is altered, with their weights.
WAYS = (
    (10, cut(8)), (10, cut(12)), (10, cut(15)), (10, lambda id, draw: (id.lower(), "lower case")),
    (10, blanks), (6, groups), (6, lambda id, draw: ("//%s//" % id, "slashes")),
    (6, lambda id, draw: ("/EREF/" + id, "code word before it")), (10, wrong_letter), (6, wrong_letters),
    (8, neighbours), (6, letter_o), (6, lambda id, draw: ("%s%s" % (id, id), "twice")),
    (6, lambda id, draw: (id[1:], "first character lost")), (6, lambda id, draw: (id[:13] + id[14:], "one lost")),
)


def alter(booking, draw, swappable):
    way = draw.random()
    other = draw.choice(swappable)
    if way < 0.08 and swap(booking, other):
        return
    if way < 0.1 and (booking.cents, booking.iban) != (other.cents, other.iban):
        booking.end_to_end, booking.damage = other.ids[0], "reference of another"
        return
    if way < 0.2:  # only in the text
        booking.text = "%s %s" % (booking.end_to_end, booking.text)
        booking.end_to_end, booking.damage = "NOTPROVIDED", "only in the text"
    else:
        (change,) = draw.choices([one for _, one in WAYS], [weight for weight, _ in WAYS])
        booking.end_to_end, booking.damage = change(booking.end_to_end, draw)
    if draw.random() < 0.7:
        booking.message = booking.payment = ""


def swap(one, other):
    """Gives two payments each other's reference, where amount or account can show it."""
    if one.damage or other.damage or one is other:
        return False
    # Without a difference nothing in the world could tell that they were swapped.
    if (one.cents, one.iban) == (other.cents, other.iban):
        return False
    # Nor of two returns to one account with the same words, where each may be a part of the other's payment.
    if one.sign == CRDT and (one.iban, one.text) == (other.iban, other.text) and one.cents <= other.paid \
            and other.cents <= one.paid:
        return False
    one.end_to_end, other.end_to_end = other.end_to_end, one.end_to_end
    one.damage = other.damage = "swapped with another"
    return True


def lose_of_return(booking, draw):
    booking.end_to_end = draw.choice(("NOTPROVIDED", ""))
    booking.message = booking.payment = ""
    booking.damage = "reference of the return lost"
    if draw.random() < 0.2:
        booking.text = "%s %s" % (booking.ids[0], booking.text)
        booking.damage += ", but in the text"
    elif draw.random() < 0.3:
        booking.iban = booking.name = ""
        booking.damage += ", only the reason"
    if draw.random() < 0.2:
        booking.reason, booking.reversal = "", False
        booking.info = "RETOUR BOEKING"
        booking.damage += ", no reason"
