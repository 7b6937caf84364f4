# SPDX-License-Identifier: EUPL-1.2
"""The practised months, step by step: what the people of a gemeente do, in the order they do it.

The demonstration tells them, the tests repeat, kill and starve them, the benchmark times them. A
step is one command of the program by one person on one day; between steps the rehearsal bank works.
"""
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"

# rob imports and proposes, karin and kim sign: the smallest gemeente has three such people. kees signs
# where the amount asks for a third signature.
PEOPLE = {
    "beheer": "beheerder",
    "rob": "rechtmatigheid",
    "karin": "rechtmatigheid",
    "kim": "kwaliteitsmedewerker",
    "kees": "kwaliteitsmedewerker",
    "klara": "klantmanager",
    "aad": "auditor",
}


@dataclass
class Step:
    """One command. `stage` groups steps for the benchmark."""
    stage: str
    user: str
    day: datetime.date
    args: list
    changes: bool = True
    title: str = ""


class Practice:
    """A practice directory and the people in it. `data` holds what make_municipality wrote."""

    def __init__(self, program, folder, data, seed="oefening", months=("2026-11", "2026-12")):
        self.program = str(program)
        self.folder = pathlib.Path(folder)
        self.data = pathlib.Path(data)
        self.seed = seed
        self.months = list(months)
        self.bank_options = []
        self.state = self.folder / "gemeente"
        self.keys = self.folder / "gemeente-sleutels"
        self.passwords = self.folder / "wachtwoorden"
        self.bank = self.folder / "bank"
        self.town = {}
        for line in (self.data / "oefening.env").read_text().splitlines():
            name, _, value = line.partition("=")
            self.town[name] = value.strip("'")

    def prepare(self):
        """Empties the folder and writes down the passwords of the people."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.passwords.mkdir(parents=True)
        self.bank.mkdir()
        for person in PEOPLE:
            (self.passwords / person).write_text("wachtwoord-van-%s\n" % person)

    def command(self, step, extra=()):
        """The full command line of a step."""
        line = [self.program] + [str(part) for part in step.args]
        line += ["--state", str(self.state), "--keys", str(self.keys)]
        line += ["--today", step.day.isoformat()]
        if step.args[0] == "init":
            line += ["--password-file", str(self.passwords / step.user)]
        elif step.changes:
            line += ["--as", step.user, "--password-file", str(self.passwords / step.user)]
        return line + list(extra)

    def run(self, step, extra=(), **options):
        return subprocess.run(self.command(step, extra), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, **options)

    # The steps ----------------------------------------------------------------------------------

    def setup_steps(self):
        opening_day = self.opening_day()
        day = opening_day + datetime.timedelta(days=1)

        def step(stage, user, *args, **more):
            return Step(stage, user, day, list(args), **more)

        yield step("init", "beheer", "init", "--gemeente", self.town["GEMEENTE"], "--naam",
                   self.town["GEMEENTE_NAAM"], "--rehearsal", "--seed", self.seed, "--beheerder", "beheer",
                   title="De map van de gemeente, met de eerste beheerder")
        for person, role in PEOPLE.items():
            if role != "beheerder":
                yield step("init", "beheer", "user", "add", person, "--role", role,
                           "--new-password-file", self.passwords / person,
                           title="%s krijgt de rol %s" % (person, role))
        for name in ("lasten", "leefgeld"):
            yield step("init", "rob", "account", "open", name, "--iban", self.iban_of(name), "--profile",
                       "rehearsal", "--opening", self.opening_of(name), "--opening-date",
                       opening_day.isoformat(), title="Bankrekening %s voorgesteld" % name)
            yield step("init", "karin", "account", "confirm", name, title="... en bevestigd door een ander")
        yield step("init", "rob", "regelset", "propose", self.data / "regelset.toml", title="Regelset voorgesteld")
        yield step("init", "kim", "regelset", "confirm", title="... en bevestigd door een ander")
        yield step("init", "rob", "calendar", "import", self.data / "betaalkalender.csv",
                   title="Betaalkalender voorgesteld")
        yield step("init", "kim", "calendar", "confirm", title="... en bevestigd door een ander")
        yield step("dossier import", "klara", "dossier", "import", self.data / "dossier.jsonl",
                   title="Het dossier: huishoudens, contracten, crediteuren")
        yield step("iban confirm", "rob", "iban", "confirm", "--all",
                   title="Alle rekeningnummers bevestigd door een ander dan wie ze vastlegde")

    def iban_of(self, account):
        return self.town["%s_IBAN" % account.upper()]

    def opening_of(self, account):
        return self.town["%s_SALDO" % account.upper()]

    def steps(self):
        """Everything in order; the bank works between the steps."""
        yield from self.setup_steps()
        for batch, month in enumerate(self.months, 1):
            yield from self.month_steps(month, batch)

    def month_steps(self, month, batch):
        """The steps of one month. `batch` is the number its batch gets."""
        year, number = (int(part) for part in month.split("-"))
        run_day = datetime.date(year, number, 20)
        run_id = self.run_id(month)

        def step(stage, user, day, *args, **more):
            return Step(stage, user, day, list(args), **more)

        changes = self.data / ("dossier-%s.jsonl" % month)
        if changes.exists():
            yield step("dossier import", "klara", run_day, "dossier", "import", changes,
                       title="Wat er in het dossier verandert")
            yield step("iban confirm", "rob", run_day, "iban", "confirm", "--all",
                       title="Nieuwe rekeningnummers bevestigd")
        yield step("run import", "rob", run_day, "run", "import", self.run_file(month),
                   title="De uitkeringsrun van %s komt binnen" % month)
        yield step("run import", "karin", run_day, "run", "accept-held", run_id,
                   title="Een ander aanvaardt wat wordt aangehouden")
        yield step("run split", "rob", run_day, "run", "split", run_id,
                   title="Elke uitkering verdeeld over vaste lasten en leefgeld")
        yield from self.batch_steps(run_id, batch, run_day)
        pay_day = self.pay_day(year, number)
        yield step("batch release", "rob", self.bank_day_before(pay_day, 2), "batch", "release", str(batch),
                   title="De bestanden waarvan de dag is gekomen naar de bank")
        if self.pays_weekly():
            yield from self.week_steps(run_id, batch, pay_day)
        else:
            yield from self.bank_steps(pay_day, month == self.months[0])

    def batch_steps(self, run_id, batch, day):
        """Proposed, and signed by as many as the amount asks for."""
        def step(stage, user, *args, **more):
            return Step(stage, user, day, list(args), **more)

        yield step("batch propose", "rob", "batch", "propose", run_id,
                   title="De bestanden gemaakt, gecontroleerd en voorgesteld")
        yield step("batch sign", "karin", "batch", "sign", str(batch), title="Eerste handtekening")
        yield step("batch sign", "kim", "batch", "sign", str(batch), title="Tweede handtekening")
        if self.shown_batch(batch, day).get("handtekeningen_nodig", 0) > 2:
            yield step("batch sign", "kees", "batch", "sign", str(batch), title="Derde handtekening")

    def week_steps(self, run_id, batch, pay_day):
        """Leefgeld of later weeks, in the first month: each file goes to the bank when its own day has come.
        A return of the first week stops the files that hold its client; the others get theirs by a new batch."""
        first = True
        for week in range(1, 5):
            day = self.bank_day_before(pay_day + datetime.timedelta(days=7 * week), 2)
            yield from self.bank_steps(pay_day, first, until=day)
            first = False

            def release(day=day):
                return Step("batch release", "rob", day, ["batch", "release", str(batch)],
                            title="Het leefgeld van een volgende week naar de bank")

            yield release()
            files = self.shown_batch(batch, day).get("bestanden", [])
            if any(file["staat"] == "stopped" for file in files):
                batch += 1
                yield from self.batch_steps(run_id, batch, day)
                yield release()
        yield from self.bank_steps(day, False)

    def pays_weekly(self):
        return 'ritme = "week"' in (self.data / "regelset.toml").read_text()

    def shown_batch(self, batch, day):
        shown = self.run(Step("show", "aad", day, ["batch", "show", str(batch)], changes=False), ["--json"])
        # Who only walks through the steps has no such batch.
        return json.loads(shown.stdout or "{}")

    def bank_steps(self, pay_day, is_first, until=None):
        """The bank pays and answers until five bank days after the pay day; each statement is read in."""
        last = until or self.bank_day_after(pay_day, 5)
        for statement in self.play_bank(last, is_first):
            day = datetime.date.fromisoformat(statement.stem[-10:])
            yield Step("bank ingest", "rob", max(day, self.bank_day_before(pay_day, 2)),
                       ["bank", "ingest", statement], title="Afschrift %s" % statement.stem[8:])

    def play_bank(self, until, is_first):
        """Lets the rehearsal bank work; gives the new statements by day and account."""
        before = set(self.bank.glob("*.xml"))
        command = [sys.executable, str(TOOLS / "rehearsal_bank"), "--quiet", "--outbox",
                   str(self.state / "outbox"), "--out", str(self.bank), "--state",
                   str(self.bank / "bank.json"), "--until", until.isoformat(), "--seed", "1",
                   "--booking", "%s=%s" % (self.iban_of("lasten"), "batch" if is_first else "single"),
                   "--booking", "%s=single" % self.iban_of("leefgeld"),
                   "--truth", str(self.bank / "waarheid.jsonl")]
        if self.town.get("GESLOTEN_IBAN"):
            command += ["--closed", self.town["GESLOTEN_IBAN"]]
        if is_first:
            command += ["--from", self.opening_day().isoformat(), "--return-leefgeld", "1"]
            for name in ("lasten", "leefgeld"):
                command += ["--account", "%s=%s" % (self.iban_of(name), self.opening_of(name))]
        subprocess.run(command + self.bank_options, check=True)
        return sorted(set(self.bank.glob("*.xml")) - before, key=lambda file: (file.stem[-10:], file.stem))

    def opening_day(self):
        """The day before the first run; the books begin with what is on the accounts at its end."""
        year, number = (int(part) for part in self.months[0].split("-"))
        return datetime.date(year, number, 19)

    def run_file(self, month):
        for suffix in (".xml", ".csv"):
            file = self.data / ("run-%s%s" % (month, suffix))
            if file.exists():
                return file
        raise FileNotFoundError("run-%s in %s" % (month, self.data))

    def run_id(self, month):
        return "%s-REG" % month

    @classmethod
    def pay_day(cls, year, number):
        """The last working day of the month, as in the calendar of the practised gemeente."""
        last = datetime.date(year + number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)
        return cls.bank_day_on_or_before(last)

    @staticmethod
    def is_bank_day(day):
        closed = {(1, 1), (5, 1), (12, 25), (12, 26)}
        return day.weekday() < 5 and (day.month, day.day) not in closed

    @classmethod
    def bank_day_on_or_before(cls, day):
        while not cls.is_bank_day(day):
            day -= datetime.timedelta(days=1)
        return day

    @classmethod
    def bank_day_before(cls, day, count):
        for _ in range(count):
            day = cls.bank_day_on_or_before(day - datetime.timedelta(days=1))
        return day

    @classmethod
    def bank_day_after(cls, day, count):
        while count > 0:
            day += datetime.timedelta(days=1)
            count -= cls.is_bank_day(day)
        return day
