# SPDX-License-Identifier: EUPL-1.2
"""A practised gemeente whose payments have been handed over and not yet answered by any bank.

It is made once; each world of the measurement goes on from a copy of it.
"""
import csv
import datetime
import io
import json
import random
import re
import shutil
import subprocess
import sys
import xml.parsers.expat
from collections import Counter
from dataclasses import dataclass

from practice_month import TOOLS, Practice, Step
from quality.truth import TREASURY

MONTHS = ("2026-11", "2026-12")
# The day on which all statements are read in; the bank's days all lie before it.
TODAY = datetime.date(2027, 3, 31)
LOOK_ALIKE_NAME = "M. Ali"

# What the gemeente says beforehand of lines that nothing explains: its fees and its own money. The
# others are so wide that they ask for trouble: whatever else nothing explains, they take. One word a direction,
# or they would stand in each other's way.
RULES = (
    ("kosten", "af", "--tekst", "Kosten betalingsverkeer", "--bedrag-tot", "12.95"),
    ("overig", "bij", "--tegenrekening", TREASURY),
    ("kosten", "af", "--tekst", "2026", "--bedrag-tot", "9999.99"),
    ("kosten", "af", "--tekst", "huur", "--bedrag-tot", "9999.99"),
    ("overig", "bij", "--tegenrekening", "geen", "--tekst", "2026", "--bedrag-tot", "9999.99"),
    ("overig", "bij", "--tekst", "huur", "--bedrag-tot", "9999.99"),
)


@dataclass
class Payment:
    """One transfer of a file that was handed over, as the file says it."""
    id: str
    cents: int
    iban: str
    name: str
    text: str
    issuer: str
    file: str
    account: str
    message: str
    payment: str
    day: datetime.date
    household: str = ""  # of which it pays a bill, when the dossier has its kenmerk once


class Town:
    def __init__(self, program, folder, households, seed):
        self.folder = folder
        self.data = folder / "invoer"
        self.seed = seed
        subprocess.run([sys.executable, str(TOOLS / "make_municipality"), "--households", str(households),
                        "--seed", str(seed), "--out", str(self.data), "--leefgeld", "week", "--no-check"],
                       check=True, stdout=subprocess.DEVNULL)
        self.make_look_alikes()
        self.pay_each_bill_on_its_day()
        self.practice = Practice(program, folder / "basis", self.data, seed="meting-%d" % seed, months=MONTHS)
        self.practice.prepare()

    def make_look_alikes(self):
        """Gives one in eight clients the same name, and every second of those the account of the one
        before: people who share a name or an account are what a matcher stumbles over."""
        draw = random.Random("look-alikes %d" % self.seed)
        file = self.data / "dossier.jsonl"
        lines, before = [], ""
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for client in record.get("huishouden", {}).get("clienten", []):
                if draw.random() < 0.125 and client.get("iban"):
                    client["naam"] = LOOK_ALIKE_NAME
                    if before and draw.random() < 0.5:
                        client["iban"] = before
                    before = client["iban"]
            lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def pay_each_bill_on_its_day(self):
        """Many small files instead of few large ones."""
        file = self.data / "regelset.toml"
        file.write_text(file.read_text().replace('betaaldag = "betaaldatum"', 'betaaldag = "vervaldag"'))

    def live(self):
        """Everything up to the hand-over of the last file, before the bank says a word."""
        for step in self.practice.setup_steps():
            self.must(step)
        for word, direction, *asks in RULES:
            for user in ("rob", "karin"):
                self.must(Step("rule add", user, step.day, ["rule", "add", "--als", word, "--richting", direction, *asks]))
        releases = set()
        for batch, month in enumerate(MONTHS, 1):
            for step in self.practice.month_steps(month, batch):
                if step.args[:2] == ["batch", "release"]:
                    break
                releases = self.release_until(step.day, releases)
                self.must(step)
            for file in self.practice.shown_batch(batch, step.day)["bestanden"]:
                releases.add((self.handed_over(file), str(batch)))
        self.release_until(datetime.date.max, releases)
        return self.payments()

    def handed_over(self, file):
        day = datetime.date.fromisoformat(file["uitvoerdatum"])
        return self.practice.bank_day_before(day, 2)

    def release_until(self, day, releases):
        for when, batch in sorted(release for release in releases if release[0] <= day):
            self.must(Step("batch release", "rob", when, ["batch", "release", batch]))
        return {release for release in releases if release[0] > day}

    def must(self, step):
        answer = self.practice.run(step)
        if answer.returncode != 0:
            raise SystemExit("reconcile_quality: %s: %s%s" % (step.args, answer.stdout, answer.stderr))
        return answer.stdout

    def payments(self):
        found = []
        for file in sorted((self.practice.state / "outbox").glob("*.xml")):
            found += read_pain001(file)
        households = self.households()
        for payment in found:
            owners = households.get((payment.iban, plain(payment.text)), set())
            payment.household = min(owners) if len(owners) == 1 else ""
        return found

    def households(self):
        """The households that have a kenmerk with the creditor of an account, from the dossier that was made."""
        accounts, owners = {}, {}
        for line in (self.data / "dossier.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if creditor := record.get("crediteur"):
                accounts[creditor["nummer"]] = creditor.get("iban", "")
            for contract in record.get("huishouden", {}).get("contracten", []):
                key = accounts.get(contract["crediteur"]), plain(contract.get("kenmerk", ""))
                owners.setdefault(key, set()).add(record["huishouden"]["nummer"])
        return owners

    def exceptions(self):
        """How many there are before any bank has said a word."""
        return exceptions_of(self.practice)


class World:
    """A copy of the town in which one bank answers."""

    def __init__(self, town, folder):
        shutil.copytree(town.practice.folder, folder)
        self.folder = folder
        self.practice = Practice.__new__(Practice)
        self.practice.__dict__.update(town.practice.__dict__)
        self.practice.folder = folder
        for name, sub in (("state", "gemeente"), ("keys", "gemeente-sleutels"), ("passwords", "wachtwoorden")):
            setattr(self.practice, name, folder / sub)
        self.statements = folder / "afschriften"
        self.statements.mkdir()

    def ingest(self, file):
        """The exit code and what was said."""
        answer = self.practice.run(Step("bank ingest", "rob", TODAY, ["bank", "ingest", file]))
        return answer.returncode, (answer.stdout + answer.stderr).strip()

    def ask(self, *args):
        answer = self.practice.run(Step("ask", "aad", TODAY, list(args), changes=False))
        return answer.returncode, (answer.stdout + answer.stderr).strip()

    def act(self, *args):
        answer = self.practice.run(Step("act", "rob", TODAY, list(args)))
        return answer.returncode, (answer.stdout + answer.stderr).strip()

    def show(self, id):
        """What is told of one payment."""
        step = Step("show", "aad", TODAY, ["attempt", "show", id], changes=False)
        return json.loads(self.practice.run(step, ["--json"]).stdout)

    def exceptions(self):
        return exceptions_of(self.practice)

    def export(self, what):
        answer = self.practice.run(Step("export", "aad", TODAY, ["export", what], changes=False))
        if answer.returncode != 0:
            raise SystemExit("reconcile_quality: export %s: %s" % (what, answer.stderr))
        return list(csv.DictReader(io.StringIO(answer.stdout)))

    def remove(self):
        shutil.rmtree(self.folder)


def plain(text):
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def exceptions_of(practice):
    """How many wait for a person, by kind."""
    step = Step("exceptions", "aad", TODAY, ["exception", "list"], changes=False)
    found = json.loads(practice.run(step, ["--json"]).stdout)["uitzonderingen"]
    return Counter(one["soort"] for one in found)


def cents_from(text):
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def read_pain001(file):
    """All transfers of a file, in its order."""
    found, path, text, head, one = [], [], [], {}, None

    def start(name, _):
        nonlocal one
        path.append(name)
        text.clear()
        if name == "CdtTrfTxInf":
            one = {}

    def end(name):
        nonlocal one
        here = head if one is None else one
        # Only the place just above is needed to tell names and codes apart.
        if text:
            here.setdefault("/".join(path[-3:]), "".join(text))
        text.clear()
        path.pop()
        if name == "CdtTrfTxInf":
            found.append(payment_of(file.name, head, one))
            one = None

    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: text.append(data) if data.strip() else None
    with open(file, "rb") as source:
        parser.ParseFile(source)
    return found


def payment_of(file, head, one):
    def first(fields, *ends):
        return next((value for key, value in fields.items() if key.endswith(ends)), "")

    return Payment(
        id=one["CdtTrfTxInf/PmtId/EndToEndId"], cents=cents_from(one["CdtTrfTxInf/Amt/InstdAmt"]),
        iban=first(one, "CdtrAcct/Id/IBAN"), name=first(one, "Cdtr/Nm"),
        text=first(one, "RmtInf/Ustrd", "CdtrRefInf/Ref"), issuer=first(one, "Tp/Issr"),
        file=file, account=first(head, "DbtrAcct/Id/IBAN"), message=first(head, "GrpHdr/MsgId"),
        payment=first(head, "PmtInf/PmtInfId"), day=datetime.date.fromisoformat(first(head, "ReqdExctnDt/Dt")))
