// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/mt940.h"

#include "mt940_fields.h"
#include "mt940_information.h"
#include "mt940_line.h"
#include "mt940_text.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/values/iban.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Failure;
using base::Result;
using reconcile::Balance;

constexpr std::string_view opening_kind = "OPBD";
constexpr std::string_view closing_kind = "CLBD";
/// Several :86: of one entry together are no longer than one may be.
constexpr std::size_t most_information = longest_mt940_field;

std::string_view without_blanks_behind(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

constexpr std::string_view unreadable_balance = "balance_is_unreadable";

/// Mark, day and currency of a balance.
std::string without_amount(std::string_view balance) {
    constexpr std::size_t length = 10;
    return std::string{base::trimmed(balance).substr(0, length)};
}

/// The report of what is booked so far today has this, and the statement of the day tells it again.
bool is_of_mt942(std::string_view tag) {
    return tag == "34F" || tag == "942";
}

class Mt940Reader {
public:
    Mt940Reader(const ByteSource& source, StatementSink& sink, const Mt940Options& options)
        : fields_{source}, sink_{sink}, options_{options} {}

    Result<Mt940Summary> read();

private:
    using Take = Result<Done> (Mt940Reader::*)();
    struct Tag {
        std::string_view tag;
        Take take;
    };
    /// Null for a tag that says nothing to us.
    static Take take_of(std::string_view tag);

    Result<Done> read_parts();
    Result<Done> take_field();
    Result<Done> take_start();
    Result<Done> take_account();
    Result<Done> take_number();
    Result<Done> take_opening();
    Result<Done> take_line();
    Result<Done> take_information();
    Result<Done> take_closing();
    Result<Done> take_available() { return take_other_balance("CLAV"); }
    Result<Done> take_forward() { return take_other_balance("FWAV"); }
    Result<Done> take_other_balance(std::string_view kind);

    Result<Done> begin_statement();
    Result<Done> begin_page();
    Result<Done> give_head();
    Result<Done> give_entry();
    Result<Done> end_statement();
    void name_statement();
    void check_page();
    [[nodiscard]] reconcile::StatementTotals totals() const;

    Result<Done> add_balance(std::string_view kind, std::string_view code_when_two);
    void add_finding(std::string_view code);
    [[nodiscard]] Failure out_of_place() const;
    [[nodiscard]] Failure located(const base::Error& error) const;
    /// The text of the field in hand, in UTF-8.
    std::string_view text_of_field();
    [[nodiscard]] const std::string& tag() const { return fields_.field().tag; }

    Mt940Fields fields_;
    StatementSink& sink_;
    const Mt940Options& options_;
    Mt940Text decoder_;
    std::string bytes_;  ///< of the field in hand, joined
    Mt940Summary summary_;

    bool in_statement_ = false;
    bool seen_number_ = false;
    bool seen_opening_ = false;  ///< the tag, readable or not
    bool seen_closing_ = false;
    bool head_is_given_ = false;
    reconcile::StatementHead head_;
    reconcile::StatementTally tally_;
    std::int64_t information_fields_ = 0;
    std::string statement_information_;
    std::vector<std::string_view> findings_;

    struct PageBefore {
        std::string account;
        reconcile::DecimalAmount closing;
    };
    std::optional<PageBefore> page_before_;  ///< when more pages follow the statement before

    bool has_entry_ = false;
    reconcile::Entry entry_;
    std::string line_text_;  ///< the first line of its :61:, which `line_` points into
    std::string more_;
    std::string information_;
    Mt940Line line_;
};

Mt940Reader::Take Mt940Reader::take_of(std::string_view tag) {
    constexpr std::array<Tag, 14> all = {{{"61", &Mt940Reader::take_line},
                                          {"86", &Mt940Reader::take_information},
                                          {"20", &Mt940Reader::take_start},
                                          {"25", &Mt940Reader::take_account},
                                          {"25P", &Mt940Reader::take_account},
                                          {"28", &Mt940Reader::take_number},
                                          {"28C", &Mt940Reader::take_number},
                                          {"60F", &Mt940Reader::take_opening},
                                          {"60M", &Mt940Reader::take_opening},
                                          {"62F", &Mt940Reader::take_closing},
                                          {"62M", &Mt940Reader::take_closing},
                                          {"64", &Mt940Reader::take_available},
                                          {"65", &Mt940Reader::take_forward},
                                          {"940", &Mt940Reader::end_statement}}};
    const auto* const found =
        std::find_if(all.begin(), all.end(), [&](const Tag& one) { return one.tag == tag; });
    return found == all.end() ? nullptr : found->take;
}

// --- errors and findings ---

Failure Mt940Reader::located(const base::Error& error) const {
    base::Error full = error;
    if (full.detail("line").empty()) {
        const std::int64_t line = fields_.field().line;
        full = full.with("line", std::to_string(line > 0 ? line : fields_.line()));
    }
    if (!options_.file.empty()) full = full.with("file", options_.file);
    if (in_statement_) full = full.with("statement", std::to_string(summary_.statements));
    if (has_entry_) full = full.with("entry", std::to_string(entry_.index));
    return Failure{std::move(full)};
}

Failure Mt940Reader::out_of_place() const {
    return base::malformed("tag_is_out_of_place", {{"field", ":" + tag() + ":"}});
}

void Mt940Reader::add_finding(std::string_view code) {
    if (std::find(findings_.begin(), findings_.end(), code) == findings_.end()) {
        findings_.push_back(code);
    }
}

std::string_view Mt940Reader::text_of_field() {
    const Mt940Field& field = fields_.field();
    if (field.more.empty()) return decoder_.decode(field.first);
    // Joined before it is decoded: a line may end inside a character.
    bytes_ = field.first;
    bytes_ += field.more;
    return decoder_.decode(bytes_);
}

// --- statement ---

Result<Done> Mt940Reader::begin_statement() {
    if (auto ended = end_statement(); !ended) return ended;
    if (summary_.statements == most_mt940_statements) {
        return base::malformed("file_has_too_many_statements");
    }
    in_statement_ = true;
    seen_number_ = false;
    seen_opening_ = false;
    seen_closing_ = false;
    head_is_given_ = false;
    head_ = {};
    head_.message = "MT940";
    head_.ordinal = ++summary_.statements;
    tally_ = {};
    information_fields_ = 0;
    statement_information_.clear();
    findings_.clear();
    entry_.index = 0;
    return Done{};
}

/// A page that begins with its balance alone goes on with what the page before it said.
Result<Done> Mt940Reader::begin_page() {
    reconcile::StatementHead before = head_;
    const bool seen_number = seen_number_;
    if (auto begun = begin_statement(); !begun) return begun;
    head_.message_id = std::move(before.message_id);
    head_.account = std::move(before.account);
    head_.account_is_iban = before.account_is_iban;
    head_.electronic_sequence = std::move(before.electronic_sequence);
    head_.page = before.page;
    seen_number_ = seen_number;
    return Done{};
}

Result<Done> Mt940Reader::take_start() {
    if (auto begun = begin_statement(); !begun) return begun;
    head_.message_id = base::trimmed(text_of_field());
    return Done{};
}

Result<Done> Mt940Reader::take_account() {
    const bool is_another = in_statement_ && (!head_.account.empty() || head_is_given_ ||
                                              seen_opening_ || seen_closing_);
    if (!in_statement_ || is_another) {
        if (auto begun = begin_statement(); !begun) return begun;
    }
    head_.account = base::trimmed(decoder_.decode(fields_.field().first));
    const Mt940Account account = account_in_mt940(head_.account);
    head_.account_is_iban = account.account != head_.account || !account.currency.empty() ||
                            bool{values::Iban::parse(head_.account)};
    return Done{};
}

Result<Done> Mt940Reader::take_number() {
    if (!in_statement_ || seen_number_ || head_is_given_) return out_of_place();
    seen_number_ = true;
    head_.electronic_sequence = without_blanks_behind(decoder_.decode(fields_.field().first));
    head_.page = parse_mt940_number(head_.electronic_sequence).page;
    return Done{};
}

Result<Done> Mt940Reader::take_opening() {
    if (!in_statement_) return out_of_place();
    if (seen_closing_) {
        if (auto begun = begin_page(); !begun) return begun;
    }
    if (entry_.index > 0) return out_of_place();
    seen_opening_ = true;
    auto added = add_balance(opening_kind, "statement_has_two_opening_balances");
    if (added && tag() == "60M") check_page();
    return added;
}

/// Where the page before it is in the file, it begins where that ended.
void Mt940Reader::check_page() {
    const Balance* opening = head_.opening();
    const bool goes_on = page_before_ && page_before_->account == head_.account;
    if (!goes_on || opening == nullptr) return;
    if (!opening->amount.same_number(page_before_->closing)) add_finding("page_does_not_continue");
}

Result<Done> Mt940Reader::take_closing() {
    if (!in_statement_) return out_of_place();
    if (auto given = give_entry(); !given) return given;
    if (auto given = give_head(); !given) return given;
    seen_closing_ = true;
    head_.is_last_page = tag().ends_with('F');
    return add_balance(closing_kind, "statement_has_two_closing_balances");
}

Result<Done> Mt940Reader::take_other_balance(std::string_view kind) {
    if (!in_statement_) return out_of_place();
    if (auto given = give_entry(); !given) return given;
    if (auto given = give_head(); !given) return given;
    return add_balance(kind, {});
}

Result<Done> Mt940Reader::add_balance(std::string_view kind, std::string_view code_when_two) {
    const std::string text{decoder_.decode(fields_.field().first)};
    auto read = parse_mt940_balance(text, kind);
    if (!read) {
        if (!options_.reads_on) return Failure{read.error().with("field", ":" + tag() + ":")};
        add_finding(unreadable_balance);
        read = parse_mt940_balance(without_amount(text) + '0', kind);
        if (!read) return Done{};
    }
    const Balance& balance = read.value();
    const Balance* first = head_.balance(kind);
    if (first != nullptr && !code_when_two.empty()) {
        // The same one twice does no harm.
        if (*first == balance) return Done{};
        return base::malformed(std::string{code_when_two});
    }
    if (head_.balances.size() == most_mt940_balances) {
        return base::malformed("statement_has_too_many_balances");
    }
    if (head_.currency.empty()) head_.currency = balance.amount.currency();
    head_.balances.push_back(balance);
    return Done{};
}

/// What tells the statement from others of its account and day. A bank that does not number them
/// gives the same zero to all; then its balances do, of which the closing one is known at its end.
void Mt940Reader::name_statement() {
    head_.statement_id = base::trimmed(head_.electronic_sequence);
    if (parse_mt940_number(head_.electronic_sequence).number) return;
    std::string name;
    for (const Balance* balance : {head_.opening(), head_.closing()}) {
        if (balance == nullptr) continue;
        name += (name.empty() ? "" : " - ") + balance->date.to_string() + ' ' +
                balance->amount.to_string();
    }
    if (!name.empty()) head_.statement_id = name;
}

Result<Done> Mt940Reader::give_head() {
    if (std::exchange(head_is_given_, true)) return Done{};
    name_statement();
    return sink_.on_statement(head_);
}

reconcile::StatementTotals Mt940Reader::totals() const {
    reconcile::StatementTotals totals =
        tally_.finish(head_, declared_in_mt940(statement_information_));
    totals.information_fields = information_fields_;
    // The one detail an entry is given tells what the entry is; the message itself has none.
    totals.tx_details = 0;
    for (const std::string_view finding : findings_) {
        const bool is_there = std::find(totals.findings.begin(), totals.findings.end(), finding) !=
                              totals.findings.end();
        if (!is_there) totals.findings.push_back(finding);
        // What could not be read proves nothing, also when nought happens to add up.
        const bool proves_nothing =
            finding == unreadable_balance && totals.proof == reconcile::Proof::holds;
        if (proves_nothing) totals.proof = reconcile::Proof::fails;
    }
    return totals;
}

Result<Done> Mt940Reader::end_statement() {
    if (!in_statement_) return Done{};
    if (auto given = give_entry(); !given) return given;
    if (auto given = give_head(); !given) return given;
    if (!seen_closing_) add_finding("statement_is_cut_off");
    const std::string_view named = account_in_mt940(head_.account).currency;
    if (!named.empty() && !head_.currency.empty() && named != head_.currency) {
        add_finding("currencies_differ");
    }
    name_statement();
    if (auto given = sink_.on_balances(head_); !given) return given;
    auto done = sink_.on_statement_end(totals());
    if (!done) return done;
    in_statement_ = false;
    page_before_.reset();
    const Balance* closing = head_.closing();
    if (closing != nullptr && head_.is_last_page == false) {
        page_before_ = PageBefore{.account = head_.account, .closing = closing->amount};
    }
    return done;
}

// --- entry ---

Result<Done> Mt940Reader::take_line() {
    if (!in_statement_ || seen_closing_) return out_of_place();
    if (auto given = give_entry(); !given) return given;
    if (auto given = give_head(); !given) return given;
    ++entry_.index;
    ++summary_.entries;
    has_entry_ = true;
    line_text_ = decoder_.decode(fields_.field().first);
    more_ = decoder_.decode(fields_.field().more);
    information_.clear();
    const auto line = parse_mt940_line(line_text_, head_.currency);
    if (!line) return line.failure();
    line_ = line.value();
    return Done{};
}

/// Behind a :61: it is of that entry, else of the statement (ING writes one behind :62F:).
Result<Done> Mt940Reader::take_information() {
    if (!in_statement_) return out_of_place();
    ++information_fields_;
    std::string& text = has_entry_ ? information_ : statement_information_;
    const std::string_view more = text_of_field();
    if (text.size() + more.size() > most_information) {
        return base::malformed("field_is_too_long", {{"field", ":86:"}});
    }
    text += more;
    return Done{};
}

Result<Done> Mt940Reader::give_entry() {
    if (!has_entry_) return Done{};
    entry_.amount = line_.amount;
    entry_.direction = line_.direction;
    entry_.is_reversal = line_.is_reversal;
    entry_.booking_date = line_.entry_date;
    entry_.value_date = line_.value_date;
    fill_mt940_entry(line_, {.text = information_, .more = more_}, entry_);
    if (auto added = tally_.add(entry_); !added) return added;
    auto given = sink_.on_entry(entry_);
    if (given) has_entry_ = false;
    return given;
}

// --- the file ---

Result<Done> Mt940Reader::take_field() {
    if (is_of_mt942(tag())) {
        return base::refuse("message_kind_is_not_read_here", {{"kind", "MT942"}});
    }
    if (const Take take = take_of(tag()); take != nullptr) {
        if (auto taken = (this->*take)(); !taken) return taken;
    }
    if (!fields_.field().has_broken_tag) return Done{};
    if (!options_.reads_on) {
        return base::malformed("tag_is_malformed", {{"field", ":" + tag() + ":"}});
    }
    add_finding("tag_is_malformed");
    return Done{};
}

Result<Done> Mt940Reader::read_parts() {
    while (true) {
        const auto part = fields_.next();
        if (!part) return part.failure();
        if (part.value() == Mt940Part::end) return end_statement();
        auto taken = part.value() == Mt940Part::field ? take_field() : end_statement();
        if (!taken) return taken;
    }
}

Result<Mt940Summary> Mt940Reader::read() {
    if (const auto read = read_parts(); !read) return located(read.error());
    if (summary_.statements == 0) return located(base::malformed("no_statement_found").error);
    summary_.encoding = decoder_.assumed();
    return summary_;
}

}  // namespace

Result<Mt940Summary> read_mt940(const ByteSource& source, StatementSink& sink,
                                const Mt940Options& options) {
    return Mt940Reader{source, sink, options}.read();
}

}  // namespace ontzorgd::messages
