# SPDX-License-Identifier: EUPL-1.2
"""The practised months, step by step: what the people of a gemeente do, in the order they do it.

The demonstration tells them, the tests repeat, kill and starve them, the benchmark times them. A
step is one command of the program by one person on one day; between steps the rehearsal bank works.
"""
import datetime
import pathlib
import shutil
import subprocess
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"

# rob imports and proposes, karin and kim sign: the smallest gemeente has three such people.
PEOPLE = {
    "beheer": "beheerder",
    "rob": "rechtmatigheid",
    "karin": "rechtmatigheid",
    "kim": "kwaliteitsmedewerker",
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
        opening_day = datetime.date.fromisoformat(self.town["BEGINDATUM"])
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
        yield step("batch propose", "rob", run_day, "batch", "propose", run_id,
                   title="De bestanden gemaakt, gecontroleerd en voorgesteld")
        yield step("batch sign", "karin", run_day, "batch", "sign", str(batch), title="Eerste handtekening")
        yield step("batch sign", "kim", run_day, "batch", "sign", str(batch), title="Tweede handtekening")
        for day in self.release_days(year, number):
            yield step("batch release", "rob", day, "batch", "release", str(batch),
                       title="De bestanden waarvan de dag is gekomen naar de bank")

    def run_file(self, month):
        for suffix in (".xml", ".csv"):
            file = self.data / ("run-%s%s" % (month, suffix))
            if file.exists():
                return file
        raise FileNotFoundError("run-%s in %s" % (month, self.data))

    def run_id(self, month):
        return "%s-REG" % month

    def release_days(self, year, number):
        """Two bank days before the last working day of the month; leefgeld of later weeks follows."""
        last = datetime.date(year + number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)
        return [self.bank_day_before(self.bank_day_on_or_before(last), 2)]

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
