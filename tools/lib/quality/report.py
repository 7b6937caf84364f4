# SPDX-License-Identifier: EUPL-1.2
"""Tells what was measured: on the terminal, and as the generated part of docs/reconciliation-quality.md."""
import datetime
import os
import platform
from collections import Counter, defaultdict

from quality.baselines import NAMES
from quality.score import Tally
from quality.truth import STRATA

BEGIN = "<!-- measured: begin (tools/reconcile_quality --write) -->"
END = "<!-- measured: end -->"


def share(part, whole):
    return "%.1f %%" % (100 * part / whole) if whole else "-"


def euro(cents):
    return "{:,.2f}".format(cents / 100)


class Totals:
    """All worlds together."""

    def __init__(self):
        self.tallies = defaultdict(Tally)
        self.worlds = []

    def add(self, seed, run):
        own = Tally()
        for stratum, tally in run.score.tallies.items():
            self.tallies[stratum].add(tally)
            own.add(tally)
        self.worlds.append((seed, run.name(), run.hash, own, run.score))

    def sum(self):
        whole = Tally()
        for tally in self.tallies.values():
            whole.add(tally)
        return whole

    def faults(self):
        return [(seed, name, fault) for seed, name, _, _, score in self.worlds for fault in score.faults]

    def unsafe(self):
        return sum(score.unsafe for *_, score in self.worlds)


def rows_of_strata(totals):
    for stratum in sorted(totals.tallies):
        yield "%s %s" % (stratum, STRATA[stratum]), totals.tallies[stratum]
    yield "all", totals.sum()


def main_table(totals):
    yield ("| Stratum | Lines | Right | **Wrong** | Wrong, € | Coverage of all lines | of lines with a partner | "
           "of lines that carry enough | of lines with only the file's reference | Abstained with a partner | truth proposed | truth first |")
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name, one in rows_of_strata(totals):
        yield "| %s | %d | %d | **%d** | %s | %s | %s | %s of %d | %s of %d | %d | %s | %s |" % (
            name, one.lines, one.right, one.wrong, euro(one.wrong_cents), share(one.right, one.lines),
            share(one.right_of_partner, one.partner), share(one.right_of_enough, one.enough), one.enough,
            share(one.right_by_file, one.by_file), one.by_file, one.abstained, share(one.among, one.abstained), share(one.first, one.abstained))


def baseline_table(totals):
    yield "| Stratum | ontzorgd | %s |" % " | ".join(NAMES)
    yield "|---|--:|%s|" % "|".join("--:" for _ in NAMES)
    for name, one in rows_of_strata(totals):
        cells = ["%d / %d (€ %s)" % (one.baseline_right[rule], one.baseline_wrong[rule],
                                     euro(one.baseline_cents[rule])) for rule in NAMES]
        yield "| %s | %d / %d (€ %s) | %s |" % (name, one.right, one.wrong, euro(one.wrong_cents), " | ".join(cells))


def world_table(totals):
    yield ("| Seed | World | Statements | Lines | Wrong | Unsafe / `yes` answers | of which only a gap hides it | "
           "Other faults | Exceptions per 1,000 lines | SHA-256 of the truth |")
    yield "|--:|---|--:|--:|--:|--:|--:|--:|--:|---|"
    for seed, name, digest, tally, score in totals.worlds:
        others = len(score.faults) - tally.wrong - score.unsafe
        yield "| %s | %s | %d | %d | %d | %d / %d | %d | %d | %d | `%s` |" % (
            seed, name, score.statements, tally.lines, tally.wrong, score.unsafe, score.yes, score.unsafe_in_gap,
            others, 1000 * score.exceptions.total() // max(1, tally.lines), digest[:16])


def kinds_of_faults(totals):
    """Wrong matches by rule and truth, with the one that is shortest to tell."""
    kinds, example = Counter(), {}
    for seed, name, fault in totals.faults():
        kind = fault.split(":")[0]
        if "by rule" in fault:
            kind += ", rule " + fault.split("by rule ")[1].split()[0] + ", truth: " + fault.split("truth: ")[1].split(",")[0]
        elif "truth:" in fault:
            kind += ": " + fault.rpartition(", ")[2] + (" (in a gap)" if "in a gap" in fault else "")
        kinds[kind] += 1
        example.setdefault(kind, "seed %s, %s: %s" % (seed, name, fault))
    for kind, count in kinds.most_common():
        yield count, kind, example[kind]


def measured(totals, version, command):
    whole = totals.sum()
    yield "%s with ontzorgd %s (%s), %s, %d processors." % (
        datetime.date.today().isoformat(), version[0], version[1], platform.machine(), os.cpu_count())
    yield "Command: `%s`." % command
    yield ""
    yield "**%d lines, of which %d outside the clean stratum: %d wrong automatic matches, %d unsafe pay-again answers, " \
          "%d other faults.**" % (whole.lines, whole.lines - totals.tallies["S0"].lines, whole.wrong, totals.unsafe(),
                                  len(totals.faults()) - whole.wrong - totals.unsafe())
    if not whole.wrong:
        yield "With no error in that many, the upper bound of the error rate at 95 %% is about %.1f in 100,000." % (
            300000 / max(1, whole.lines))
    yield "Rules of the gemeente (its fees, its own money, and some that are far too wide) placed %d lines; %d lines were of " \
          "something else than our payments." % (whole.by_rule, whole.foreign)
    yield ""
    yield "### By stratum"
    yield ""
    yield from main_table(totals)
    yield ""
    yield "### Beside four naive rules"
    yield ""
    yield "Right / wrong automatic matches, and the euros of the wrong ones."
    yield ""
    yield from baseline_table(totals)
    yield ""
    yield "### By world"
    yield ""
    yield from world_table(totals)
    faults = list(kinds_of_faults(totals))
    yield ""
    yield "### What went wrong"
    yield ""
    if not faults:
        yield "Nothing."
    for count, kind, example in faults:
        yield "- %d times: %s. For example: `%s`" % (count, kind, example[:420].replace("`", "'"))


def write(document, lines):
    """Puts the generated part between its markers."""
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text("%s%s\n\n%s\n\n%s%s" % (before, BEGIN, "\n".join(lines), END, after), encoding="utf-8")
