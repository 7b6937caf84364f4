// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/receipt.h"

#include "inbox_copy.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/inbox.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ending = ".ack";
constexpr std::string_view differs = "overname_wijkt_af";
/// Says nothing, and so nothing that is wrong with the file either.
constexpr const char* is_empty = "receipt_is_empty";

/// Whether a line is what `sha256sum` writes of this file, also with --binary.
bool tells(std::string_view line, const store::StoredFile& file) {
    constexpr std::size_t digits = 64;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() < digits + 2) return false;
    const bool is_same = std::ranges::equal(
        line.substr(0, digits), base::to_hex(file.sha256), [](char told, char ours) {
            const bool is_capital = 'A' <= told && told <= 'F';
            return (is_capital ? static_cast<char>(told - 'A' + 'a') : told) == ours;
        });
    const std::string_view between = line.substr(digits, 2);
    return is_same && (between == "  " || between == " *") && line.substr(digits + 2) == file.name;
}

/// What is wrong with it; nothing when it says what it must of this file.
std::optional<base::Error> check(const std::string& text,
                                 const std::optional<store::StoredFile>& file,
                                 const std::string& name) {
    const auto wrong = [&](const char* code) {
        return base::refuse(code, {{"file", safe_name(name)}}).error;
    };
    if (!file) return wrong("receipt_is_of_no_file_of_ours");
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return wrong(is_empty);
    if (!tells(std::string_view{text}.substr(0, text.find('\n')), *file))
        return wrong("receipt_is_of_other_bytes");
    if (file->state != "handed_over") return wrong("receipt_is_of_a_file_not_handed_over");
    return std::nullopt;
}

bool is_told_to_differ(store::Database& db, const store::StoredFile& file) {
    const std::string cause = std::to_string(file.id);
    return std::ranges::count(store::open_causes(db, differs, cause), cause) > 0;
}

/// Gives whether it was new: the first time, or since another receipt said otherwise.
bool record_taken_over(Context& context, const store::StoredFile& file) {
    store::Database& db = context.town.db();
    const bool is_first = !store::receipt_of(db, file.id);
    if (!is_first && !is_told_to_differ(db, file)) return false;
    store::in_transaction(db, [&] {
        Act act{context, is_first ? "file_taken_over" : "file_receipt_agrees"};
        if (is_first) store::add_receipt(db, file.id, context.now.unix_seconds, act.number());
        store::ExceptionWriter{db, act.number(), context.now.today}.close(differs,
                                                                          std::to_string(file.id));
        act.record().add("file", file.id).add("sha256", file.sha256);
        act.seal();
    });
    return true;
}

/// One exception for a file, however often the mover says so.
void record_difference(Context& context, const store::StoredFile& file, std::string_view code) {
    store::Database& db = context.town.db();
    if (is_told_to_differ(db, file)) return;
    store::in_transaction(db, [&] {
        Act act{context, "file_receipt_differs"};
        store::ExceptionWriter{db, act.number(), context.now.today}.open(
            differs, std::to_string(file.id), {}, "rechtmatigheid", file.cents,
            "file=" + file.name + "|batch=" + std::to_string(file.batch));
        act.record().add("file", file.id).add("code", audit::Word::of(code));
        act.seal();
    });
}

void move_to(const Context& context, const std::string& name, const char* folder) {
    if (context.town.mode() == Mode::dry_run) return;
    const fs::path outbox = context.town.real_outbox();
    fs::create_directories(outbox / folder);
    rename_durably(outbox / name, outbox / folder / safe_name(name));
}

Report answer(const std::string& name, std::string_view state, std::string_view code) {
    Report report;
    report.add("bestand", safe_name(name)).add("staat", state).add("code", code);
    return report;
}

Report take_it(Context& context, const std::string& name) {
    constexpr std::int64_t largest = 10'000;
    const fs::path path = context.town.real_outbox() / name;
    const auto seen = see(path);
    if (!seen) return answer(name, "gone", "");
    InboxCopy copy{context.town.archive() / "tmp"};
    const bool is_read = seen->kind == EntryKind::file && seen->size < largest &&
                         copy.read(path) == InboxCopy::Read::whole;
    store::Database& db = context.town.db();
    const auto file =
        store::file_named(db, std::string_view{name}.substr(0, name.size() - ending.size()));
    const auto wrong =
        is_read ? check(read_file(copy.path()), file, name)
                : std::optional{
                      base::refuse("receipt_is_unreadable", {{"file", safe_name(name)}}).error};
    if (!wrong) {
        const bool is_new = record_taken_over(context, *file);
        move_to(context, name, "bevestigd");
        return answer(name, is_new ? "taken" : "known", "");
    }
    if (file && wrong->code != is_empty) record_difference(context, *file, wrong->code);
    if (context.town.mode() != Mode::dry_run) {
        const fs::path aside = context.town.real_outbox() / "opzij";
        fs::create_directories(aside);
        write_file(aside / (safe_name(name) + ".bevindingen.txt"),
                   wording::sentence(*wrong) + "\n");
    }
    move_to(context, name, "opzij");
    return answer(name, "set_aside", wrong->code);
}

}  // namespace

bool is_name_of_receipt(std::string_view name) {
    return name.ends_with(ending) && name.size() > ending.size() && !name.starts_with('.');
}

std::vector<std::string> receipts_in(const Municipality& town) {
    std::vector<std::string> names;
    for (const SeenEntry& entry : see_all(town.real_outbox())) {
        if (is_name_of_receipt(entry.name)) names.push_back(entry.name);
    }
    return names;
}

base::Result<Report> take_receipt(Context& context, const std::string& name) {
    if (const auto allowed = may(context.actor.roles, "inbox take"); !allowed)
        return allowed.failure();
    const Unattended done{.user = context.actor.name,
                          .via = "outbox",
                          .command = "inbox take",
                          .began_ms = clock_ms(),
                          .facts_before = store::chain_head(context.town.db()).length,
                          .day = context.now.today};
    Report report = take_it(context, name);
    log_unattended(context.town, done);
    return report;
}

}  // namespace ontzorgd::service
