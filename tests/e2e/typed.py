# SPDX-License-Identifier: EUPL-1.2
"""What a person types, as the request that asks the same of the API.

Each command of the command line has a route; here stands how its words become a path, a body and a file. The
months and troubles that the tests type are sent over the network with it, so that the API is asked what the
command line is asked.
"""
import json
import pathlib
import urllib.parse

BINARY = "application/octet-stream"

REASON = {"--reason": "reden"}
# What the command line calls a rule that says no, and the API a value that is malformed.
RULES = ("note_is_empty", "password_is_too_short", "password_is_too_simple", "payment_by_hand_needs_a_person", "reason_is_missing",
         "rule_text_is_too_short")
CONTRACT = {"--op-naam-van": "op_naam_van", "--soort": "soort", "--drager": "drager", "--crediteur": "crediteur",
            "--kenmerk": "kenmerk", "--bedrag": "bedrag", "--eerste-bedrag": "eerste_bedrag", "--ritme": "ritme",
            "--vervaldag": "vervaldag", "--vanaf": "vanaf", "--betalen-vanaf": "betalen_vanaf",
            "--betaalwijze": "betaalwijze", "--tot-en-met": "tot_en_met", "--per": "per"}
CREDITOR = {"--naam": "naam", "--iban": "iban", "--kenmerkmasker": "kenmerkmasker"}
LAST_DAY = {"--last-day": "laatste_dag"}
TEXT = {"--file": "<tekst"}
DAYS = {"--from": "?van", "--to": "?totEnMet"}

# Command, method, path, what its words are in order ("@": the file that is sent; "?name": may be left out) and
# what its options are. A name that the path has goes there, "?name=" into the query, the rest into the body; of
# "<name" the text of the file that it names. With more than one row the first whose words fit is meant.
TABLE = [
    ("user list", "GET", "gebruikers", "", {}),
    ("user add", "POST", "gebruikers", "naam", {"--role": "rol", "--new-password-file": "wachtwoord"}),
    ("user password", "POST", "wachtwoordwijzigingen", "", {"--new-password-file": "nieuw_wachtwoord"}),
    ("user role", "PUT", "gebruikers/{gebruiker}/rollen/{rol}", "gebruiker rol", {}),
    ("user relations", "GET", "relaties", "", {}),
    ("user relation", "PUT", "gebruikers/{gebruiker}/relaties/{client}", "gebruiker client", {}),
    ("second-factor begin", "POST", "tweede-factoren", "", {}),
    ("second-factor confirm", "POST", "tweede-factoren/bevestigingen", "code", {}),
    ("second-factor withdraw", "DELETE", "gebruikers/{gebruiker}/tweede-factor", "gebruiker", {}),
    ("rechtenoverzicht show", "GET", "rechtenoverzichten/huidige", "", {}),
    ("rechtenoverzicht confirm", "POST", "rechtenoverzichten", "sha256", {}),
    ("machine list", "GET", "machines", "", {}),
    ("machine add", "POST", "machines", "naam", {"--role": "rol", "--certificate": "certificaat"}),
    ("machine end", "DELETE", "machines/{machine}", "machine", {}),
    ("account show", "GET", "rekeningen", "", {}),
    ("account open", "POST", "rekeningen", "naam",
     {"--iban": "iban", "--profile": "bankprofiel", "--opening": "beginsaldo", "--opening-date": "begindag",
      "--shared": "gedeeld"}),
    ("account confirm", "POST", "rekeningen/{rekening}/bevestigingen", "rekening", {}),
    ("account switch", "POST", "rekeningen/{rekening}/profielwisselingen", "rekening bankprofiel", {}),
    ("account end", "POST", "rekeningen/{rekening}/opheffingen", "rekening", {"--on": "laatste_dag"}),
    ("regelset show", "GET", "regelsets", "", {}),
    ("regelset propose", "POST", "regelsets", "@", {}),
    ("regelset confirm", "POST", "regelsets/bevestigingen", "?sha256", {}),
    ("calendar show", "GET", "betaalkalenders", "", {}),
    ("calendar import", "POST", "betaalkalenders", "@", {}),
    ("calendar confirm", "POST", "betaalkalenders/bevestigingen", "?sha256", {}),
    ("dossier import", "POST", "dossierbestanden", "@", {}),
    ("dossier export", "GET", "exports/dossiers", "", {}),
    ("iban list", "GET", "rekeningnummers", "", {}),
    ("iban record", "POST", "rekeningnummers", "nummer iban", {}),
    ("iban confirm", "POST", "rekeningnummers/bevestigingen", "?nummer", {"--all": "alle"}),
    ("contract add", "POST", "contracten", "nummer", CONTRACT),
    ("contract change", "PATCH", "contracten/{contract}", "contract", CONTRACT),
    ("contract end", "POST", "contracten/{contract}/beeindigingen", "contract", LAST_DAY),
    ("grondslag record", "POST", "clienten/{client}/grondslagen", "client",
     {"--soort": "soort", "--vanaf": "vanaf", "--tot-en-met": "tot_en_met", "--beschikking": "beschikking",
      "--datum": "beschikking_datum"}),
    ("grondslag end", "POST", "clienten/{client}/grondslagen/beeindigingen", "client", LAST_DAY),
    ("joint-request record", "POST", "huishoudens/{huishouden}/gezamenlijke-verzoeken", "huishouden",
     {"--vanaf": "vanaf", "--tot-en-met": "tot_en_met", "--aandeel-eerste": "#aandeel_eerste"}),
    ("joint-request end", "POST", "huishoudens/{huishouden}/gezamenlijke-verzoeken/beeindigingen", "huishouden",
     LAST_DAY),
    ("machtiging record", "POST", "clienten/{client}/machtigingen", "client",
     {"--toestand": "toestand", "--datum": "datum"}),
    ("creditor show", "GET", "crediteuren", "", {}),
    ("creditor show", "GET", "crediteuren/{crediteur}", "crediteur", {}),
    ("creditor add", "POST", "crediteuren", "nummer", CREDITOR),
    ("creditor change", "PATCH", "crediteuren/{crediteur}", "crediteur", CREDITOR),
    ("client list", "GET", "clienten", "",
     {"--ending-within": "?eindigtBinnen", "--short": "?tekort", "--held": "?aangehouden",
      "--without-contract": "?zonderContract", "--without-grondslag": "?zonderGrondslag"}),
    ("client show", "GET", "clienten/{client}", "client", {}),
    ("client hold", "POST", "clienten/{client}/aanhoudingen", "client", REASON),
    ("client unhold", "POST", "clienten/{client}/vrijgaven", "client", REASON),
    ("client why", "GET", "clienten/{client}/uitleg", "client", {"--run": "?run"}),
    ("client destroy propose", "POST", "clienten/{client}/vernietigingsvoorstellen", "client", {}),
    ("client destroy confirm", "POST", "clienten/{client}/vernietigingen", "client", {}),
    ("run show", "GET", "runs", "", {}),
    ("run show", "GET", "runs/{run}", "run", {}),
    ("run import", "POST", "runs", "@", {}),
    ("run split", "POST", "runs/{run}/verdelingen", "run", {}),
    ("run accept-held", "POST", "runs/{run}/aanvaardingen", "run", {}),
    ("run reject", "POST", "runs/{run}/afwijzingen", "run", {}),
    ("run renew", "POST", "runs/{run}/herrichtingen", "run", {"--instruction": "[]betaalinstructies"}),
    ("batch show", "GET", "batches", "", {}),
    ("batch show", "GET", "batches/{batch}", "batch", {}),
    ("batch diff", "GET", "batches/{batch}/vergelijking", "batch", {}),
    ("batch sheet", "GET", "batches/{batch}/batchblad", "batch", {}),
    ("batch propose", "POST", "batches", "run", {"--instant": "instant"}),
    ("batch drop-line", "DELETE", "batches/{batch}/regels/{instructie}", "batch instructie", {}),
    ("batch rebuild", "POST", "batches/{batch}/herbouwingen", "batch", {}),
    ("batch withdraw", "POST", "batches/{batch}/intrekkingen", "batch", {}),
    ("batch sign", "POST", "batches/{batch}/handtekeningen", "batch", {}),
    ("batch release", "POST", "batches/{batch}/vrijgaven", "batch", {}),
    ("file show", "GET", "bestanden/{bestand}", "bestand", {}),
    ("file stop", "POST", "bestanden/{bestand}/stops", "bestand", REASON),
    ("file resolve", "POST", "bestanden/{bestand}/beslissingen", "bestand", {"--handed-over": "aangeboden", **REASON}),
    ("attempt show", "GET", "betalingen/{betaling}", "betaling", {}),
    ("attempt reissue", "POST", "betalingen/{betaling}/herbetalingen", "betaling", REASON),
    ("attempt declare-dead", "POST", "betalingen/{betaling}/doodverklaringen", "betaling", REASON),
    ("attempt recall", "POST", "betalingen/{betaling}/terugroepverzoeken", "betaling",
     {"--reason": "code", "--why": "reden"}),
    ("attempt recall-answer", "POST", "betalingen/{betaling}/terugroepweigeringen", "betaling", {"--no": "code"}),
    ("exception list", "GET", "uitzonderingen", "", {"--role": "?rol"}),
    ("exception show", "GET", "uitzonderingen/{uitzondering}", "uitzondering", {}),
    ("exception take", "POST", "uitzonderingen/{uitzondering}/behandelingen", "uitzondering", {}),
    ("exception close", "POST", "uitzonderingen/{uitzondering}/sluitingen", "uitzondering", REASON),
    ("bank read", "POST", "bankbestanden/lezingen", "@", {}),
    ("bank ingest", "POST", "bankbestanden", "@", {}),
    ("bank show", "GET", "afschriften", "", {}),
    ("bank show", "GET", "afschriften/{afschrift}", "afschrift", {}),
    ("bank set-aside", "POST", "afschriften/{afschrift}/terzijdeleggingen", "afschrift", REASON),
    ("reconcile show", "GET", "aansluitingen", "", {}),
    ("line candidates", "GET", "bankregels/{bankregel}/kandidaten", "bankregel", {}),
    ("line match", "POST", "bankregels/{bankregel}/koppelingen", "bankregel betaling", REASON),
    ("line force", "POST", "bankregels/{bankregel}/gedwongen-koppelingen", "bankregel betaling", REASON),
    ("line revoke", "POST", "bankregels/{bankregel}/herroepingen", "bankregel", REASON),
    ("line assign", "POST", "bankregels/{bankregel}/toewijzingen", "bankregel",
     {"--als": "als", "--betaling": "betaling", **REASON}),
    ("rule list", "GET", "herkenningsregels", "", {}),
    ("rule show", "GET", "herkenningsregels/{regel}", "regel", {}),
    ("rule add", "POST", "herkenningsregels", "",
     {"--als": "als", "--richting": "richting", "--rekening": "rekening", "--tegenrekening": "tegenrekening",
      "--bedrag-vanaf": "bedrag_vanaf", "--bedrag-tot": "bedrag_tot", "--tekst": "tekst", "--code": "code",
      "--from": "vanaf"}),
    ("rule end", "POST", "herkenningsregels/{regel}/beeindigingen", "regel", {"--op": "laatste_dag", **REASON}),
    ("vop list", "GET", "naamcontroles", "", {"--open": "?open"}),
    ("vop decide", "POST", "naamcontroles/{betaling}/besluiten", "betaling besluit", REASON),
    ("profile show", "GET", "bankprofielen", "", {}),
    ("profile show", "GET", "bankprofielen/{bankprofiel}", "bankprofiel", {}),
    ("profile check", "POST", "bankprofielen/controles", "@", {}),
    ("profile add", "POST", "bankprofielen", "@", {}),
    ("profile confirm", "POST", "bankprofielen/bevestigingen", "sha256", {}),
    ("month show", "GET", "maanden", "", {}),
    ("month show", "GET", "maanden/{maand}", "maand", {}),
    ("month close", "POST", "maanden/{maand}/afsluitingen", "maand", {}),
    ("month reopen", "POST", "maanden/{maand}/heropeningen", "maand", REASON),
    ("books show", "GET", "boeken", "", {}),
    ("restore lift propose", "POST", "herstel/opheffingsvoorstellen", "", {}),
    ("restore lift confirm", "POST", "herstel/opheffingen", "", {}),
    ("key rotate", "POST", "sleutelwisselingen", "", {"--again": "opnieuw"}),
    ("audit verify", "GET", "ketencontroles", "", {}),
    ("audit checkpoint", "GET", "ankers/huidige", "", {}),
    ("audit sample", "GET", "steekproeven", "?aantal=", {"--seed": "?zaad"}),
    ("inbox list", "GET", "ontvangsten", "", {}),
    ("inbox take", "POST", "ontvangsten", "", {}),
    ("schedule list", "GET", "agendataken", "", {}),
    ("schedule run", "POST", "agendataken", "", {"--time": "tijd"}),
    ("inzage", "POST", "clienten/{client}/inzages", "client", {}),
    ("note add", "POST", "clienten/{client}/notities", "client", TEXT),
    ("note replace", "POST", "notities/{notitie}/vervangingen", "notitie", TEXT),
    ("note list", "GET", "clienten/{client}/notities", "client", {"--history": "?geschiedenis"}),
    ("note health add", "POST", "clienten/{client}/gezondheidsnotities", "client", TEXT),
    ("note health replace", "POST", "gezondheidsnotities/{notitie}/vervangingen", "notitie", TEXT),
    ("note health list", "GET", "clienten/{client}/gezondheidsnotities", "client", {"--history": "?geschiedenis"}),
    ("log show", "GET", "clienten/{client}/verwerkingen", "client", DAYS),
    ("log access", "GET", "logboeken/toegang", "", DAYS),
    ("log export", "GET", "logboeken/verwerkingen", "", DAYS),
    ("retention list", "GET", "vernietigingslijsten", "", {}),
    ("retention propose", "POST", "vernietigingslijsten", "", {}),
    ("retention confirm", "POST", "vernietigingslijsten/{lijst}/bevestigingen", "lijst", {}),
    ("export journal", "GET", "exports/journaal", "", {}),
    ("export trial-balance", "GET", "exports/saldibalans", "", {}),
    ("export conservation", "GET", "exports/verantwoording", "", {}),
    ("export held", "GET", "exports/aanhoudingen", "", {}),
    ("export short", "GET", "exports/tekorten", "", {}),
    ("export split", "GET", "exports/verdelingen", "", {"--run": "?run"}),
    ("export review", "GET", "batches/{batch}/vergelijkingsregels", "batch", {}),
    ("export entries", "GET", "exports/bankregels", "", {}),
    ("export attempts", "GET", "exports/betalingen", "", {}),
]
LENGTHS = {"client destroy": 3, "inzage": 1, "note health": 3, "restore lift": 3}  # of commands that are no two words
WITH_PASSWORD = {"second-factor begin", "schedule run", "key rotate", "user password"}
VERSIONED = {"batch sign", "batch release"}
PRINTED = {"dossier export", "batch sheet", "audit checkpoint", "audit sample", "export", "log access", "log export"}


def etag_of(method, path, body):
    """What is read before it is changed: the things that it may be, or nothing."""
    parts = path.split("/")
    if path == "/v1/rekeningnummers" and method == "POST":
        return ["/v1/crediteuren/" + body["nummer"], "/v1/clienten/" + body["nummer"]]
    if method != "GET" and len(parts) > 3 and parts[2] in (
            "clienten", "huishoudens", "crediteuren", "contracten", "uitzonderingen", "herkenningsregels", "batches"):
        return ["/v1/%s/%s" % ("clienten" if parts[2] == "huishoudens" else parts[2], parts[3])]
    return []


class Request:
    """What is sent. `body` is an object, or the bytes of a file; `asks_version` of the batch that it names."""

    def __init__(self, method, path, body, command):
        self.method = method
        self.path = path
        self.body = body
        self.command = command
        self.kind = BINARY if isinstance(body, bytes) else "application/json"
        self.asks_version = command in VERSIONED
        self.asks_password = self.asks_version or command in WITH_PASSWORD
        self.etag_of = etag_of(method, path, body)
        self.prints = command in PRINTED or command.split()[0] == "export"


def by_itself(words):
    """Commands that are a route of their own for what an option says."""
    command = " ".join(words[:2])
    if command == "line assign" and "terugbetaling" in words:
        return ("line assign", "POST", "bankregels/{bankregel}/terugbetalingen", "bankregel",
                {"--als": None, "--contract": "contract", "--client": "client", **REASON})
    if command == "user role" and "--take" in words:
        return ("user role", "DELETE", "gebruikers/{gebruiker}/rollen/{rol}", "gebruiker rol", {"--take": None})
    if command == "user relation" and "--end" in words:
        return ("user relation", "DELETE", "gebruikers/{gebruiker}/relaties/{client}", "gebruiker client",
                {"--end": None})
    if command == "export specification":
        return ("export specification", "GET", "crediteuren/{crediteur}/specificatie", "", {"--creditor": "crediteur"})
    if command == "export journalpost":
        return ("export journalpost", "POST", "exports/journaalposten", "", {"--mapping": "@"})
    if command == "audit verify" and "--checkpoint" in words:
        return ("audit verify", "POST", "ketencontroles", "", {"--checkpoint": "@"})
    return None


FLAGS = {"--history", "--shared", "--all", "--short", "--held", "--without-grondslag", "--instant", "--handed-over", "--open",
         "--take", "--end", "--again"}


def split_words(rest):
    """The words in order, and the options with their values (all of them)."""
    positional, options = [], {}
    at = 0
    while at < len(rest):
        if not rest[at].startswith("--"):
            positional.append(rest[at])
        elif rest[at] in FLAGS:
            options[rest[at]] = [True]
        elif at + 1 < len(rest):
            at += 1
            options.setdefault(rest[at - 1], []).append(rest[at])
        else:
            return None
        at += 1
    return positional, options


def fits(row, positional, options):
    names = row[3].split()
    needed = sum(not name.startswith("?") or name.endswith("=") for name in names)
    return needed <= len(positional) <= len(names) and set(options) <= set(row[4]) | {"--as-of"}


def request_of(args):
    """The request that asks what these words ask; None when there is none (or the words are wrong)."""
    words = [str(each) for each in args]
    length = LENGTHS.get(words[0], LENGTHS.get(" ".join(words[:2]), 2))
    read = split_words(words[length:])
    if read is None:
        return None
    positional, options = read
    special = by_itself(words)
    rows = [special] if special else [row for row in TABLE if row[0] == " ".join(words[:length])]
    row = next((row for row in rows if fits(row, positional, options)), None)
    return made_of(row, positional, options) if row else None


def made_of(row, positional, options):
    command, method, path, names, known = row
    values = list(zip(names.split(), positional))
    for option, given in options.items():
        name = "?peildatum" if option == "--as-of" else known[option]
        if name:
            values += [(name, value) for value in given]
    in_path, query, body = {}, [], {}
    for name, value in values:
        plain = name.strip("?=<")
        is_text = name.startswith("<") or plain in ("wachtwoord", "nieuw_wachtwoord")
        if name == "@":
            body = pathlib.Path(value).read_bytes()
            if command == "profile check" or command == "profile add":
                query.append(("bankprofiel", pathlib.Path(value).stem))
        elif "{%s}" % plain in path:
            in_path[plain] = urllib.parse.quote(value, safe="")
        elif name.startswith("?") and (method == "GET"):
            query.append((plain, "true" if value is True else value))
        elif name.startswith("[]"):
            body.setdefault(name[2:], []).append(int(value))
        elif name.startswith("#"):
            body[name[1:]] = int(value)
        else:
            body[plain] = pathlib.Path(value).read_text().strip() if is_text else value
    target = "/v1/" + path.format(**in_path)
    if query:
        target += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
    return Request(method, target, body if body else None, command)


def as_typed(status, told, prints=False):
    """Exit code and output as the command line has them for this answer."""
    if status < 400:
        # The command line says of each answer that it is of a practice directory.
        if isinstance(told, str):
            return 0, told
        return 0, json.dumps(told if prints else {**told, "oefening": True}, ensure_ascii=False)
    refusal = {"fout": told["code"], "zin": told["detail"]}
    if "bevindingen" in told:
        refusal["bevindingen"] = [{"fout": each["code"], "zin": each["detail"]} for each in told["bevindingen"]]
    if told["code"] == "request_is_not_accepted":
        first = refusal["bevindingen"][0]
        if first["fout"].startswith(("field_", "json_", "request_")):  # words that the command does not take
            return 2, json.dumps(refusal, ensure_ascii=False)
        # Of values that are malformed the command line tells the first, and nothing beside it.
        return 1 if first["fout"] in RULES else 3, json.dumps(first, ensure_ascii=False)
    return 4 if status >= 500 else 3 if status == 400 else 1, json.dumps(refusal, ensure_ascii=False)
