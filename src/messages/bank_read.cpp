// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/bank_read.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/messages/json_text.h"
#include "ontzorgd/messages/mt940.h"
#include "status_counts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Result;

enum class Form : std::uint8_t { xml, mt940, empty, unknown };

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

bool begins_as_utf16(std::string_view begin) {
    return begin.starts_with("\xFE\xFF") || begin.starts_with("\xFF\xFE");
}

/// SWIFT blocks, or a line that begins with one of the tags an MT940 has before its entries.
bool looks_like_mt940(std::string_view begin) {
    if (base::trimmed(begin).starts_with("{1:F01")) return true;
    constexpr std::array<std::string_view, 5> tags = {":20:", ":25:", ":28C:", ":60F:", ":940:"};
    return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
        const std::size_t at = begin.find(tag);
        const bool is_there = at != std::string_view::npos;
        return is_there && (at == 0 || begin[at - 1] == '\n' || begin[at - 1] == '\r');
    });
}

Form form_of(std::string_view begin) {
    if (begins_as_utf16(begin)) return Form::xml;
    if (begin.starts_with(utf8_mark)) begin.remove_prefix(utf8_mark.size());
    const std::string_view text = base::trimmed(begin);
    if (text.empty()) return Form::empty;
    if (text.starts_with('<')) return Form::xml;
    return looks_like_mt940(begin) ? Form::mt940 : Form::unknown;
}

/// Enough of the file to see what it is, also when a source gives it byte by byte.
Result<std::string> beginning(const ByteSource& source) {
    constexpr std::size_t enough = 4096;
    std::string begin;
    while (begin.size() < enough) {
        const auto block = source();
        if (!block) return block.failure();
        if (block.value().empty()) break;
        begin.append(block.value().begin(), block.value().end());
    }
    return begin;
}

class Collector : public StatementSink {
public:
    Result<Done> on_statement(const reconcile::StatementHead& head) override {
        statements_.push_back({.head = head, .totals = {}});
        return Done{};
    }
    Result<Done> on_entry(const reconcile::Entry& /*entry*/) override { return Done{}; }
    Result<Done> on_statement_end(const reconcile::StatementTotals& totals) override {
        statements_.back().totals = totals;
        return Done{};
    }
    Result<Done> on_balances(const reconcile::StatementHead& head) override {
        statements_.back().head = head;
        return Done{};
    }
    std::vector<StatementReport> take() { return std::move(statements_); }

private:
    std::vector<StatementReport> statements_;
};

Result<BankFileReport> read_xml_statement(const ByteSource& source, const std::string& file) {
    Collector collector;
    CamtOptions options;
    options.file = file;
    const auto summary = read_camt(source, collector, options);
    if (!summary) return summary.failure();
    return BankFileReport{.file = file,
                          .message = summary.value().message,
                          .envelope = summary.value().envelope,
                          .statements = collector.take(),
                          .status = {}};
}

Result<BankFileReport> read_mt940_statement(const ByteSource& source, const std::string& file) {
    Collector collector;
    const auto summary = read_mt940(source, collector, {.file = file, .reads_on = true});
    if (!summary) return summary.failure();
    return BankFileReport{.file = file,
                          .message = "MT940",
                          .encoding = summary.value().encoding,
                          .statements = collector.take(),
                          .status = {}};
}

std::string_view word_of(reconcile::Proof proof) {
    switch (proof) {
        case reconcile::Proof::holds: return "yes";
        case reconcile::Proof::fails: return "NO";
        case reconcile::Proof::unknown: break;
    }
    return "";
}

/// One object, member by member.
class JsonObject {
public:
    void add(std::string_view name, std::string_view value) { add_raw(name, json_text(value)); }
    void add(std::string_view name, std::int64_t value) { add_raw(name, std::to_string(value)); }
    void add(std::string_view name, const std::optional<reconcile::DecimalAmount>& amount) {
        add(name, std::string_view{amount ? amount->to_string() : std::string{}});
    }
    void add(std::string_view name, const std::vector<std::string_view>& values) {
        std::string array;
        for (const std::string_view value : values) {
            array += (array.empty() ? "" : ", ") + json_text(value);
        }
        add_raw(name, "[" + array + "]");
    }
    [[nodiscard]] std::string text() const { return "{" + members_ + "\n  }"; }

private:
    void add_raw(std::string_view name, const std::string& value) {
        members_ += (members_.empty() ? "\n    " : ",\n    ") + json_text(name) + ": " + value;
    }
    std::string members_;
};

JsonObject object_of(const StatementReport& report, std::string_view envelope, std::size_t of) {
    const reconcile::StatementHead& head = report.head;
    const reconcile::StatementTotals& totals = report.totals;
    JsonObject json;
    json.add("message", envelope.empty() ? std::string_view{head.message} : envelope);
    json.add("document", head.message);
    json.add("statement", std::to_string(head.ordinal) + "/" + std::to_string(of));
    json.add("account", head.account);
    json.add("ElctrncSeqNb", head.electronic_sequence);
    json.add("currency", head.currency);
    json.add("entries", totals.entries);
    json.add("TxDtls", totals.tx_details);
    json.add("batch_entries", totals.batch_entries);
    json.add("reversals", totals.reversals);
    json.add("not_BOOK", totals.not_book);
    json.add("sum_credit", std::optional{totals.sum_credit});
    json.add("sum_debit", std::optional{totals.sum_debit});
    json.add("opening", totals.opening);
    json.add("closing", totals.closing);
    json.add("opening+C-D=closing", word_of(totals.proof));
    json.add("batches_whose_details_do_not_sum", totals.batches_whose_details_do_not_sum);
    json.add("findings", totals.findings);
    return json;
}

std::string object_of(const StatusCounts& status) {
    JsonObject json;
    json.add("message", status.message);
    json.add("MsgId", status.message_id);
    json.add("OrgnlMsgId", status.original_message_id);
    json.add("GrpSts", status.group_status);
    json.add("PmtInfSts", status.payment_statuses);
    json.add("TxInfAndSts", status.transactions);
    json.add("TxSts", status.transaction_statuses);
    json.add("Rsn", status.reasons);
    return json.text();
}

}  // namespace

Result<BankFileReport> read_any_bank_file(const std::string& path) {
    const auto source = open_file(path);
    if (!source) return source.failure();
    return read_any_bank_file(source.value(), path);
}

Result<BankFileReport> read_any_bank_file(const ByteSource& source, const std::string& file) {
    auto begin = beginning(source);
    if (!begin) return begin.failure();
    switch (form_of(begin.value())) {
        case Form::xml: break;
        case Form::mt940:
            return read_mt940_statement(prepend(std::move(begin).value(), source), file);
        case Form::empty: return base::malformed("file_is_empty", {{"file", file}});
        case Form::unknown: return base::malformed("kind_of_file_is_unknown", {{"file", file}});
    }
    if (is_status_report(begin.value())) {
        return read_status_counts(prepend(std::move(begin).value(), source), file);
    }
    return read_xml_statement(prepend(std::move(begin).value(), source), file);
}

Result<StatementForm> read_statements(const ByteSource& source, StatementSink& sink,
                                      const std::string& file) {
    auto begin = beginning(source);
    if (!begin) return begin.failure();
    const Form form = form_of(begin.value());
    if (form == Form::empty) return base::malformed("file_is_empty", {{"file", file}});
    if (form == Form::unknown) return base::malformed("kind_of_file_is_unknown", {{"file", file}});
    const ByteSource whole = prepend(std::move(begin).value(), source);
    if (form == Form::mt940) {
        const auto read = read_mt940(whole, sink, {.file = file});
        if (!read) return read.failure();
        return StatementForm::mt940;
    }
    CamtOptions options;
    options.file = file;
    const auto read = read_camt(whole, sink, options);
    if (!read) return read.failure();
    return StatementForm::camt;
}

std::string to_json(const BankFileReport& report) {
    if (report.status) return "[\n  " + object_of(*report.status) + "\n]\n";
    std::string json;
    for (const StatementReport& statement : report.statements) {
        JsonObject object = object_of(statement, report.envelope, report.statements.size());
        if (statement.head.message == "MT940") {
            object.add("information_fields", statement.totals.information_fields);
            object.add("encoding", std::string_view{report.encoding});
        }
        json += (json.empty() ? "\n  " : ",\n  ") + object.text();
    }
    return "[" + json + (json.empty() ? "]\n" : "\n]\n");
}

}  // namespace ontzorgd::messages
