// SPDX-License-Identifier: EUPL-1.2
#include "status_ingest.h"

#include "bank_archive.h"
#include "booked_file.h"
#include "ontzorgd/messages/pain002.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/bank_status.h"
#include "placing.h"
#include "status_answer.h"
#include "status_applier.h"
#include "status_exceptions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

using base::Done;
using base::Result;

/// Reads a report for the first time: what it says in other bytes is told apart from what it says,
/// and a code that nobody knows keeps it from being applied.
class FirstReading : public messages::StatusSink {
public:
    Result<Done> on_report(const reconcile::ReportHead& head) override {
        msg_id_ = head.message_id;
        created_ = head.created;
        add("report", head.message_id);
        add("about", head.original_message_id);
        add(head.status);
        return Done{};
    }
    Result<Done> on_payment(const reconcile::ReportedPayment& payment) override {
        add("payment", payment.original_id);
        add(payment.status);
        return Done{};
    }
    Result<Done> on_transaction(const reconcile::ReportedTransaction& transaction) override {
        add("transaction", transaction.end_to_end_id);
        for (const std::string* text :
             {&transaction.instruction_id, &transaction.uetr, &transaction.creditor_iban}) {
            add("with", *text);
        }
        add("amount", transaction.amount ? transaction.amount->to_string() : std::string{});
        add(transaction.status);
        return Done{};
    }
    [[nodiscard]] base::Digest digest() { return hash_.finish(); }
    [[nodiscard]] const std::string& msg_id() const { return msg_id_; }
    [[nodiscard]] std::optional<std::int64_t> created() const { return created_; }
    [[nodiscard]] const std::optional<base::Error>& finding() const { return finding_; }

private:
    void add(std::string_view name, std::string_view text) {
        hash_.update(name);
        hash_.update("\x1f");
        hash_.update(text);
        hash_.update("\n");
    }
    void add(const reconcile::Status& status) {
        check(status.code);
        add("status", status.code);
        for (const reconcile::StatusReason& each : status.reasons) {
            add("reason", each.code);
            add("text", each.text);
        }
        for (const reconcile::StatusCount& each : status.counts) {
            check(each.code);
            add(each.code, std::to_string(each.count));
        }
    }
    void check(std::string_view code) {
        if (finding_ || reconcile::meaning_of_status(code) != reconcile::StatusMeaning::unknown)
            return;
        finding_ = base::malformed("status_code_is_unknown", {{"value", std::string{code}}}).error;
    }

    crypto::Sha256Stream hash_;
    std::string msg_id_;
    std::optional<std::int64_t> created_;
    std::optional<base::Error> finding_;
};

/// The bank's name for its report in the characters of an id, so that nothing can hide in it.
std::string in_id_characters(std::string_view name) {
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        "0123456789/-?:().,'+_ ";
    std::string kept{name};
    std::ranges::replace_if(
        kept, [&](char c) { return allowed.find(c) == std::string_view::npos; }, '?');
    return kept;
}

/// Reports of one name that are there already: the one that says the same, and whether others say
/// something else. A report without a name is only known by its bytes.
struct SameName {
    std::int64_t repeats = 0;
    std::int64_t other = 0;
};

SameName same_name(store::Database& db, const std::string& msg_id, const base::Digest& content) {
    SameName found;
    if (msg_id.empty()) return found;
    for (const store::StatusReportRow& each : store::status_reports_named(db, msg_id)) {
        (each.content == content ? found.repeats : found.other) = each.id;
    }
    return found;
}

/// Lines that are of a part of a file may be of other payments by what the bank rejects now.
void place_parts(store::Database& db, Placing& placing, const std::vector<std::int64_t>& files) {
    bool has_parts = false;
    for (const std::int64_t file : files) {
        const bool may_be_a_total = placing.touch_totals_below(file);
        if (!may_be_a_total && !BookedFile{db, file}.has_parts()) continue;
        has_parts = true;
        placing.reports_changed(file);
    }
    if (has_parts) placing.finish();
}

/// The one transaction: what the report says is stored, settled and sealed.
Result<std::string> apply(Context& context, const fs::path& archived, const base::Digest& sha256,
                          FirstReading& first) {
    store::Database& db = context.town.db();
    store::Transaction transaction{db};
    Act act{context, "status_applied"};
    StatusAnswer answer;
    answer.report = store::next_status_report_id(db);
    answer.msg_id = in_id_characters(first.msg_id());
    const base::Digest content = first.digest();
    const SameName same = same_name(db, answer.msg_id, content);
    answer.repeats = same.repeats;
    const std::int64_t bank_file = store::next_bank_file_id(db);
    Placing placing{context, act.number()};
    store::ExceptionWriter& exceptions = placing.exceptions();
    // The answer stands in the row of the file and is known last: rows come in the order of their
    // keys.
    StatusApplier applier{context, exceptions, act.number(), answer};
    settle_kept_file(exceptions, sha256);
    store::add_bank_file(db, {.id = bank_file,
                              .sha256 = sha256,
                              .fact = act.number(),
                              .statements = 0,
                              .finding = {},
                              .answer = {}});
    store::add_status_report(db, {.id = answer.report,
                                  .bank_file = bank_file,
                                  .msg_id = answer.msg_id,
                                  .content = content,
                                  .repeats = same.repeats,
                                  .created = first.created(),
                                  .fact = act.number()});
    if (same.repeats == 0) {
        auto source = messages::open_file(archived.string());
        if (!source) return source.failure();
        const auto read = messages::read_pain002(source.value(), applier);
        if (!read) return read.failure();
        applier.finish();
        place_parts(db, placing, applier.files());
        if (same.other != 0) {
            exceptions.open(
                "statusbericht_tegenstrijdig", answer.msg_id, {}, "rechtmatigheid", std::nullopt,
                "report=" + std::to_string(answer.report) + "|other=" + std::to_string(same.other));
        }
    }
    const std::string text = encode(answer);
    store::set_bank_file_answer(db, bank_file, text);
    act.record()
        .add("bank_file", bank_file)
        .add("sha256", sha256)
        .add("report", answer.report)
        .add("named", answer.named)
        .add("deviating", answer.deviating)
        .add("not_ours", answer.not_ours)
        .add("name_checks", answer.name_checks);
    book_placing(act, placing);
    act.seal();
    transaction.commit();
    return text;
}

}  // namespace

bool is_status_report(const fs::path& file) {
    const auto source = messages::open_file(file.string());
    if (!source) return false;
    const auto block = source.value()();
    if (!block) return false;
    constexpr std::size_t enough = 16'384;
    const std::string_view begin{block.value().data(), std::min(block.value().size(), enough)};
    return messages::is_status_report(begin);
}

Result<Report> ingest_status_report(Context& context, const fs::path& file,
                                    const base::Digest& sha256, Kept kept,
                                    messages::ByteSource source) {
    ArchivingSource archive{context.town, std::move(source)};
    FirstReading first;
    const auto read = messages::read_pain002(archive.tee(), first, file.string());
    if (!read) return read.failure();
    if (!archive.drain() || archive.digest() != sha256) {
        return base::malformed("bank_file_is_damaged", {{"file", file.string()}});
    }
    archive.keep(context.town, sha256, ".xml");
    if (first.finding()) {
        const base::Error finding = first.finding()->with("file", file.filename().string());
        record_finding(context, finding, sha256, kept);
        return base::Failure{finding};
    }
    const fs::path archived = context.town.archive() / (base::to_hex(sha256) + ".xml");
    const auto answer = apply(context, archived, sha256, first);
    if (!answer) return answer.failure();
    return status_report_of(sha256, answer.value());
}

}  // namespace ontzorgd::service
