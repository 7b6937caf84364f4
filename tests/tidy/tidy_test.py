#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What must hold of the source text itself.

  tidy_test.py licences   every source file names its licence in its first lines
  tidy_test.py length     no file has more than 500 lines without a reason in the table below
  tidy_test.py wording    every code that can be refused with has a Dutch sentence whose gaps the code
                          fills
  tidy_test.py spare      no sentence is for a code that nobody uses
  tidy_test.py facts      every kind of record has words for who reads an inzage
  tidy_test.py rules      every rule id in the code is explained in docs/rules.md
  tidy_test.py kept       every change of an attempt keeps the row as it was, for earlier days
  tidy_test.py glossary   every public type of the core is explained in GLOSSARY.md, and no other
  tidy_test.py cases      every case in docs/bank-cases.md names tests, and each of them is there
  tidy_test.py            all of these

  tidy_test.py --self-test  plants a mistake of each kind and shows that it is found
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]

MOST_LINES = 500
LONGER = {
    "packaging/man/ontzorgd.1": "made by tools/manuals, every command in one page",
    "schemas/openapi/answers.json": "what each answer holds, one table in one file",
    "schemas/openapi/openapi.json": "made by tools/openapi, one contract in one file",
    "schemas/sql/0001_foundations.sql": "a migration is one text, hashed whole",
    "src/messages/camt.cpp": "one state machine over one message; its states are read together",
    "src/service/dossier_edit.cpp": "single edits of one dossier, all by one way of loading and checking",
    "src/service/run_split.cpp": "one class whose prepared statements every step of a split shares",
    "tests/openapi/package-lock.json": "made by npm",
    "tests/unit/service/bank_ingest_test.cpp": "one town and its bank, told in one place",
    "tools/audit_verify": "one file an auditor can carry to another machine",
    "tools/make_municipality": "one file of tables and their use, without code of the program",
    "tools/rehearsal_bank": "one file that plays the bank, without code of the program",
    "tools/why_check": "one file that decides anew, without code of the program",
}

# Files whose format leaves no room for a licence line, or that are data.
NO_LICENCE_LINE = re.compile(
    r"(^|/)(LICENSE|conffiles|CMakePresets\.json|\.gitignore|\.clang-format|\.clang-tidy|publiccode\.yml)$"
    r"|^fixtures/|^tests/fuzz/corpus/|\.csv$|\.jsonl?$|\.tsv$|^tests/[^.]*\.(txt|xml)$")

CORE = ("base", "values", "payment", "ledger", "audit", "reconcile", "dossier", "uitkering", "facts")


def tracked(root):
    """The files of the repository; in a planted tree, every file."""
    if not (root / ".git").exists():
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (root / name).is_file()]


def text_of(root, name):
    return (root / name).read_text(encoding="utf-8", errors="replace")


def sources(root, *folders):
    return [name for name in tracked(root)
            if name.startswith(folders) and name.endswith((".cpp", ".h"))]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


# --- licences and length ---------------------------------------------------------------------------

def check_licences(root):
    for name in tracked(root):
        if NO_LICENCE_LINE.search(name) or not (root / name).stat().st_size:
            continue
        first = "\n".join(text_of(root, name).split("\n")[:5])
        if "SPDX-License-Identifier: EUPL-1.2" not in first:
            yield f"{name}: has no line 'SPDX-License-Identifier: EUPL-1.2' at its top"


def check_length(root):
    for name in tracked(root):
        if name == "LICENSE" or name.startswith("fixtures/"):
            continue
        lines = text_of(root, name).count("\n")
        if lines > MOST_LINES and name not in LONGER:
            yield f"{name}: has {lines} lines; split it, or give the reason in {Path(__file__).name}"
        if name in LONGER and lines <= MOST_LINES:
            yield f"{name}: has {lines} lines and needs no reason any more"


# --- wording ---------------------------------------------------------------------------------------

STRING = r'"(?:\\.|[^"\\\n])*"'
ENTRY = re.compile(rf"Entry\{{\s*({STRING}),\s*((?:{STRING}\s*)+)\}}")
CALL = re.compile(r'\b(?:refuse|malformed)\(\s*"([a-z0-9_]+)"')
CODE = re.compile(r'"([a-z0-9]+(?:_[a-z0-9]+)+)"')


def joined(literals):
    return "".join(part[1:-1] for part in re.findall(STRING, literals))


def sentences_of(root):
    found = {}
    for name in sources(root, "src/wording/"):
        if name.endswith("_sentences.cpp"):
            for match in ENTRY.finditer(text_of(root, name)):
                found[match.group(1)[1:-1]] = (name, joined(match.group(2)))
    return found


def call_text(text, start):
    """From the bracket after `start` to the one that closes it."""
    depth, at = 0, text.index("(", start)
    for end in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[at:end]
    return text[at:]


def code_of(root):
    """Every source outside wording, without its comments."""
    for name in sources(root, "src/", "include/"):
        if not name.startswith("src/wording/"):
            yield name, re.sub(r"//[^\n]*", "", text_of(root, name))


def check_wording(root):
    sentences = sentences_of(root)
    for name, text in code_of(root):
        for match in CALL.finditer(text):
            where = f"{name}:{line_of(text, match.start())}"
            code = match.group(1)
            if code not in sentences:
                yield f"{where}: {code} has no Dutch sentence in src/wording"
                continue
            call = call_text(text, match.start())
            given = set(re.findall(r'\{"([a-z0-9_]+)"', call))
            for gap in re.findall(r"\{([a-z0-9_]+)\}", sentences[code][1]):
                if gap not in given and call.count("{"):
                    yield f"{where}: the sentence for {code} has a gap {gap} that is not filled here"


def check_spare(root):
    used, words, prefixes = set(), set(), set()
    for _, text in code_of(root):
        used |= set(CODE.findall(text))
        words |= set(re.findall(r'"([a-z0-9_]+)"', text))
        prefixes |= set(re.findall(r'"([a-z_]+_)"', text))
    for code, (name, _) in sorted(sentences_of(root).items()):
        # "uitkering_" + finding: made of a prefix and another text of the code.
        is_joined = any(code.startswith(prefix) and code[len(prefix):] in words
                        for prefix in prefixes)
        if code not in used and not is_joined:
            yield f"{name}: has a sentence for {code}, which nobody uses"


def check_facts(root):
    """Clients read in an inzage what was recorded about them: each kind of record has its words."""
    table = text_of(root, "src/wording/inzage_words.cpp")
    table = table[table.index("facts{"):table.index("is_sorted(facts")]
    told = set(CODE.findall(table))
    for name, text in code_of(root):
        for match in re.finditer(r'\bAct \w+\{\w+, ((?:[^;{}"]|"[^"]*")*)\}', text):
            for kind in CODE.findall(match.group(1)):
                if kind not in told:
                    yield f"{name}:{line_of(text, match.start())}: {kind} has no words in src/wording/inzage_words.cpp"


# --- rules -----------------------------------------------------------------------------------------

RULE = re.compile(r'\bR[0-9]+\.[0-9]{2}\b|"(S\.[a-z_]+)"')
PLACE_RULE = re.compile(r'(?:belongs|claims|part_or_nothing|proposed|suspense|matched)\([^;]*?"([a-z_]+)"\)|\.rule = "([a-z_]+):?"|'
                        r'Place::(?:suspense|proposed), "([a-z_]+)"|rule_prefix = "([a-z_]+):"')


# Where the rule of a statement line is written. What stands behind a colon is a value, not a rule.
PLACES = ("src/reconcile/place.cpp", "src/reconcile/whole_file.cpp", "src/service/placing.cpp", "src/service/line.cpp",
          "src/service/line_rules.cpp", "src/service/placing_refunds.cpp", "src/store/line_rule.cpp")


def check_rules(root):
    manual = text_of(root, "docs/rules.md") if (root / "docs/rules.md").is_file() else ""
    known = set(re.findall(r"^\| `([^`:]+)(?::[^`]*)?` \|", manual, re.MULTILINE))
    used = {}
    for name in sources(root, "src/", "include/") + [n for n in tracked(root)
                                                     if n.startswith("schemas/")]:
        text = text_of(root, name)
        for match in RULE.finditer(text):
            used.setdefault(match.group(1) or match.group(0), f"{name}:{line_of(text, match.start())}")
        if name in PLACES:
            for match in PLACE_RULE.finditer(text):
                rules = set(match.groups()) | set(
                    re.findall(r'"([a-z_]+)"', match.group(0)))
                for rule in rules - {None}:
                    used.setdefault(rule, f"{name}:{line_of(text, match.start())}")
    for rule, where in sorted(used.items()):
        if rule not in known:
            yield f"{where}: rule {rule} is not explained in docs/rules.md"
    for rule in sorted(known - used.keys()):
        yield f"docs/rules.md: explains {rule}, which is in no code"


# --- what is kept for earlier days ------------------------------------------------------------------

def check_kept(root):
    """The trigger of attempt_before fires for what sets changed_fact; only the first confirmation, which
    settled_fact tells, does without."""
    for name in sources(root, "src/"):
        text = text_of(root, name)
        for match in re.finditer(r"UPDATE attempt SET.*?WHERE", text, re.DOTALL):
            if "attempt_is_kept" not in match.group() and "settled_fact" not in match.group():
                yield f"{name}:{line_of(text, match.start())}: changes an attempt without keeping it as it was"


# --- glossary --------------------------------------------------------------------------------------

TYPE = re.compile(r"^(?:template <[^>]*>\n)?(?:class|struct|enum class)(?: \[\[nodiscard\]\])? "
                  r"([A-Z]\w*)(?: final)?(?:\s*:[^;{]*)?\s*\{|^using ([A-Z]\w*) =|^concept ([A-Z]\w*)",
                  re.MULTILINE)


def public_types(root):
    found = {}
    for module in CORE:
        for name in sources(root, f"include/ontzorgd/{module}/"):
            for match in TYPE.finditer(text_of(root, name)):
                found.setdefault(f"{module}::{next(filter(None, match.groups()))}", name)
    return found


def check_glossary(root):
    glossary = text_of(root, "GLOSSARY.md") if (root / "GLOSSARY.md").is_file() else ""
    known = set(re.findall(r"^\| `([a-z]+::[A-Za-z]\w*)` \|", glossary, re.MULTILINE))
    types = public_types(root)
    for name, header in sorted(types.items()):
        if name not in known:
            yield f"{header}: {name} is not in GLOSSARY.md"
    for name in sorted(known - types.keys()):
        yield f"GLOSSARY.md: explains {name}, which is in no public header of the core"


# --- cases -------------------------------------------------------------------------------------------

CASES = "docs/bank-cases.md"


def check_cases(root):
    """Every test that the table of cases names is there, and every case names one."""
    if not (root / CASES).is_file():
        return
    tests = set()
    for name in sources(root, "tests/"):
        tests.update(".".join(pair) for pair in re.findall(r"\nTEST(?:_F|_P)?\((\w+), (\w+)\)", text_of(root, name)))
    files = {name.rpartition("/")[2] for name in tracked(root) if name.startswith("tests/")}
    for number, line in enumerate(text_of(root, CASES).split("\n"), 1):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 5 or cells[1] == "Case" or cells[1].startswith("---"):
            continue
        named = re.findall(r"`([^`]+)`", cells[3])
        if not named:
            yield f"{CASES}:{number}: the case names no test"
        for test in named:
            if test not in tests and test not in files:
                yield f"{CASES}:{number}: {test} is no test"


CHECKS = {"licences": check_licences, "length": check_length, "wording": check_wording,
          "spare": check_spare, "facts": check_facts, "rules": check_rules, "kept": check_kept,
          "glossary": check_glossary, "cases": check_cases}


# --- self-test -------------------------------------------------------------------------------------

LICENCE = "// SPDX-License-Identifier: EUPL-1.2\n"
CLEAN = {
    "src/base/text.cpp": LICENCE + 'return base::refuse("moon_is_full", {{"day", day}});\n'
                                   'push({.rule = "R1.09"}); const Kind kind = rule("S.iban");\n',
    "src/wording/moon_sentences.cpp": LICENCE + 'Entry{"moon_is_full", "Het is {day}. "\n  "Wacht."},\n',
    "src/wording/inzage_words.cpp": LICENCE + 'constexpr std::array facts{\n Entry{"moon_seen", "maan gezien"}};\n'
                                              "static_assert(std::ranges::is_sorted(facts));\n",
    "include/ontzorgd/base/text.h": LICENCE + "class Text {\n};\nusing Name = Text;\n",
    "docs/rules.md": LICENCE + "| `R1.09` | order |\n| `S.iban` | account |\n",
    "GLOSSARY.md": LICENCE + "| `base::Text` | letters |\n| `base::Name` | a text |\n",
    "tests/unit/base/text_test.cpp": LICENCE + "TEST(Text, IsRead) {\n}\n",
    "docs/bank-cases.md": LICENCE + "| Case | Comes of it | Proved by |\n| a text | is read | `Text.IsRead` |\n",
}
MISTAKES = [
    ("licences", "src/base/more.cpp", "int x;\n", "more.cpp: has no line"),
    ("length", "src/base/more.cpp", LICENCE + "\n" * MOST_LINES, "more.cpp: has 501 lines"),
    ("wording", "src/base/more.cpp", 'malformed("sun_is_low");\n', "more.cpp:1: sun_is_low has no"),
    ("wording", "src/base/more.cpp", 'refuse("moon_is_full", {{"hour", h}});\n', "a gap day that"),
    ("spare", "src/wording/more_sentences.cpp", 'Entry{"sun_is_low", "Het is laat. Wacht."},\n',
     "a sentence for sun_is_low, which nobody uses"),
    ("facts", "src/service/more.cpp", 'Act act{context, "moon_seen"};\nAct act{context, once ? "moon_seen" : "sun_seen"};\n',
     "more.cpp:2: sun_seen has no words"),
    ("rules", "src/base/more.cpp", "// R1.77\n", "more.cpp:1: rule R1.77 is not explained"),
    ("rules", "src/reconcile/place.cpp", 'return belongs(Place::suspense, "unheard_of");\n',
     "rule unheard_of is not explained"),
    ("rules", "docs/rules.md", "| `R1.09` | a |\n| `S.iban` | b |\n| `R9.99` | c |\n",
     "explains R9.99, which is in no code"),
    ("kept", "src/store/more.cpp", '// SPDX-License-Identifier: EUPL-1.2\n"UPDATE attempt SET state = 3 WHERE file = 1";\n',
     "without keeping it"),
    ("glossary", "include/ontzorgd/base/more.h", "struct More {\n};\n", "base::More is not in"),
    ("glossary", "GLOSSARY.md", "| `base::Text` | |\n| `base::Name` | |\n| `base::Old` | |\n",
     "explains base::Old, which"),
    ("cases", "docs/bank-cases.md", "| a text | is read | `Text.IsHeard` |\n", "Text.IsHeard is no test"),
    ("cases", "docs/bank-cases.md", "| a text | is read | yes |\n", "the case names no test"),
]


def findings_with(check, name, text):
    with tempfile.TemporaryDirectory(prefix="tidy-") as folder:
        root = Path(folder)
        for path, content in {**CLEAN, **({name: text} if name else {})}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        return list(CHECKS[check](root))


def self_test():
    failures = [f"a clean tree has a finding: {line}"
                for check in CHECKS for line in findings_with(check, None, None)]
    for check, name, text, expected in MISTAKES:
        found = findings_with(check, name, text)
        if len(found) != 1 or expected not in found[0]:
            failures.append(f"{check}: expected one finding with '{expected}', got {found}")
    for failure in failures:
        print(f"tidy: self-test: {failure}")
    if not failures:
        print(f"tidy: self-test: {len(MISTAKES)} mistakes planted, each found")
    return 1 if failures else 0


def main():
    wanted = sys.argv[1:] or list(CHECKS)
    if wanted == ["--self-test"]:
        return self_test()
    if any(name not in CHECKS for name in wanted):
        print(__doc__)
        return 2
    count = 0
    for name in wanted:
        findings = list(CHECKS[name](HERE))
        count += len(findings)
        print("\n".join(findings + [f"tidy {name}: {len(findings) or 'no'} findings"]))
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
