// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox.h"

#include "inbox_copy.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/receipt.h"
#include "ontzorgd/service/run.h"
#include "ontzorgd/service/town_settings.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/inbox.h"
#include "ontzorgd/wording/file_words.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

/// What became of a file, and what was found wrong with it.
struct Outcome {
    std::string_view word;  ///< taken, known, set_aside
    std::optional<base::Error> error;
    std::optional<Report> report;
};

/// The file is called what its sender calls it, not what we call the copy.
void name_as_sent(base::Error& error, const fs::path& copy, const std::string& name) {
    for (base::Detail& detail : error.details) {
        if (detail.value == copy.string() || detail.value == copy.filename().string()) {
            detail.value = safe_name(name);
        }
    }
    for (base::Error& cause : error.causes) name_as_sent(cause, copy, name);
}

Report told(const base::Error& error) {
    Report report;
    report.add("fout", error.code).add("zin", wording::sentence(error));
    for (const base::Detail& detail : error.details) report.add(detail.name, detail.value);
    std::vector<Report> causes;
    for (const base::Error& cause : error.causes) causes.push_back(told(cause));
    if (!causes.empty()) report.add_rows("bevindingen", std::move(causes));
    return report;
}

void write_sentences(std::string& text, const base::Error& error) {
    text += wording::sentence(error) + "\n";
    for (const base::Error& cause : error.causes) {
        text += "- ";
        write_sentences(text, cause);
    }
}

/// A name in `opzij` that nothing has; the same one again for a file that was not moved yet.
fs::path free_place(const fs::path& folder, const std::string& name) {
    fs::path place = folder / safe_name(name);
    for (int number = 2; see(place); ++number) {
        place = folder / (safe_name(name) + '.' + std::to_string(number));
    }
    return place;
}

void set_aside(const fs::path& file, const fs::path& place, const Outcome& outcome,
               const InboxCopy* copy, const Now& now) {
    std::string text = "Bestand " + place.filename().string() + " is niet verwerkt.\n\n";
    write_sentences(text, *outcome.error);
    Report report;
    report.add("bestand", place.filename().string()).add("wanneer", now.utc_text());
    if (copy != nullptr) {
        text += "\nSHA-256: " + base::to_hex(copy->sha256) + "\n";
        report.add("sha256", base::to_hex(copy->sha256));
    }
    text +=
        "\nVerhelp wat er mis is en leg het bestand opnieuw in de inbox, onder dezelfde of een "
        "andere naam.\n";
    report.add("bevinding", told(*outcome.error));
    if (outcome.report) report.add("gelezen", *outcome.report);
    write_file(place.string() + ".bevindingen.txt", text);
    write_file(place.string() + ".bevindingen.json", report.to_json() + "\n");
    rename_durably(file, place);
}

Outcome outcome_of(base::Result<Report> result, const InboxCopy& copy, const std::string& name) {
    if (!result) {
        base::Error error = result.error();
        name_as_sent(error, copy.path(), name);
        return {.word = "set_aside", .error = std::move(error), .report = {}};
    }
    Report report = std::move(result).value();
    if (!report.finding()) return {.word = "taken", .error = {}, .report = {}};
    base::Error error = *report.finding();
    name_as_sent(error, copy.path(), name);
    return {.word = "set_aside", .error = std::move(error), .report = std::move(report)};
}

/// Where it lies when it was taken in.
fs::path done_place(const Municipality& town, const InboxCopy& copy, const std::string& name) {
    constexpr std::size_t shown = 16;
    return inbox_folders(town).done /
           (base::to_hex(copy.sha256).substr(0, shown) + '-' + safe_name(name));
}

/// What a program that stopped took in, and did not come to say so, or said so and did not come to
/// move it. One whose bytes lie in `verwerkt` came a second time.
bool is_left_by_an_earlier_program(const Context& context, const InboxCopy& copy,
                                   const std::string& name) {
    const auto last = store::last_inbox_file(context.town.db(), copy.sha256, safe_name(name));
    return !last || (last->outcome == "taken" && !see(done_place(context.town, copy, name)));
}

Outcome process(Context& context, const InboxCopy& copy, const std::string& name, bool was_here,
                const AroundWholeWork& whole) {
    store::Database& db = context.town.db();
    if (store::is_known_to_the_books(db, copy.sha256)) {
        const bool is_ours = was_here && is_left_by_an_earlier_program(context, copy, name);
        return {.word = is_ours ? "taken" : "known", .error = {}, .report = {}};
    }
    if (copy.kind == InboxKind::run) {
        return outcome_of(import_run(context, copy.path()), copy, name);
    }
    std::optional<Outcome> outcome;
    whole([&] { outcome = outcome_of(ingest_bank_file(context, copy.path()), copy, name); });
    return *std::move(outcome);
}

/// The fact that says what became of it; one only, whenever the program stopped.
void record(Context& context, const store::InboxFileRow& row, bool was_here) {
    Municipality& town = context.town;
    if (was_here && row.sha256) {
        const auto last = store::last_inbox_file(town.db(), *row.sha256, row.name);
        if (last && last->outcome == row.outcome && last->code == row.code) return;
    }
    store::in_transaction(town.db(), [&] {
        Act act{context, "inbox_file_" + row.outcome};
        store::InboxFileRow made = row;
        made.fact = act.number();
        store::add_inbox_file(town.db(), made);
        if (row.sha256) act.record().add("sha256", *row.sha256);
        act.record().add("size", row.size).add("file_kind", audit::Word::of(row.kind));
        if (!row.code.empty()) act.record().add("code", audit::Word::of(row.code));
        act.seal();
    });
}

Report answer(const std::string& name, std::string_view kind, std::string_view outcome,
              std::string_view code, std::string_view sentence) {
    Report report;
    report.add("bestand", safe_name(name))
        .add("soort", kind)
        .add("staat", outcome)
        .add("code", code)
        .add("zin", sentence);
    return report;
}

/// Takes what lies in the inbox under this name for ourselves. False when it is gone.
bool claim(const InboxFolders& folders, const std::string& name) {
    const fs::path from = folders.inbox / name;
    const fs::path to = folders.busy / name;
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        sync_folder(folders.busy);
        return true;
    }
    if (errno == ENOENT) return false;
    throw FileFault{wording::file_fault_words(errno, "taking", from.string())};
}

/// Whoever sends it is not ready: it is put back, unless something else lies there by now.
void put_back(const InboxFolders& folders, const std::string& name) {
    const fs::path from = folders.busy / name;
    const fs::path to = folders.inbox / name;
    ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
}

base::Error why_aside(std::string_view code, const std::string& name) {
    return base::refuse(std::string{code}, {{"file", safe_name(name)}}).error;
}

/// What the same file would be logged as when a person brought it.
std::string_view command_for(const InboxCopy* copy) {
    if (copy == nullptr) return "inbox take";
    return copy->kind == InboxKind::run ? "run import" : "bank ingest";
}

Report finish(Context& context, const fs::path& file, const std::string& name,
              const InboxCopy* copy, bool was_here, const Outcome& outcome) {
    const std::string code = outcome.error ? outcome.error->code : std::string{};
    const std::string_view kind = copy == nullptr ? "none" : to_text(copy->kind);
    record(context,
           {.name = safe_name(name),
            .size = copy == nullptr ? 0 : copy->size,
            .sha256 = copy == nullptr ? std::nullopt : std::optional{copy->sha256},
            .kind = std::string{kind},
            .outcome = std::string{outcome.word},
            .code = code,
            .at = context.now.unix_seconds},
           was_here);
    if (context.town.mode() != Mode::dry_run) {
        const InboxFolders folders = inbox_folders(context.town);
        if (outcome.error) {
            set_aside(file, free_place(folders.aside, name), outcome, copy, context.now);
        } else {
            rename_durably(file, done_place(context.town, *copy, name));
        }
    }
    return answer(name, kind, outcome.word, code,
                  outcome.error ? wording::sentence(*outcome.error) : "");
}

/// What is to be done with it now, by the clock of the file system.
InboxDecision decide_now(const SeenEntry& entry, const InboxSettings& settings) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto still =
        std::chrono::floor<std::chrono::seconds>(now - std::chrono::nanoseconds{entry.changed_ns});
    return decide({.name = entry.name,
                   .kind = entry.kind,
                   .size = entry.size,
                   .still_for = still,
                   .is_being_written = false},
                  settings);
}

std::vector<Report> take_receipts(Context& context, const InboxSettings& settings,
                                  std::int64_t& waiting) {
    std::vector<Report> rows;
    for (const std::string& name : receipts_in(context.town)) {
        const auto seen = see(context.town.real_outbox() / name);
        // A mover may still be writing it.
        if (seen && decide_now(*seen, settings).step == InboxStep::wait) {
            ++waiting;
            continue;
        }
        auto taken = take_receipt(context, name);
        if (taken) rows.push_back(std::move(taken).value());
    }
    return rows;
}

/// Why what lies there can never be taken, however still it is.
std::string_view why_never(const SeenEntry& entry, const InboxSettings& settings) {
    return decide({.name = entry.name,
                   .kind = entry.kind,
                   .size = entry.size,
                   .still_for = settings.stalled,
                   .is_being_written = false},
                  settings)
        .code;
}

}  // namespace

base::Result<Report> take_in(Context& context, const std::string& name, std::string_view code,
                             const AroundWholeWork& whole) {
    if (const auto allowed = may(context.actor.roles, "inbox take"); !allowed)
        return allowed.failure();
    const InboxFolders folders = inbox_folders(context.town);
    const bool dry = context.town.mode() == Mode::dry_run;
    const bool was_here = !dry && see(folders.busy / name).has_value();
    if (!dry && !was_here && !claim(folders, name)) return answer(name, "none", "gone", "", "");
    const fs::path file = (dry ? folders.inbox : folders.busy) / name;
    const Unattended begun{.user = context.actor.name,
                           .via = "inbox",
                           .command = {},
                           .began_ms = clock_ms(),
                           .facts_before = store::chain_head(context.town.db()).length,
                           .day = context.now.today};
    const auto log = [&](const InboxCopy* copy, Ended ended) {
        Unattended done = begun;
        done.command = command_for(copy);
        done.ended = ended;
        log_unattended(context.town, done);
    };
    const auto finish_logged = [&](const InboxCopy* copy, const Outcome& outcome) {
        Report report = finish(context, file, name, copy, was_here, outcome);
        log(copy, outcome.error ? Ended::refused : Ended::done);
        return report;
    };
    const auto aside = [&](const base::Error& error) {
        return finish_logged(nullptr, {.word = "set_aside", .error = error, .report = {}});
    };
    const auto seen = see(file);
    if (!seen) return answer(name, "none", "gone", "", "");
    // It may be another thing by now than whoever decided about it saw: then it is looked at anew.
    const std::string_view found = why_never(*seen, settings_of(context.town).inbox);
    if (found != code && !dry && !was_here) {
        put_back(folders, name);
        return answer(name, "none", "still_changing", "", "");
    }
    if (!found.empty()) return aside(why_aside(found, name));
    InboxCopy copy{context.town.archive() / "tmp"};
    switch (copy.read(file)) {
        case InboxCopy::Read::whole: break;
        case InboxCopy::Read::unreadable: return aside(why_aside("inbox_file_is_unreadable", name));
        case InboxCopy::Read::changed:
            if (!dry) put_back(folders, name);
            return answer(name, "none", "still_changing", "", "");
    }
    if (copy.size == 0) return aside(why_aside("inbox_file_is_empty", name));
    try {
        return finish_logged(&copy, process(context, copy, name, was_here, whole));
    } catch (const std::exception&) {
        log(&copy, Ended::fault);
        throw;
    }
}

base::Result<Report> take_inbox(Context& context, const InboxSettings& settings) {
    if (const auto allowed = may(context.actor.roles, "inbox take"); !allowed)
        return allowed.failure();
    if (context.town.mode() != Mode::dry_run) make_inbox_folders(context.town);
    const InboxFolders folders = inbox_folders(context.town);
    std::vector<Report> rows;
    const auto take = [&](const std::string& name, std::string_view code) {
        auto taken = take_in(context, name, code);
        if (taken) rows.push_back(std::move(taken).value());
    };
    if (context.town.mode() != Mode::dry_run) {
        for (const SeenEntry& left : see_all(folders.busy)) take(left.name, {});
    }
    std::int64_t waiting = 0;
    if (fs::exists(folders.inbox)) {
        for (const SeenEntry& entry : see_all(folders.inbox)) {
            const InboxDecision decision = decide_now(entry, settings);
            if (decision.step == InboxStep::wait) ++waiting;
            if (decision.step == InboxStep::take) take(entry.name, {});
            if (decision.step == InboxStep::set_aside) take(entry.name, decision.code);
        }
    }
    std::vector<Report> receipts = take_receipts(context, settings, waiting);
    Report report;
    report.add("wacht", Value{waiting})
        .add_rows("bestanden", std::move(rows))
        .add_rows("bevestigingen", std::move(receipts));
    return report;
}

base::Result<Report> list_inbox(Municipality& town) {
    constexpr std::size_t most = 500;
    std::vector<Report> rows;
    for (const store::InboxFileRow& row : store::inbox_files(town.db(), most)) {
        Report told;
        told.add("wanneer", Now{.unix_seconds = row.at, .today = {}}.utc_text())
            .add("bestand", row.name)
            .add("soort", row.kind)
            .add("grootte", Value{row.size})
            .add("staat", row.outcome)
            .add("code", row.code)
            .add("sha256", row.sha256 ? base::to_hex(*row.sha256) : std::string{});
        rows.push_back(std::move(told));
    }
    Report report;
    report.add_rows("bestanden", std::move(rows));
    return report;
}

std::optional<Actor> unattended_actor(Municipality& town) {
    for (const store::StoredUser& user : store::all_users(town.db())) {
        Actor actor{.id = user.id, .name = user.name, .roles = {}};
        for (const std::string& text : store::roles_of(town.db(), user.id)) {
            if (const auto role = role_from(text)) actor.roles.push_back(*role);
        }
        if (std::ranges::find(actor.roles, Role::onbemand) != actor.roles.end()) return actor;
    }
    return std::nullopt;
}

}  // namespace ontzorgd::service
