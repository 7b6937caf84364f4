# SPDX-License-Identifier: EUPL-1.2
"""The worlds of the measurement: the same payments, answered by banks of different habits."""
import datetime
import hashlib
import random
from dataclasses import dataclass

from quality import baselines
from quality.damage import damage
from quality.render import Camt, statements_of
from quality.render_mt940 import Mt940
from quality.score import Score
from quality.town import World, cents_from
from quality.truth import Teller

FIRST_DAY = datetime.date(2026, 11, 20)
# Looked at one by one in each world.
MOST_PARTS = 40
# In the middle of the weeks of leefgeld: half of the statements are there.
MIDDLE = datetime.date(2026, 12, 29)


@dataclass
class Bank:
    """How a bank writes, and how it books the files of each account."""
    name: str
    writer: object
    lasten: str = "single"
    leefgeld: str = "single"
    days_per_file: int = 10
    notices: object = None  # beside the statements, the same entries as camt.054


BANKS = (
    Bank("single, camt.053.001.08", Camt("08")),
    Bank("ING-like: single, camt.053.001.02", Camt("02", "ing"), days_per_file=3),
    Bank("ABN-like: batch with all details and its own MsgId, camt.053.001.02", Camt("02", "abn"), "batch", "single"),
    Bank("ING-like: batch without details, gross, camt.053.001.08", Camt("08", "ing"), "single", "total"),
    Bank("Rabo-like: batch net of rejects with details, camt.053.001.04", Camt("04", "rabo"), "net", "single"),
    Bank("Rabo-like: batch net of rejects without details, camt.053.001.12", Camt("12", "rabo"), "net total", "batch"),
    Bank("ABN-like: single, MT940", Mt940("abn")),
    Bank("ING-like: single and batch, MT940", Mt940("ing"), "single", "total"),
    Bank("Rabo-like: single and batch, MT940", Mt940("rabo"), "total", "single"),
    Bank("single, camt.053.001.08 with camt.054 beside it", Camt("08"), notices=Camt("08", message="camt.054")),
)


class Run:
    """One world from truth to score."""
    TITLE = "%s"
    TELLER = Teller

    def name(self):
        return self.TITLE % self.bank.name

    def __init__(self, town, payments, bank, folder, seed, say):
        self.town, self.payments, self.bank, self.seed, self.say = town, payments, bank, seed, say
        accounts = {town.practice.iban_of("lasten"): bank.lasten, town.practice.iban_of("leefgeld"): bank.leefgeld}
        self.teller = self.TELLER(payments, accounts.get, "truth %s" % seed)
        self.truth = self.teller.happen()
        sealed, self.hash = self.truth.sealed()
        folder.parent.mkdir(exist_ok=True)
        folder.with_suffix(".truth").write_text(sealed, encoding="utf-8")
        say("  %s: truth sealed, sha256 %s" % (self.name(), self.hash))
        damage(self.truth, seed)
        self.openings = {town.practice.iban_of(name): cents_from(town.practice.opening_of(name))
                         for name in ("lasten", "leefgeld")}
        self.statements = statements_of(self.truth, self.openings, FIRST_DAY, random.Random("order %s" % seed))
        self.folder = folder
        self.world = World(town, folder)
        self.delivered = {}
        self.score = Score(payments)
        self.files = 0

    def deliver(self, data, statements=(), suffix=".xml", name="afschrift"):
        """Gives a file to the program; what it should have taken in is remembered under its hash."""
        self.files += 1
        path = self.world.statements / ("%s-%04d%s" % (name, self.files, suffix))
        path.write_bytes(data)
        for statement in statements:
            sha = hashlib.sha256(data).hexdigest()
            self.delivered[sha, self.given_id(statement)] = path, statement
        code, said = self.world.ingest(path)
        if statements and code != 0:
            self.score.faults.append("a statement that is in order was refused: %s: %s" % (path.name, said))
        return code, said

    def given_id(self, statement):
        return "MT940 %d/1" % statement.number if isinstance(self.bank.writer, Mt940) else statement.id

    def bundles(self, statements):
        """So many statements of one account in a file."""
        for account in self.openings:
            own = [statement for statement in statements if statement.account == account]
            for at in range(0, len(own), self.bank.days_per_file):
                yield own[at:at + self.bank.days_per_file]

    def live(self):
        self.statements_in_two_parts()
        self.conclude()

    def statements_in_two_parts(self):
        """Asks for the answers half-way as well."""
        writer = self.bank.writer
        if self.bank.notices:  # they are there before any statement, and tell the same
            for bundle in self.bundles(self.statements):
                self.deliver(self.bank.notices.write(bundle), name="melding")
        for early in (True, False):
            for bundle in self.bundles([one for one in self.statements if (one.day <= MIDDLE) == early]):
                self.deliver(writer.write(bundle), bundle, writer.suffix)
            self.score.answers(self.world.export("attempts"), self.truth, MIDDLE if early and not self.bank.notices else None)

    def conclude(self):
        score = self.score
        shas = {key[0] for key in self.delivered}
        rows = [row for row in self.world.export("entries")
                if row["file_sha256"] in shas or not self.bank.notices]
        kept = score.read(rows, self.delivered)
        if len(kept) != len(self.delivered):
            score.faults.append("%d statements were delivered and %d have rows" % (len(self.delivered), len(kept)))
        score.judge()
        score.prove(kept)
        for command in (["export", "conservation"], ["audit", "verify"]):
            code, said = self.world.ask(*command)
            if code != 0:
                score.faults.append("broken books: %s: %s" % (" ".join(command), said[-300:]))
        score.exceptions = self.world.exceptions()
        self.look_at_parts()
        baselines.compare(score, self.payments)
        return score

    def look_at_parts(self):
        """What came back of a payment in part: never more is said to be there, or to be paid again, than truly
        came, nor more to be charges than truly lacks."""
        back, paid = self.score.truly_back(self.truth), {payment.id: payment.cents for payment in self.payments}
        parts = [row["end_to_end_id"] for row in self.world.export("attempts")
                 if row["state"] in ("returned_part", "returned") and row["end_to_end_id"] in back]
        for id in [id for id in parts if back[id] != paid[id]][:MOST_PARTS]:
            told = self.world.show(id)
            said = {name: cents_from(told.get(name, "0")) for name in ("teruggekomen", "opnieuw_te_betalen", "kosten")}
            if said["teruggekomen"] > back[id] or said["opnieuw_te_betalen"] > back[id]:
                self.score.unsafe += 1
                self.score.faults.append("unsafe part: %s: %s; truth: %d of %d cents came back" % (
                    id, said, back[id], paid[id]))
            if said["kosten"] > max(0, paid[id] - said["teruggekomen"]):
                self.score.faults.append("charges that nobody kept: %s: %s; truth: %d of %d cents came back" % (
                    id, said, back[id], paid[id]))


class Recalls(Run):
    """Somebody asked for payments back before any statement came; some the bank refused, some it brought back."""
    TITLE = "with recalls: %s"

    def live(self):
        draw = random.Random("recalls %s" % self.seed)
        back = self.score.truly_back(self.truth)
        came = [payment.id for payment in self.payments if payment.id in back]
        others = [payment.id for payment in self.payments if payment.id not in back]
        asked = draw.sample(came, min(12, len(came))) + draw.sample(others, min(12, len(others)))
        for id in asked:
            self.must("recall", id, "--reason", draw.choice(("DUPL", "TECH", "FRAD", "CUST", "AM09", "AC03")),
                      "--why", "gemeten")
        refused = [id for id in asked if draw.random() < 0.4]
        for id in refused:
            self.must("recall-answer", id, "--no", draw.choice(("CUST", "LEGL", "NOAS", "NOOR", "ARDT", "AC04", "AM04")))
        self.statements_in_two_parts()
        states = {row["end_to_end_id"]: row["state"] for row in self.world.export("attempts")}
        waits = sum(id not in refused and not states[id].startswith("returned") for id in asked)
        found = self.world.exceptions()["terugroep_loopt"]
        if found != waits:
            self.score.faults.append("recalls: %d of %d wait for an answer, and %d are told" % (waits, len(asked), found))
        self.conclude()

    def must(self, *words):
        code, said = self.world.act("attempt", *words)
        if code != 0:
            self.score.faults.append("a recall was refused: %s: %s" % (" ".join(words), said[-300:]))
