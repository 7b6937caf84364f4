# SPDX-License-Identifier: EUPL-1.2
"""Faults of delivery: what goes wrong between a bank that booked rightly and the program."""
import gzip
import random
from dataclasses import replace

from quality.render import Statement
from quality.score import id_of
from quality.town import World
from quality.worlds import Run

OTHER_ACCOUNT = "NL56OEFN0900000004"
FORMS = ("utf-8", "iso-8859-15", "utf-8-sig")


class Deliveries(Run):
    """Statements one by one, each with a chance of every fault; in the end all that can come has come."""
    TITLE = "faults of delivery: %s"

    def live(self):
        self.draw = random.Random("delivery %s" % self.seed)
        self.score.stratum = "S6"
        self.late = []
        writer = self.bank.writer
        plan = self.in_disorder(self.statements)
        for statement in plan:
            at = self.draw.random()
            if at < 0.04:
                continue  # never comes: a gap for ever
            if at < 0.12:
                self.late.append(statement)
                continue
            self.with_faults(statement, writer)
        self.ask()
        for statement in self.late:
            self.deliver(writer.write([statement]), [statement], writer.suffix)
        self.ask()
        self.conclude()

    def ask(self):
        told = {id_of(one) for _, statement in self.delivered.values() for entry in statement.entries
                for one in entry.bookings}
        untold = {id_of(one) for entry in self.truth.entries for one in entry.bookings} - told
        self.score.answers(self.world.export("attempts"), self.truth, untold=untold)

    def in_disorder(self, statements):
        """Accounts mixed, and some weeks the other way round."""
        plan = sorted(statements, key=lambda one: (one.day, one.account))
        for at in range(0, len(plan), 8):
            if self.draw.random() < 0.4:
                plan[at:at + 8] = reversed(plan[at:at + 8])
        return plan

    def with_faults(self, statement, writer):
        draw = self.draw
        for fault in (self.broken_off, self.one_cent_wrong, self.of_another_account, self.no_statement):
            if draw.random() < 0.08:
                fault(statement, writer)
        data = self.in_some_form(statement, writer)
        self.deliver(data, [statement], writer.suffix)
        if draw.random() < 0.15:
            self.again(data, writer)
        if draw.random() < 0.12:
            self.overlapping(statement, writer)

    def in_some_form(self, statement, writer):
        form = self.draw.choice(FORMS)
        if form == "utf-8-sig":
            return b"\xef\xbb\xbf" + writer.write([statement])
        data = writer.write([statement], form)
        return data.replace(b"\n", b"\r\n") if self.draw.random() < 0.3 else data

    def refused(self, data, writer, what):
        """The program must say no, and place nothing of it."""
        code, said = self.deliver(data, (), writer.suffix, name=what)
        if code == 0:
            self.score.faults.append("a file was taken that should not be: %s: %s" % (what, said[-300:]))

    def broken_off(self, statement, writer):
        data = writer.write([statement])
        self.refused(data[:self.draw.randrange(40, len(data) - 20)], writer, "broken off")

    def one_cent_wrong(self, statement, writer):
        wrong = replace(statement)
        wrong.closing = statement.closing + 1
        self.refused(writer.write([wrong]), writer, "closing balance one cent wrong")

    def of_another_account(self, statement, writer):
        self.refused(writer.write([replace(statement, account=OTHER_ACCOUNT)]), writer, "of another account")

    def no_statement(self, statement, writer):
        """What a share or a mailbox may hold beside statements."""
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
        data = writer.write([statement])
        self.refused(self.draw.choice((bomb, b"", gzip.compress(data), b"\0" * 300, b"<a>" * 5000,
                                       b"PK\3\4 zip")),
                     writer, "no statement")

    def again(self, data, writer):
        """The same bytes under another name give no new rows."""
        code, said = self.deliver(data, (), writer.suffix, name="nogmaals")
        if code != 0:
            self.score.faults.append("the same bytes again were refused: %s" % said[-300:])

    def overlapping(self, statement, writer):
        """The same day once more in other bytes, under another identity: a corrected delivery."""
        copy = Statement(statement.account, statement.day, statement.number, statement.opening, statement.entries,
                         id=statement.id + "C")
        self.deliver(writer.write([copy]), [copy], writer.suffix, name="gecorrigeerd")


class Orders(Run):
    """The same files in another order and partly twice, on a second copy of the town: the same state."""
    TITLE = "orders of delivery: %s"

    def live(self):
        writer, draw = self.bank.writer, random.Random("orders %s" % self.seed)
        files = [(writer.write([statement]), statement) for statement in self.statements]
        for data, statement in files:
            self.deliver(data, [statement], writer.suffix)
        clean = self.state()
        for data, _ in draw.sample(files, len(files) // 3):
            self.deliver(data, (), writer.suffix, name="nogmaals")
        self.compare("delivering a third again", clean)
        self.score.answers(self.world.export("attempts"), self.truth)
        self.conclude()
        self.world.remove()
        self.world = World(self.town, self.folder)
        draw.shuffle(files)
        for data, statement in files:
            self.deliver(data, [statement], writer.suffix)
            if draw.random() < 0.2:
                self.deliver(data, (), writer.suffix, name="nogmaals")
        self.compare("another order", clean)

    def state(self):
        """What must not depend on how the bytes came."""
        entries = {(row["file_sha256"], row["statement_id"], row["entry_index"], row["detail_index"]):
                   (row["place"], row["rule"], row["end_to_end_ids"]) for row in self.world.export("entries")}
        attempts = {row["end_to_end_id"]: (row["state"], row["settled_on"], row["return_reason"],
                                           row["may_pay_again"]) for row in self.world.export("attempts")}
        return entries, attempts

    def compare(self, what, clean):
        for name, before, after in zip(("line", "attempt"), clean, self.state()):
            differ = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
            for key in differ[:5]:
                self.score.faults.append("%s changes a %s: %s was %s and is %s" % (
                    what, name, key, before.get(key), after.get(key)))
            if differ:
                self.score.faults.append("%s changes %d %ss" % (what, len(differ), name))
