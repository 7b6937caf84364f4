// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/bank_read.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/messages/mt940.h"
#include "order_counts.h"
#include "status_counts.h"
#include "utf16.h"
#include "xml_message.h"

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

/// A beginning in UTF-8, whatever a file is written in: as far as it is text.
std::string readable(std::string_view begin) {
    if (!begins_as_utf16(begin)) return std::string{begin};
    const ByteSource source = utf8_of_utf16(source_of(begin.substr(0, begin.size() / 2 * 2)));
    const auto text = source();
    return text ? std::string{text.value().begin(), text.value().end()} : std::string{};
}

Form form_of(std::string_view beginning) {
    const std::string begin = readable(beginning);
    std::string_view text = base::trimmed(begin);
    while (text.starts_with(utf8_mark)) text = base::trimmed(text.substr(utf8_mark.size()));
    if (text.empty()) return begin.empty() && !beginning.empty() ? Form::unknown : Form::empty;
    if (text.starts_with('<')) return Form::xml;
    return looks_like_mt940(text) ? Form::mt940 : Form::unknown;
}

/// Enough of the file to see what it is, also when a source gives it byte by byte.
Result<std::string> beginning(const ByteSource& source) {
    constexpr std::size_t enough = 16'384;
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
    const auto summary = read_camt(source, collector, {.file = file});
    if (!summary) return summary.failure();
    return BankFileReport{.file = file,
                          .message = summary.value().message,
                          .envelope = summary.value().envelope,
                          .statements = collector.take(),
                          .status = {}};
}

Result<BankFileReport> read_mt940_statement(const ByteSource& source, const std::string& file,
                                            bool is_utf16) {
    Collector collector;
    const auto summary = read_mt940(is_utf16 ? utf8_of_utf16(source) : source, collector,
                                    {.file = file, .reads_on = true});
    if (!summary) return summary.failure();
    return BankFileReport{.file = file,
                          .message = "MT940",
                          .encoding = is_utf16 ? "UTF-16" : summary.value().encoding,
                          .statements = collector.take(),
                          .status = {}};
}

/// Of a file that is one of ours to read.
Result<Form> known_form(std::string_view begin, const std::string& file) {
    const Form form = form_of(begin);
    if (form == Form::empty) return base::malformed("file_is_empty", {{"file", file}});
    if (form == Form::unknown) return base::malformed("kind_of_file_is_unknown", {{"file", file}});
    return form;
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
    const auto form = known_form(begin.value(), file);
    if (!form) return form.failure();
    const std::string message =
        form.value() == Form::xml ? message_of_xml(begin.value()) : std::string{};
    const bool is_utf16 = begins_as_utf16(begin.value());
    const ByteSource whole = prepend(std::move(begin).value(), source);
    if (form.value() == Form::mt940) return read_mt940_statement(whole, file, is_utf16);
    if (message.starts_with("pain.001")) return read_order_counts(whole, file);
    if (message.starts_with("pain.002")) return read_status_counts(whole, file);
    return read_xml_statement(whole, file);
}

Result<StatementForm> read_statements(const ByteSource& source, StatementSink& sink,
                                      const std::string& file) {
    auto begin = beginning(source);
    if (!begin) return begin.failure();
    const auto form = known_form(begin.value(), file);
    if (!form) return form.failure();
    const bool is_utf16 = begins_as_utf16(begin.value());
    const ByteSource whole = prepend(std::move(begin).value(), source);
    if (form.value() == Form::mt940) {
        const auto read = read_mt940(is_utf16 ? utf8_of_utf16(whole) : whole, sink, {.file = file});
        if (!read) return read.failure();
        return StatementForm::mt940;
    }
    const auto read = read_camt(whole, sink, {.file = file});
    if (!read) return read.failure();
    return StatementForm::camt;
}

}  // namespace ontzorgd::messages
