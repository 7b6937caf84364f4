# SPDX-License-Identifier: EUPL-1.2
"""What was said on a day is what is said about that day later.

TroubledPractice is the practised months with everything that takes something back: a rejected run, a
client on hold, a withdrawn batch, a dropped line, a stopped file, a payment that the bank refuses and a name it
does not know, statements that come late, contradict each other or are set aside. EarlierDays asks every reading
command of the program at the end of each day, and again about that day when the months are over.
"""
import concurrent.futures
import csv
import datetime
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

from practice_month import Practice, Step
from status_report_test import report, status

# How each reading command is asked. The names in capitals stand for what KINDS finds, so that every state is
# among them; a command that is not named here is asked without arguments.
QUESTIONS = {
    "attempt show": [["ATTEMPT"]],
    "audit sample": [["5", "--seed", "dag"]],
    "bank show": [[], ["STATEMENT"]],
    "batch diff": [["BATCH"]],
    "batch sheet": [["BATCH"]],
    "batch show": [[], ["BATCH"]],
    "client list": [[], ["--ending-within", "90"], ["--short"], ["--held"], ["--without-contract", "energie"],
                    ["--without-grondslag"]],
    "client show": [["CLIENT"]],
    "client why": [["CLIENT"], ["CLIENT", "--run", "2026-11-REG"]],
    "creditor show": [[], ["CREDITOR"]],
    "exception show": [["EXCEPTION"]],
    "export journalpost": [["--mapping", "MAPPING"]],
    "export review": [["BATCH"]],
    "export specification": [["--creditor", "CREDITOR"]],
    "export split": [[], ["--run", "2026-11-REG"]],
    "file show": [["FILE"]],
    "line candidates": [["LINE"]],
    "log access": [["--from", "2026-10-01", "--to", "2027-02-28"]],
    "log export": [["--from", "2026-10-01", "--to", "2027-02-28"]],
    "log show": [["CLIENT", "--from", "2026-10-01", "--to", "2027-02-28"]],
    "month show": [[], ["2026-11"]],
    "profile show": [[], ["bng"]],
    "rule show": [["RULE"]],
    "run show": [[], ["RUN"]],
    "vop list": [[], ["--open"]],
}
KINDS = {
    "BATCH": "SELECT id FROM batch",
    "CLIENT": "SELECT nummer FROM client WHERE id % 20 = 5",
    "CREDITOR": "SELECT nummer FROM creditor WHERE id % 7 = 1",
    "EXCEPTION": "SELECT max(id) FROM exception GROUP BY kind, closed_fact IS NULL",
    "FILE": "SELECT max(name) FROM file GROUP BY state, bank_word",
    "LINE": "SELECT max(statement || ':' || entry || ':' || detail) FROM statement_line GROUP BY place, claim, rule",
    "RULE": "SELECT id FROM line_rule",
    "RUN": "SELECT run_id FROM run",
    "STATEMENT": "SELECT max(id) FROM statement GROUP BY state",
}
TROUBLE = {
    "rejected run": "SELECT 1 FROM run WHERE state = 'rejected'",
    "record held when it was split": "SELECT 1 FROM run_record_before",
    "record taken up later":
        "SELECT 1 FROM run_record r WHERE split_fact > (SELECT min(split_fact) FROM run_record WHERE run = r.run)",
    "client whose hold ended": "SELECT 1 FROM client_hold WHERE replaced IS NOT NULL",
    "withdrawn batch": "SELECT 1 FROM batch WHERE state = 'withdrawn'",
    "dropped line": "SELECT 1 FROM file WHERE state = 'superseded'",
    "stopped file": "SELECT 1 FROM file f JOIN batch b ON b.id = f.batch WHERE f.state = 'stopped' AND b.state = 'released'",
    "payment that the bank refused": "SELECT 1 FROM attempt_before WHERE bank_word = 4",
    "name that the bank does not know": "SELECT 1 FROM name_check_decision",
    "conflict": "SELECT 1 FROM statement_before WHERE state = 'conflict'",
    "statement set aside": "SELECT 1 FROM statement_before b JOIN statement s ON s.id = b.statement "
                           "WHERE s.state = 'set_aside' AND b.state <> 'conflict'",
    "payment confirmed anew": "SELECT 1 FROM attempt_before WHERE state = 1",
    "return": "SELECT 1 FROM attempt WHERE state = 2",
    "line placed elsewhere later": "SELECT 1 FROM statement_line_before",
    "exception that closed": "SELECT 1 FROM exception WHERE closed_fact IS NOT NULL",
    "payment set free to be made again": "SELECT 1 FROM reissue",
    "exception in hand": "SELECT 1 FROM exception_act WHERE kind = 'taken'",
    "exception that a person closed": "SELECT 1 FROM exception_act WHERE kind = 'closed'",
    "decision about a line": "SELECT 1 FROM line_decision WHERE revoked_fact IS NULL",
    "decision that was taken back": "SELECT 1 FROM line_decision WHERE kind = 'match' AND revoked_fact IS NOT NULL",
    "month that was closed and reopened": "SELECT 1 FROM month_act WHERE kind = 'reopened'",
    "line of a closed month that was decided about":
        "SELECT 1 FROM line_decision WHERE revoked_fact > (SELECT fact FROM month_act WHERE kind = 'closed')"
        " AND revoked_fact < (SELECT fact FROM month_act WHERE kind = 'reopening')",
    "rule that is ended": "SELECT 1 FROM line_rule WHERE confirmed_fact < ended_fact",
    "role taken back": "SELECT 1 FROM user_role WHERE replaced IS NOT NULL",
}
# These print text of their own beside the report of --json.
PRINTED = re.compile(r"^(export .*|batch sheet|dossier export|audit (sample|checkpoint))$")
# What depends on now and not on the day asked about: nothing. A name stands here only with its reason.
EXCEPTIONS = {
    "log access": "the logs are of the moment, and each of these questions adds to them",
    "log export": "the same",
    "log show": "the same",
}


class TroubledPractice(Practice):
    """Days: 20 run in, 21 that one rejected and the right one in, 22 split, 23 proposed, 24 withdrawn and
    proposed again, 25 a line dropped, 26 released and answered by a status report, 27 a file stopped and a name
    decided about; then the statements."""

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.day = self.opening_day()
        self.reissued = False
        self.add_trouble()

    def add_trouble(self):
        """Leefgeld by the week, so that there are files that can still be stopped; a run to be rejected."""
        data = self.folder.parent / "gegevens-met-tegenslag"
        shutil.copytree(self.data, data)
        self.data = data
        regelset = data / "regelset.toml"
        text = regelset.read_text()
        assert 'ritme = "maand"' in text
        regelset.write_text(text.replace('ritme = "maand"', 'ritme = "week"'))
        right = self.run_file(self.months[0])
        self.wrong_run = data / ("onjuist" + right.suffix)
        self.wrong_run.write_text(right.read_text().replace(self.run_id(self.months[0]), "2026-11-FOUT"))

    def shown_batch(self, batch, day):
        return super().shown_batch(batch, self.day)

    def steps(self):
        for step in self.all_steps():
            self.day = max(self.day, step.day)
            step.day = self.day
            yield step

    def all_steps(self):
        yield from self.setup_steps()
        yield from self.troubled_month()
        for month in self.months[1:]:
            yield from self.month_steps(month, int(self.one("SELECT max(id) + 1 FROM batch")))

    def troubled_month(self):
        for step in self.month_steps(self.months[0], 2):
            if step.stage == "bank ingest":
                yield from self.troubled_statement(step)
            else:
                yield from self.troubled_step(step)

    def november(self, day, user, *args):
        return Step("tegenslag", user, datetime.date(2026, 11, day), list(args))

    def december(self, day, user, *args):
        return Step("tegenslag", user, datetime.date(2026, 12, day), list(args))

    def troubled_step(self, step):
        what = step.args[:2]
        if what == ["run", "import"]:
            yield self.november(20, "rob", "run", "import", self.wrong_run)
            yield self.november(21, "rob", "run", "reject", "2026-11-FOUT")
        if what == ["run", "accept-held"]:
            step.day = datetime.date(2026, 11, 22)
            yield step
            self.held = self.one("SELECT nummer FROM client ORDER BY id LIMIT 1 OFFSET 4")
            yield self.november(22, "klara", "client", "hold", self.held, "--reason", "Overleg met de klant")
            return
        if what == ["run", "split"]:
            step.day = datetime.date(2026, 11, 23)
        if what == ["batch", "propose"] and step.day < datetime.date(2026, 11, 23):
            step.day = datetime.date(2026, 11, 23)
            yield step
            yield self.november(24, "rob", "batch", "withdraw", "1")
            yield self.november(24, "klara", "client", "unhold", self.held, "--reason", "Overleg gehad")
            yield self.november(24, "rob", "run", "split", self.run_id(self.months[0]))
            yield self.november(24, "rob", "batch", "propose", self.run_id(self.months[0]))
            yield self.november(24, "karin", "batch", "sign", "2")
            yield self.november(25, "rob", "batch", "drop-line", "2",
                                self.one("SELECT max(instruction) FROM attempt WHERE batch = 2"))
            yield self.november(25, "beheer", "user", "role", "klara", "rechtmatigheid")
            yield self.november(26, "beheer", "user", "role", "klara", "rechtmatigheid", "--take")
            return
        yield step
        if what == ["batch", "release"] and step.day == datetime.date(2026, 11, 26):
            yield self.november(26, "rob", "bank", "ingest", self.status_report())
            yield self.november(27, "kim", "vop", "decide", self.unknown, "go", "--reason", "Gebeld met de klant")
            yield self.november(27, "rob", "file", "stop",
                                self.one("SELECT max(name) FROM file WHERE state = 'built'"),
                                "--reason", "De klant is verhuisd")

    def status_report(self):
        """The bank takes the leefgeld but for one payment, which it books all the same, and does not know the name of
        another."""
        sent = [(self.state / "archive" / (sha256 + ".xml")).read_text() for sha256 in
                self.rows("SELECT lower(hex(sha256)) FROM file WHERE state = 'handed_over' ORDER BY id")]
        text = next(text for text in sent if self.iban_of("leefgeld") in text)
        _, refused, self.unknown = re.findall(r"<EndToEndId>([^<]*)</EndToEndId>", text)[:3]
        about = re.search(r"<MsgId>([^<]*)</MsgId>", text).group(1)
        path = self.data / "statusbericht.xml"
        path.write_text(report("STS1", about, "ACSP", [(refused, status("RJCT", "AC04")),
                                                       (self.unknown, status("RVNM"))]))
        return path

    def troubled_statement(self, step):
        """The statements of one day come a bank day late; of those of the pay day one is contradicted, and one
        comes again under another name, is set aside in favour of that, and comes once more when that is too."""
        name = step.args[2].stem
        if name.endswith(self.late_day()):
            self.late = getattr(self, "late", []) + [step]
            return
        yield step
        if step.day >= datetime.date(2026, 12, 8) and not self.reissued:
            self.reissued = True
            yield self.december(8, "klara", "attempt", "reissue", self.returned("MS03"), "--reason", "Gebeld")
            yield from self.taken_back()
        if name.endswith(self.bank_day_after_text(self.late_day())) and getattr(self, "late", []):
            for late in self.late:
                late.day = step.day
                yield late
            self.late = []
        if name == "CAMT053-%s-2026-11-30" % self.iban_of("lasten"):
            yield Step("tegenslag", "rob", step.day, ["bank", "ingest", self.altered(step.args[2])])
            yield self.december(1, "karin", "bank", "set-aside", self.one("SELECT max(id) FROM statement"),
                                "--reason", "Dubbel")
        if name == "CAMT053-%s-2026-12-01" % self.iban_of("leefgeld"):
            pay_day = step.args[2].with_name(step.args[2].name.replace("2026-12-01", "2026-11-30"))
            paid = self.one("SELECT id FROM statement WHERE statement_id LIKE '%s-20261130'"
                            % self.iban_of("leefgeld")[4:])
            yield self.december(2, "rob", "bank", "ingest", self.renamed(pay_day))
            again = self.one("SELECT max(id) FROM statement")
            yield self.december(3, "karin", "bank", "set-aside", paid, "--reason", "Dit was het voorlopige afschrift")
            yield self.december(4, "karin", "bank", "set-aside", again, "--reason", "De bank verbetert het nog eens")
            yield self.december(7, "rob", "bank", "ingest", self.altered(pay_day))
            judged = "SELECT %s(id) FROM exception WHERE kind LIKE 'last_%%' AND closed_fact IS NULL"
            yield self.december(7, "klara", "exception", "take", self.one(judged % "min"))
            yield self.december(7, "klara", "exception", "close", self.one(judged % "max"), "--reason", "Besproken")
            yield from self.decisions()

    def decisions(self):
        """The payment that lost its reference is placed by hand, and the day after that is taken back; a line that
        the program matched is taken off its payment and named."""
        of_december = "(SELECT max(id) FROM statement)"
        lost = self.one("SELECT statement || ':' || entry || ':' || detail FROM statement_line WHERE statement = %s"
                        " AND place = 1" % of_december)
        matched = self.one("SELECT statement || ':' || entry || ':' || detail FROM statement_line l JOIN attempt a"
                           " ON a.instruction = l.instruction AND a.number = l.attempt WHERE statement = %s"
                           " AND rule = 'reference' AND a.state = 1" % of_december)
        told = self.run(Step("tegenslag", "aad", self.day, ["line", "candidates", lost], changes=False), ["--json"])
        payment = json.loads(told.stdout)["kandidaten"][0]["betaling"]
        yield self.december(7, "rob", "line", "match", lost, payment, "--reason", "De bank bevestigt het")
        yield self.december(7, "rob", "line", "revoke", matched, "--reason", "Hoort bij een ander")
        self.decided = (lost, matched)
        self.fee = ["rule", "add", "--als", "kosten", "--richting", "af", "--tekst", "kosten betalingsverkeer",
                    "--bedrag-tot", "50.00"]
        yield self.december(7, "rob", *self.fee)
        yield self.december(7, "rob", "month", "close", "2026-11")

    def taken_back(self):
        lost, matched = self.decided
        yield self.december(8, "karin", "line", "revoke", lost, "--reason", "Toch niet")
        for user in ("karin", "rob"):
            yield self.december(8, user, "line", "assign", matched, "--als", "overig", "--reason", "Uitgezocht")
        yield self.december(8, "karin", *self.fee)
        yield self.december(8, "kim", "rule", "end", "1", "--op", "2026-12-09", "--reason", "Andere bank")
        for user in ("karin", "kim"):
            yield self.december(8, user, "month", "reopen", "2026-11", "--reason", "Toch nog een regel")

    @staticmethod
    def late_day():
        return "2026-11-27"

    def bank_day_after_text(self, day):
        return self.bank_day_after(datetime.date.fromisoformat(day), 1).isoformat()

    def renamed(self, statement):
        """The same entries under another statement id."""
        copy = self.data / ("opnieuw-" + Path(statement).name)
        copy.write_text(re.sub(r"<(Id|MsgId)>(OEFN[^<]*)</", r"<\1>\2-B</", Path(statement).read_text()))
        return copy

    def altered(self, statement):
        """The same statement in other bytes: its first payment and its last line have lost their reference."""
        text = Path(statement).read_text()
        text = re.sub(r"<EndToEndId>[^<]*</EndToEndId>", "<EndToEndId>NOTPROVIDED</EndToEndId>", text, count=1)
        last = text.rindex("<AcctSvcrRef>")
        text = text[:last] + text[last:].replace("<AcctSvcrRef>OEFN", "<AcctSvcrRef>ANDR", 1)
        copy = self.data / ("veranderd-" + Path(statement).name)
        copy.write_text(text)
        return copy

    def returned(self, reason):
        return next(row["end_to_end_id"] for row in self.attempts() if row["return_reason"] == reason)

    def attempts(self):
        """What `export attempts` tells now; nothing before there are any."""
        answer = self.run(Step("ask", "aad", self.day, ["export", "attempts"], changes=False))
        lines = [line for line in answer.stdout.splitlines() if not line.startswith("OEFENING")]
        return list(csv.DictReader(lines)) if answer.returncode == 0 else []

    def expect_trouble(self, fail):
        """The months were as troubled as they are meant to be: each of these has happened."""
        for what, question in TROUBLE.items():
            if not self.rows(question):
                raise fail("the months had no %s" % what)

    def one(self, question):
        return str(self.rows(question)[0])

    def rows(self, question):
        """The first column of what the database answers; nothing when there is no database yet."""
        connection = sqlite3.connect("file:%s?mode=ro" % (self.state / "ontzorgd.db"), uri=True)
        try:
            return [row[0] for row in connection.execute(question)]
        finally:
            connection.close()


class EarlierDays:
    """Remembers what was said at the end of each day, and compares it with what is said about it later."""

    def __init__(self, practice, fail):
        self.practice = practice
        self.fail = fail
        self.mapping = practice.folder / "indeling.txt"
        self.commands = self.reading_commands()
        self.said = {}
        self.checks = 0

    # The commands, from the program's own help -------------------------------------------------

    def reading_commands(self):
        found = sorted(self.leaves([]))
        unknown = set(QUESTIONS) - set(found)
        if not found or unknown:
            raise self.fail("asked of the help: %s; not there: %s" % (found, sorted(unknown)))
        return found

    def leaves(self, words):
        text = self.program(words + ["--help"])
        if "--as-of" in text:
            yield " ".join(words)
        headed = re.split(r"^(?:Subcommands|Opdrachten):$", text, flags=re.MULTILINE)
        for line in headed[1].splitlines() if len(headed) > 1 else []:
            if re.match(r"  \S", line):
                yield from self.leaves(words + [line.split()[0]])

    def program(self, arguments):
        step = Step("help", "aad", self.practice.opening_day(), arguments, changes=False)
        command = [part for part in self.practice.command(step)][:1 + len(arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    # The questions -------------------------------------------------------------------------------

    def questions(self):
        """Every question that can be asked today."""
        things = {kind: [str(row) for row in self.practice.rows(query)] for kind, query in KINDS.items()}
        things["ATTEMPT"] = list({row["state"]: row["end_to_end_id"] for row in self.practice.attempts()}.values())
        self.write_mapping()
        things["MAPPING"] = [str(self.mapping)]
        asked = []
        for command in self.commands:
            for arguments in QUESTIONS.get(command, [[]]):
                kind = next((word for word in arguments if word in things), None)
                for thing in things[kind] if kind else [None]:
                    filled = [thing if word == kind else word for word in arguments]
                    asked.append(tuple(command.split() + filled + ["--json"]))
                    if PRINTED.match(command):
                        asked.append(tuple(command.split() + filled))
        return asked

    def write_mapping(self):
        """Every account that was ever booked on, each day more of them."""
        accounts = self.practice.rows("SELECT DISTINCT account FROM posting ORDER BY account")
        self.mapping.write_text("ontzorgd-journalpost-mapping 1\nkolom Datum = datum\nkolom Rekening = rekening\n"
                                "kolom Bedrag = bedrag\nkolom Feit = feit\n"
                                + "".join("rekening %s = %s\n" % (account, account) for account in accounts))

    def ask(self, question, day, extra=()):
        step = Step("ask", "aad", day, list(question), changes=False)
        answer = self.practice.run(step, extra)
        return answer.returncode, answer.stdout, answer.stderr

    def ask_all(self, questions, day, extra=()):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return dict(zip(questions, pool.map(lambda each: self.ask(each, day, extra), questions)))

    # The days ------------------------------------------------------------------------------------

    def remember(self, day):
        answers = self.ask_all(self.questions(), day)
        for question, (code, out, error) in answers.items():
            if code not in (0, 1) or (code == 1 and question[:2] == ("audit", "verify")):
                raise self.fail("%s on %s ended with %d: %s%s" % (" ".join(question), day, code, out[-300:], error[-300:]))
        self.said[day] = answers

    def compare(self, today):
        wrong = []
        for day, answers in self.said.items():
            later = self.ask_all(list(answers), today, ["--as-of", day.isoformat()])
            for question, answer in answers.items():
                self.checks += 1
                if " ".join(question[:2]) not in EXCEPTIONS and later[question] != answer:
                    wrong.append("%s of %s:\n%s" % (" ".join(question), day, first_difference(answer, later[question])))
        if not self.checks:
            raise self.fail("nothing was asked")
        if wrong:
            raise self.fail("%d answers about an earlier day differ from what was said on it:\n%s" % (
                len(wrong), "\n".join(wrong[:12])))
        self.compare_outside(today)
        return self.checks

    def compare_outside(self, today):
        """Before the first day there was nothing; of a day to come there is no more to tell than of today."""
        listings = [question for question in self.questions()
                    if " ".join(question[:2]) not in QUESTIONS or [] in QUESTIONS[" ".join(question[:2])]]
        listings = [question for question in listings if len(question) <= 3]
        before = self.ask_all(listings, today, ["--as-of", "2020-01-01"])
        for question, (code, out, error) in before.items():
            self.checks += 1
            if code != 0 and not question[2:3] in (("--json",), ()) or code > 1:
                raise self.fail("%s before the first day ended with %d: %s%s" % (" ".join(question), code, out, error))
        after = self.ask_all(listings, today, ["--as-of", "2099-12-31"])
        for question, now in self.ask_all(listings, today).items():
            self.checks += 1
            if after[question] != now:
                raise self.fail("%s of a day to come:\n%s" % (" ".join(question), first_difference(now, after[question])))


def first_difference(said, later):
    if said[0] != later[0]:
        return "  ended with %d, later with %d: %s" % (said[0], later[0], (later[1] + later[2])[-300:])
    for name, one, other in (("answer", said[1], later[1]), ("notes", said[2], later[2])):
        if one == other:
            continue
        at = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
        start = max(0, at - 120)
        return "  %s, said:  %s\n  %s, later: %s" % (name, one[start:at + 120], name, other[start:at + 120])
    return "  nothing"
