# SPDX-License-Identifier: EUPL-1.2
"""Tells the practised months: what is done, by whom, and what the program answers."""
import argparse
import datetime
import pathlib
import shutil
import subprocess
import sys

from practice_month import PEOPLE, ROOT, TOOLS, Practice, Step

PROGRAM = ROOT / "build/release/src/ontzorgd"
SHOWN_CLIENTS = ("C000001", "C000003A", "C000030")


class Teller:
    def __init__(self, practice, shown):
        self.practice = practice
        self.shown = shown

    def head(self, text):
        print("\n\033[1m%s\033[0m" % text if sys.stdout.isatty() else "\n%s\n%s" % (text, "=" * len(text)))

    def say(self, text):
        print(text)

    def show(self, text, most=None):
        lines = [line for line in text.rstrip("\n").split("\n") if not line.startswith("OEFENING")]
        for line in lines[:most]:
            print("    " + line)
        if most is not None and len(lines) > most:
            print("    … (%d regels meer)" % (len(lines) - most))

    def answer_of(self, step):
        answer = self.practice.run(step)
        if answer.returncode != 0:
            print("    $ ontzorgd %s" % " ".join(map(str, step.args)))
            self.show(answer.stdout + answer.stderr)
            raise SystemExit("demo: dit had niet mogen gebeuren")
        return answer.stdout

    def ask(self, *args, day, most=None):
        """A reading command, as anybody can give it."""
        print("  $ ontzorgd %s" % " ".join(map(str, args)))
        self.show(self.answer_of(Step("show", "aad", day, list(args), changes=False)), most)


def short(step):
    return " ".join(pathlib.Path(part).name if "/" in str(part) else str(part) for part in step.args)


def tell_setup(teller):
    teller.head("1. De gemeente")
    for step in teller.practice.setup_steps():
        text = teller.answer_of(step)
        teller.say("  %-8s %-58s ontzorgd %s" % (step.user, step.title, short(step)[:46]))
        if step.stage == "dossier import":
            teller.show(text)


def tell_month(teller, month, batch, number):
    practice = teller.practice
    teller.head("%d. %s: van uitkeringsrun tot bankafschrift" % (number, month))
    statements = 0
    for step in practice.month_steps(month, batch):
        text = teller.answer_of(step)
        if step.stage == "bank ingest":
            statements += 1
            continue
        teller.say("  %-8s %s" % (step.user, step.title))
        verb = " ".join(step.args[:2])
        if verb in ("run import", "run split", "dossier import"):
            teller.show(text)
        if verb == "run split" and batch == 1:
            for client in SHOWN_CLIENTS:
                teller.ask("client", "why", client, "--run", practice.run_id(month), day=step.day)
        if verb == "batch propose":
            if batch > 1:
                teller.say("  Wat de tekenaars zien: december als verschil met november")
                teller.ask("batch", "diff", str(batch), day=step.day)
            teller.say("  Dit blad wordt getekend; het noemt de SHA-256 van elk bestand")
            teller.ask("batch", "sheet", str(batch), day=step.day)
        if verb == "batch release":
            teller.show(text)
    teller.say("  bank     De oefenbank betaalt, en antwoordt met %d afschriften; alle zijn ingelezen" % statements)


def tell_books(teller, day):
    teller.head("4. Klopt het?")
    teller.say("  Elke regel van elk afschrift staat op precies één van vijf plaatsen")
    teller.ask("reconcile", "show", day=day)
    teller.say("  Elke ontvangen cent is ergens, en de boeken sluiten")
    teller.ask("books", "show", day=day)
    teller.say("  Wat een mens moet bekijken")
    teller.ask("exception", "list", day=day, most=14)
    teller.say("  De keten van vastgelegde feiten, nagerekend door het programma zelf")
    teller.ask("audit", "verify", day=day)
    teller.say("  ... en door twee kleine programma's die geen regel code met het programma delen")
    for command in ([TOOLS / "audit_verify", teller.practice.state], [TOOLS / "why_check", teller.practice.state]):
        answer = subprocess.run([sys.executable, "-B"] + [str(part) for part in command], capture_output=True, text=True)
        print("  $ tools/%s %s" % (command[0].name, teller.shown / "gemeente"))
        teller.show(answer.stdout + answer.stderr)
        if answer.returncode != 0:
            raise SystemExit("demo: dit had niet mogen gebeuren")


def tell_where(teller):
    shown = teller.shown
    teller.head("Waar alles staat")
    teller.say("  %s/gemeente/            de gegevens: ontzorgd.db, archive/ en outbox/" % shown)
    teller.say("  %s/gemeente-sleutels/   de sleutels, met opzet ergens anders" % shown)
    teller.say("  %s/bank/                wat de oefenbank stuurde, en wat er echt gebeurde" % shown)
    teller.say("  %s/invoer/              dossier, regelset, kalender en runs" % shown)
    teller.say("")
    teller.say("Verder kijken:")
    teller.say("  export ONTZORGD_STATE=%s/gemeente ONTZORGD_KEYS=%s/gemeente-sleutels" % (shown, shown))
    teller.say("  build/release/src/ontzorgd --help")
    teller.say("  build/release/src/ontzorgd client why C000002A")
    teller.say("  build/release/src/ontzorgd export conservation")
    teller.say("  build/release/src/ontzorgd batch show 1 --json")
    people = ", ".join("%s (%s)" % pair for pair in PEOPLE.items())
    teller.say("Mensen: %s; hun wachtwoorden staan in %s/wachtwoorden/." % (people, shown))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("praktijk"))
    folder = parser.parse_args().folder
    if folder.exists() and any(folder.iterdir()) and not (folder / "invoer" / "oefening.env").exists():
        raise SystemExit("demo: %s is niet van de demonstratie; kies een andere map met --folder" % folder)
    data = folder / "invoer"
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-B", TOOLS / "make_municipality", "--households", "40", "--seed", "1",
                    "--out", data], check=True, stdout=subprocess.DEVNULL)
    practice = Practice(PROGRAM, folder / "map", data)
    practice.state, practice.keys = folder / "gemeente", folder / "gemeente-sleutels"
    practice.passwords, practice.bank = folder / "wachtwoorden", folder / "bank"
    practice.prepare()
    print("Een oefening: gemeente Overbetuwe met 40 huishoudens van statushouders, november en december 2026.")
    print("Niemand in deze gegevens bestaat, en er gaat geen geld om.")
    teller = Teller(practice, folder)
    tell_setup(teller)
    for batch, month in enumerate(practice.months, 1):
        tell_month(teller, month, batch, batch + 1)
    tell_books(teller, datetime.date(2027, 1, 8))
    tell_where(teller)


if __name__ == "__main__":
    main()
