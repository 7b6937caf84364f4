// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/camt.h"

#include "field.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/reconcile/amsterdam_date.h"
#include "xml_steps.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Failure;
using base::Result;
using base::trimmed;
using reconcile::BankTxCode;
using reconcile::DecimalAmount;
using reconcile::Direction;
using reconcile::EntryDetail;
using reconcile::EntryStatus;

/// The elements that hold others we read. Everything else is a leaf, or is passed over.
enum class Node : std::uint8_t {
    outside,  ///< around `Document`: a business envelope, or nothing
    passed,   ///< an element that says nothing to us, and all in it
    leaf,
    document,
    message,
    group_header,
    group_pages,
    statement,
    statement_pages,
    period,
    account,
    account_id,
    account_other,
    balance,
    balance_type,
    balance_date,
    summary,
    summary_total,
    entry,
    entry_status,
    booking_date,
    value_date,
    bank_code,
    bank_domain,
    bank_family,
    bank_proprietary,
    entry_details,
    batch,
    detail,
    references,
    amounts,
    tx_amount,
    instructed_amount,
    charges,
    charge,
    parties,
    party,
    party_account,
    party_account_id,
    party_other,
    ultimate_party,
    remittance,
    structured,
    creditor_reference,
    return_information,
    return_reason,
    count,
};

class CamtReader;
using Step = XmlStep<CamtReader, Node>;

constexpr Step leaf(auto... parts) {
    return Step::leaf(parts...);
}

constexpr Step branch(auto... parts) {
    return Step::branch(parts...);
}

/// A party as a detail gives it, before it is known which of the two is the counterparty.
struct Party {
    std::string name;
    std::string iban;
    std::string other_account;
    std::string ultimate_name;

    void clear() {
        for (std::string* text : {&name, &iban, &other_account, &ultimate_name}) text->clear();
    }
    [[nodiscard]] bool is_given() const {
        return !name.empty() || !iban.empty() || !other_account.empty();
    }
    [[nodiscard]] std::string_view account() const { return iban.empty() ? other_account : iban; }
};

/// Amount, direction and the like while an element is being read.
struct Pending {
    std::optional<DecimalAmount> amount;
    std::optional<Direction> direction;
};

struct PendingBalance : Pending {
    std::string kind;
    std::optional<values::CivilDate> date;
};

class CamtReader : public XmlStepReader<CamtReader, Node> {
public:
    CamtReader(StatementSink& sink, const CamtOptions& options) : sink_{sink}, options_{options} {}

    static const Step* find_step(Node parent, std::string_view name);
    void accept(const MessageKind& kind);

    /// Adds where in the file an error stands.
    [[nodiscard]] Failure located(const base::Error& error) const;
    [[nodiscard]] Result<CamtSummary> summary() const;

    // --- what the steps do; names as in the table below
    // -------------------------------------------

    void group_message_id(std::string_view text) { summary_.message_id = trimmed(text); }
    void group_page(std::string_view text) { group_page_ = number(text); }
    void group_last_page(std::string_view text) { group_last_page_ = flag(text); }

    void begin_statement();
    void end_statement();
    reconcile::StatementHead& head() { return head_; }
    void page(std::string_view text) {
        if (head_.pages_are_of_message) head_.is_last_page.reset();
        head_.pages_are_of_message = false;
        head_.page = number(text);
    }
    void last_page(std::string_view text) { head_.is_last_page = flag(text); }
    void account(std::string_view text, bool is_iban) {
        head_.account = trimmed(text);
        head_.account_is_iban = is_iban;
    }

    void begin_balance();
    void end_balance();
    PendingBalance& balance() { return balance_; }

    void begin_declared(reconcile::DeclaredTotal& total) {
        declared_total_ = &total;
        net_ = {};
    }
    reconcile::DeclaredTotals& declared() { return declared_; }
    reconcile::DeclaredTotal& declared_total() { return *declared_total_; }
    Pending& net() { return net_; }
    void declared_count(std::string_view text);
    /// A sum that has no currency of its own, and a sign where a bank writes one.
    std::optional<DecimalAmount> declared_sum(std::string_view text);
    void end_declared();

    void begin_entry();
    void end_entry();
    reconcile::Entry& entry() { return entry_; }
    void entry_amount(std::string_view text);
    void entry_direction(std::string_view text);
    void entry_status(std::string_view text);
    void begin_entry_details();
    void begin_batch();
    reconcile::Batch& batch() { return is_first_batch_ ? *entry_.batch : other_batch_; }

    void begin_code() { code_ = in_detail_ ? &detail().bank_tx_code : &entry_.bank_tx_code; }
    BankTxCode& code() { return *code_; }

    void begin_detail();
    void end_detail();
    EntryDetail& detail() { return entry_.details[detail_count_ - 1]; }
    void use_tx_amount(std::string_view text) {
        // TxDtls/Amt of later versions goes before AmtDtls/TxAmt, also in the schema's order.
        if (!detail().amount) detail().amount = amount(text);
    }
    void original_amount(std::string_view text) { detail().original = loose_amount(text); }
    /// Charges stand in records of their own, under a total or without one; in .02 each is a whole
    /// `Chrgs`.
    void begin_charge() { charge_ = {}; }
    void charge_amount(std::string_view text) { charge_.amount = loose_amount(text); }
    void charge_direction(std::string_view text) {
        if (trimmed(text) == "CRDT") charge_ = {};
    }
    void end_charge();
    void total_charges(std::string_view text) {
        charges() = loose_amount(text);
        has_total_charges_ = true;
    }
    void end_record() {
        end_charge();
        charge_ = {};
    }
    void end_charges() {
        end_record();
        has_total_charges_ = false;
    }
    void begin_debtor() { party_ = &debtor_; }
    void begin_creditor() { party_ = &creditor_; }
    Party& party() { return *party_; }
    void structured_reference(std::string_view text) {
        if (detail().structured_references++ == 0) detail().structured_reference = trimmed(text);
    }

    // --- values; after an error the reading has stopped and the value does not matter
    // -------------

    /// The amount whose start tag was seen last.
    DecimalAmount amount(std::string_view text);
    /// Of what is only told to people: nothing when it is no amount.
    std::optional<DecimalAmount> loose_amount(std::string_view text);
    Direction direction(std::string_view text);
    values::CivilDate date(std::string_view text) { return taken(reconcile::amsterdam_date(text)); }
    bool flag(std::string_view text);

private:
    void give_head();
    void check_balances();
    void drop_surplus_details();
    void choose_counterparty();
    void find_return_reason();
    std::optional<DecimalAmount>& charges() {
        return in_detail_ ? detail().charges : entry_.charges;
    }

    StatementSink& sink_;
    const CamtOptions& options_;
    CamtSummary summary_;

    std::optional<std::int64_t> group_page_;
    std::optional<bool> group_last_page_;

    reconcile::StatementHead head_;
    bool head_is_given_ = false;
    bool head_is_refused_ = false;  ///< at its first entry, which is not at fault
    PendingBalance balance_;
    reconcile::DeclaredTotals declared_;
    reconcile::DeclaredTotal* declared_total_ = nullptr;
    Pending net_;
    reconcile::StatementTally tally_;

    reconcile::Entry entry_;
    Pending pending_;
    bool has_status_ = false;
    bool is_first_batch_ = true;
    reconcile::Batch other_batch_;
    std::size_t detail_count_ = 0;  // of this entry; those behind are left from the one before
    bool in_detail_ = false;
    Pending charge_;
    bool has_total_charges_ = false;
    BankTxCode* code_ = nullptr;
    Party debtor_;
    Party creditor_;
    Party* party_ = nullptr;
};

// --- the message ---

/// Of what a namespace says no version is left out that was ever in use; a newer one may mean
/// something else by the same names.
bool is_read_here(const MessageKind& kind) {
    constexpr std::array kinds = {"camt.052", "camt.053", "camt.054"};
    constexpr std::string_view oldest = "02";
    constexpr std::string_view newest = "13";
    if (std::find(kinds.begin(), kinds.end(), kind.kind) == kinds.end()) return false;
    return kind.version.empty() || (oldest <= kind.version && kind.version <= newest);
}

void CamtReader::accept(const MessageKind& kind) {
    if (!is_read_here(kind)) {
        return stop(not_read_here(kind));
    }
    summary_.message = kind.to_string();
}

// --- values ---

DecimalAmount CamtReader::amount(std::string_view text) {
    return taken(DecimalAmount::parse(text, currency()));
}

std::optional<DecimalAmount> CamtReader::loose_amount(std::string_view text) {
    const auto read = DecimalAmount::parse(text, currency());
    return read ? std::optional{read.value()} : std::nullopt;
}

Direction CamtReader::direction(std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word == "CRDT") return Direction::credit;
    if (word != "DBIT") stop(base::malformed("direction_is_unknown", {{"value", shown(word)}}));
    return Direction::debit;
}

bool CamtReader::flag(std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word == "true" || word == "1") return true;
    if (word != "false" && word != "0") {
        stop(base::malformed("flag_is_malformed", {{"value", shown(word)}}));
    }
    return false;
}

// --- statement ---

void CamtReader::begin_statement() {
    head_ = {};
    head_.message = summary_.message;
    head_.message_id = summary_.message_id;
    head_.ordinal = ++summary_.statements;
    head_.page = group_page_;
    head_.is_last_page = group_last_page_;
    head_.pages_are_of_message = group_page_.has_value();
    head_is_given_ = false;
    declared_ = {};
    tally_ = {};
    entry_.index = 0;
}

void CamtReader::begin_balance() {
    if (head_is_given_) return stop(base::malformed("balance_is_after_entries"));
    balance_ = {};
}

void CamtReader::end_balance() {
    if (!balance_.amount) return stop(base::malformed("balance_has_no_amount"));
    if (!balance_.direction) return stop(base::malformed("balance_has_no_direction"));
    if (!balance_.date) return stop(base::malformed("balance_has_no_date"));
    if (balance_.kind.empty()) return stop(base::malformed("balance_has_no_kind"));
    const bool is_debit = *balance_.direction == Direction::debit;
    head_.balances.push_back({.kind = balance_.kind,
                              .amount = is_debit ? balance_.amount->negated() : *balance_.amount,
                              .date = *balance_.date});
    if (head_.currency.empty()) head_.currency = balance_.amount->currency();
}

/// Two opening or closing balances that differ prove nothing; the same one twice does no harm.
void CamtReader::check_balances() {
    const auto differs = [&](std::string_view kind) {
        const reconcile::Balance* first = head_.balance(kind);
        return std::any_of(head_.balances.begin(), head_.balances.end(),
                           [&](const auto& one) { return one.kind == kind && !(one == *first); });
    };
    // PRCD stands in for OPBD only where that is missing.
    const std::string_view opening = head_.balance("OPBD") != nullptr ? "OPBD" : "PRCD";
    if (differs(opening)) stop(base::malformed("statement_has_two_opening_balances"));
    if (differs("CLBD")) stop(base::malformed("statement_has_two_closing_balances"));
}

void CamtReader::give_head() {
    if (std::exchange(head_is_given_, true)) return;
    if (head_.account.empty()) stop(base::malformed("statement_has_no_account"));
    if (!stopped()) check_balances();
    if (!stopped()) pass_on(sink_.on_statement(head_));
    head_is_refused_ = stopped().has_value();
}

void CamtReader::end_statement() {
    give_head();
    if (!stopped()) pass_on(sink_.on_statement_end(tally_.finish(head_, declared_)));
}

// What a bank declares is held against our own counts; it never stops the reading.

void CamtReader::declared_count(std::string_view text) {
    declared_total_->count = base::parse_int(trimmed(text));
    if (!declared_total_->count) declared_.is_malformed = true;
}

std::optional<DecimalAmount> CamtReader::declared_sum(std::string_view text) {
    std::string_view number = trimmed(text);
    const bool is_negative = number.starts_with('-');
    if (is_negative) number.remove_prefix(1);
    const auto sum = DecimalAmount::parse(number, "");
    if (!sum) {
        declared_.is_malformed = true;
        return std::nullopt;
    }
    return is_negative ? sum.value().negated() : sum.value();
}

/// The net sum has its sign beside it, before or after it depending on the version.
void CamtReader::end_declared() {
    if (!net_.amount) return;
    const bool is_debit = net_.direction.value_or(Direction::credit) == Direction::debit;
    declared_.all.net = is_debit ? net_.amount->negated() : *net_.amount;
}

// --- entry ---

void CamtReader::begin_entry() {
    give_head();
    ++entry_.index;
    ++summary_.entries;
    entry_.is_reversal = false;
    entry_.booking_date.reset();
    entry_.value_date.reset();
    entry_.bank_tx_code.clear();
    entry_.batch.reset();
    entry_.charges.reset();
    for (std::string* text : {&entry_.entry_ref, &entry_.acct_svcr_ref, &entry_.additional_info,
                              &entry_.return_reason}) {
        text->clear();
    }
    detail_count_ = 0;
    pending_ = {};
    has_status_ = false;
    is_first_batch_ = true;
}

void CamtReader::entry_amount(std::string_view text) {
    if (pending_.amount) {
        return stop(base::malformed("entry_field_is_given_twice", {{"field", "Amt"}}));
    }
    pending_.amount = amount(text);
}

void CamtReader::entry_direction(std::string_view text) {
    if (pending_.direction) {
        return stop(base::malformed("entry_field_is_given_twice", {{"field", "CdtDbtInd"}}));
    }
    pending_.direction = direction(text);
}

/// The code itself in .02, inside Cd or Prtry later; the blanks around those come here too.
void CamtReader::entry_status(std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word.empty()) return;
    if (std::exchange(has_status_, true)) {
        return stop(base::malformed("entry_field_is_given_twice", {{"field", "Sts"}}));
    }
    constexpr std::array<std::pair<std::string_view, EntryStatus>, 4> known = {
        {{"BOOK", EntryStatus::booked},
         {"PDNG", EntryStatus::pending},
         {"INFO", EntryStatus::information},
         {"FUTR", EntryStatus::future}}};
    const auto* const found = std::find_if(known.begin(), known.end(),
                                           [&](const auto& one) { return one.first == word; });
    entry_.status = found == known.end() ? EntryStatus::other : found->second;
}

void CamtReader::begin_entry_details() {
    // The direction tells which party is the counterparty, and stands before the details.
    if (!pending_.direction) return stop(base::malformed("entry_has_no_direction"));
    entry_.direction = *pending_.direction;
}

void CamtReader::begin_batch() {
    is_first_batch_ = !entry_.batch.has_value();
    if (is_first_batch_) entry_.batch.emplace();
}

/// The details of the entry before were kept for their memory; what this one has no use for goes.
void CamtReader::drop_surplus_details() {
    constexpr std::size_t max_kept = 4096;  // a large batch does not weigh on all that follows
    entry_.details.resize(detail_count_);
    if (entry_.details.capacity() > max_kept && detail_count_ < max_kept) {
        entry_.details.shrink_to_fit();
    }
}

void CamtReader::find_return_reason() {
    for (const EntryDetail& detail : entry_.details) {
        if (detail.return_reason.empty()) continue;
        if (!entry_.return_reason.empty() && entry_.return_reason != detail.return_reason) {
            entry_.return_reason.clear();
            return;
        }
        entry_.return_reason = detail.return_reason;
    }
}

void CamtReader::end_entry() {
    if (!pending_.amount) return stop(base::malformed("entry_has_no_amount"));
    if (!pending_.direction) return stop(base::malformed("entry_has_no_direction"));
    if (!has_status_) return stop(base::malformed("entry_has_no_status"));
    entry_.amount = *pending_.amount;
    entry_.direction = *pending_.direction;
    drop_surplus_details();
    find_return_reason();
    pass_on(tally_.add(entry_));
    if (!stopped()) pass_on(sink_.on_entry(entry_));
}

// --- detail ---

void CamtReader::begin_detail() {
    in_detail_ = true;
    if (detail_count_ == entry_.details.size()) {
        entry_.details.emplace_back();
    } else {
        entry_.details[detail_count_].clear();
    }
    ++detail_count_;
    debtor_.clear();
    creditor_.clear();
}

/// Money came from the debtor or went to the creditor. A return may name the parties of the
/// original payment, where that side is the account holder; then it is the other one.
void CamtReader::choose_counterparty() {
    const bool is_credit = detail().direction.value_or(entry_.direction) == Direction::credit;
    Party* chosen = is_credit ? &debtor_ : &creditor_;
    Party* opposite = is_credit ? &creditor_ : &debtor_;
    const bool is_own = !chosen->account().empty() && chosen->account() == head_.account;
    const bool opposite_is_own = opposite->account() == head_.account;
    if ((is_own || !chosen->is_given()) && opposite->is_given() && !opposite_is_own) {
        std::swap(chosen, opposite);
    }
    EntryDetail& one = detail();
    one.counterparty_name.swap(chosen->name);
    one.counterparty_iban.swap(chosen->iban);
    one.counterparty_account.swap(chosen->other_account);
    one.ultimate_name.swap(chosen->ultimate_name);
}

void CamtReader::end_detail() {
    choose_counterparty();
    in_detail_ = false;
}

/// A total that came before is of all records, and stays.
void CamtReader::end_charge() {
    if (!charge_.amount) return;
    std::optional<DecimalAmount>& sum = charges();
    if (has_total_charges_) return;
    if (!sum) {
        sum = charge_.amount;
    } else if (!sum->add(*charge_.amount)) {
        sum.reset();
    }
}

// --- the end ---

Failure CamtReader::located(const base::Error& error) const {
    base::Error full = error;
    if (!options_.file.empty()) full = full.with("file", options_.file);
    if (summary_.statements > 0) {
        full = full.with("statement", std::to_string(summary_.statements));
    }
    if (is_inside(Node::entry) && !head_is_refused_) {
        full = full.with("entry", std::to_string(entry_.index));
    }
    return Failure{std::move(full)};
}

Result<CamtSummary> CamtReader::summary() const {
    if (!kind()) return located(base::malformed("message_kind_is_unknown").error);
    if (summary_.statements == 0) return located(base::malformed("no_statement_found").error);
    CamtSummary summary = summary_;
    summary.envelope = envelope();
    return summary;
}

// --- the table: what is read, and where it goes ---

using R = CamtReader;
using Text = std::string_view;

void see_currency(R& r) {
    r.see_currency();
}

constexpr Step statement_step(Text name) {
    return branch(
        Node::message, name, Node::statement, [](R& r) { r.begin_statement(); },
        [](R& r) { r.end_statement(); });
}

constexpr std::array file_steps = {
    branch(Node::document, "BkToCstmrStmt", Node::message),
    branch(Node::document, "BkToCstmrAcctRpt", Node::message),
    branch(Node::document, "BkToCstmrDbtCdtNtfctn", Node::message),
    branch(Node::message, "GrpHdr", Node::group_header),
    statement_step("Stmt"),
    statement_step("Rpt"),
    statement_step("Ntfctn"),
    leaf(Node::group_header, "MsgId", [](R& r, Text text) { r.group_message_id(text); }),
    branch(Node::group_header, "MsgPgntn", Node::group_pages),
    leaf(Node::group_pages, "PgNb", [](R& r, Text text) { r.group_page(text); }),
    leaf(Node::group_pages, "LastPgInd", [](R& r, Text text) { r.group_last_page(text); }),
};

constexpr std::array statement_steps = {
    branch(
        Node::statement, "Ntry", Node::entry, [](R& r) { r.begin_entry(); },
        [](R& r) { r.end_entry(); }),
    branch(
        Node::statement, "Bal", Node::balance, [](R& r) { r.begin_balance(); },
        [](R& r) { r.end_balance(); }),
    leaf(Node::statement, "Id", [](R& r, Text text) { r.head().statement_id = trimmed(text); }),
    branch(Node::statement, "StmtPgntn", Node::statement_pages),
    branch(Node::statement, "RptPgntn", Node::statement_pages),
    branch(Node::statement, "NtfctnPgntn", Node::statement_pages),
    leaf(Node::statement, "ElctrncSeqNb",
         [](R& r, Text text) { r.head().electronic_sequence = trimmed(text); }),
    leaf(Node::statement, "LglSeqNb",
         [](R& r, Text text) { r.head().legal_sequence = trimmed(text); }),
    leaf(Node::statement, "CreDtTm", [](R& r, Text text) { r.head().created = trimmed(text); }),
    branch(Node::statement, "FrToDt", Node::period),
    leaf(Node::statement, "CpyDplctInd",
         [](R& r, Text text) { r.head().copy_duplicate = trimmed(text); }),
    branch(Node::statement, "Acct", Node::account),
    branch(Node::statement, "TxsSummry", Node::summary),
    leaf(Node::statement_pages, "PgNb", [](R& r, Text text) { r.page(text); }),
    leaf(Node::statement_pages, "LastPgInd", [](R& r, Text text) { r.last_page(text); }),
    leaf(Node::period, "FrDtTm", [](R& r, Text text) { r.head().from = r.date(text); }),
    leaf(Node::period, "ToDtTm", [](R& r, Text text) { r.head().to = r.date(text); }),
    branch(Node::account, "Id", Node::account_id),
    leaf(Node::account, "Ccy", [](R& r, Text text) { r.head().currency = trimmed(text); }),
    leaf(Node::account_id, "IBAN", [](R& r, Text text) { r.account(text, true); }),
    branch(Node::account_id, "Othr", Node::account_other),
    leaf(Node::account_other, "Id", [](R& r, Text text) { r.account(text, false); }),
};

constexpr std::array balance_steps = {
    branch(Node::balance, "Tp", Node::balance_type),
    leaf(
        Node::balance, "Amt", [](R& r, Text text) { r.balance().amount = r.amount(text); },
        see_currency),
    leaf(Node::balance, "CdtDbtInd",
         [](R& r, Text text) { r.balance().direction = r.direction(text); }),
    branch(Node::balance, "Dt", Node::balance_date),
    branch(Node::balance_type, "CdOrPrtry", Node::balance_type),
    leaf(Node::balance_type, "Cd", [](R& r, Text text) { r.balance().kind = trimmed(text); }),
    leaf(Node::balance_type, "Prtry", [](R& r, Text text) { r.balance().kind = trimmed(text); }),
    leaf(Node::balance_date, "Dt", [](R& r, Text text) { r.balance().date = r.date(text); }),
    leaf(Node::balance_date, "DtTm", [](R& r, Text text) { r.balance().date = r.date(text); }),
    branch(
        Node::summary, "TtlNtries", Node::summary_total,
        [](R& r) { r.begin_declared(r.declared().all); }, [](R& r) { r.end_declared(); }),
    branch(Node::summary, "TtlCdtNtries", Node::summary_total,
           [](R& r) { r.begin_declared(r.declared().credit); }),
    branch(Node::summary, "TtlDbtNtries", Node::summary_total,
           [](R& r) { r.begin_declared(r.declared().debit); }),
    leaf(Node::summary_total, "NbOfNtries", [](R& r, Text text) { r.declared_count(text); }),
    leaf(Node::summary_total, "Sum",
         [](R& r, Text text) { r.declared_total().sum = r.declared_sum(text); }),
    // .02: TtlNetNtryAmt with CdtDbtInd beside it; later both stand inside TtlNetNtry.
    leaf(Node::summary_total, "TtlNetNtryAmt",
         [](R& r, Text text) { r.net().amount = r.declared_sum(text); }),
    branch(Node::summary_total, "TtlNetNtry", Node::summary_total),
    leaf(Node::summary_total, "Amt",
         [](R& r, Text text) { r.net().amount = r.declared_sum(text); }),
    leaf(Node::summary_total, "CdtDbtInd",
         [](R& r, Text text) { r.net().direction = r.direction(text); }),
};

constexpr std::array entry_steps = {
    leaf(Node::entry, "NtryRef", [](R& r, Text text) { r.entry().entry_ref = trimmed(text); }),
    leaf(
        Node::entry, "Amt", [](R& r, Text text) { r.entry_amount(text); }, see_currency),
    leaf(Node::entry, "CdtDbtInd", [](R& r, Text text) { r.entry_direction(text); }),
    leaf(Node::entry, "RvslInd", [](R& r, Text text) { r.entry().is_reversal = r.flag(text); }),
    branch(Node::entry, "Sts", Node::entry_status, nullptr, nullptr,
           [](R& r, Text text) { r.entry_status(text); }),
    branch(Node::entry, "BookgDt", Node::booking_date),
    branch(Node::entry, "ValDt", Node::value_date),
    leaf(Node::entry, "AcctSvcrRef",
         [](R& r, Text text) { r.entry().acct_svcr_ref = trimmed(text); }),
    branch(Node::entry, "BkTxCd", Node::bank_code, [](R& r) { r.begin_code(); }),
    branch(
        Node::entry, "Chrgs", Node::charges, [](R& r) { r.begin_charge(); },
        [](R& r) { r.end_charges(); }),
    branch(Node::entry, "NtryDtls", Node::entry_details, [](R& r) { r.begin_entry_details(); }),
    leaf(Node::entry, "AddtlNtryInf", [](R& r, Text text) { r.entry().additional_info = text; }),
    leaf(Node::entry_status, "Cd", [](R& r, Text text) { r.entry_status(text); }),
    leaf(Node::entry_status, "Prtry", [](R& r, Text text) { r.entry_status(text); }),
    leaf(Node::booking_date, "Dt", [](R& r, Text text) { r.entry().booking_date = r.date(text); }),
    leaf(Node::booking_date, "DtTm",
         [](R& r, Text text) { r.entry().booking_date = r.date(text); }),
    leaf(Node::value_date, "Dt", [](R& r, Text text) { r.entry().value_date = r.date(text); }),
    leaf(Node::value_date, "DtTm", [](R& r, Text text) { r.entry().value_date = r.date(text); }),
    branch(Node::bank_code, "Domn", Node::bank_domain),
    branch(Node::bank_code, "Prtry", Node::bank_proprietary),
    leaf(Node::bank_domain, "Cd", [](R& r, Text text) { r.code().domain = trimmed(text); }),
    branch(Node::bank_domain, "Fmly", Node::bank_family),
    leaf(Node::bank_family, "Cd", [](R& r, Text text) { r.code().family = trimmed(text); }),
    leaf(Node::bank_family, "SubFmlyCd",
         [](R& r, Text text) { r.code().sub_family = trimmed(text); }),
    leaf(Node::bank_proprietary, "Cd",
         [](R& r, Text text) { r.code().proprietary = trimmed(text); }),
    leaf(Node::bank_proprietary, "Issr", [](R& r, Text text) { r.code().issuer = trimmed(text); }),
    branch(
        Node::entry_details, "TxDtls", Node::detail, [](R& r) { r.begin_detail(); },
        [](R& r) { r.end_detail(); }),
    branch(Node::entry_details, "Btch", Node::batch, [](R& r) { r.begin_batch(); }),
    leaf(Node::batch, "MsgId", [](R& r, Text text) { r.batch().msg_id = trimmed(text); }),
    leaf(Node::batch, "PmtInfId", [](R& r, Text text) { r.batch().pmt_inf_id = trimmed(text); }),
    leaf(Node::batch, "NbOfTxs", [](R& r, Text text) { r.batch().nb_of_txs = r.number(text); }),
    leaf(
        Node::batch, "TtlAmt", [](R& r, Text text) { r.batch().total = r.amount(text); },
        see_currency),
};

constexpr std::array detail_steps = {
    branch(Node::detail, "Refs", Node::references),
    leaf(
        Node::detail, "Amt", [](R& r, Text text) { r.detail().amount = r.amount(text); },
        see_currency),
    leaf(Node::detail, "CdtDbtInd",
         [](R& r, Text text) { r.detail().direction = r.direction(text); }),
    branch(Node::detail, "AmtDtls", Node::amounts),
    branch(
        Node::detail, "Chrgs", Node::charges, [](R& r) { r.begin_charge(); },
        [](R& r) { r.end_charges(); }),
    leaf(
        Node::charges, "TtlChrgsAndTaxAmt", [](R& r, Text text) { r.total_charges(text); },
        see_currency),
    leaf(
        Node::charges, "Amt", [](R& r, Text text) { r.charge_amount(text); }, see_currency),
    leaf(Node::charges, "CdtDbtInd", [](R& r, Text text) { r.charge_direction(text); }),
    branch(
        Node::charges, "Rcrd", Node::charge, [](R& r) { r.begin_charge(); },
        [](R& r) { r.end_record(); }),
    leaf(
        Node::charge, "Amt", [](R& r, Text text) { r.charge_amount(text); }, see_currency),
    leaf(Node::charge, "CdtDbtInd", [](R& r, Text text) { r.charge_direction(text); }),
    branch(Node::detail, "BkTxCd", Node::bank_code, [](R& r) { r.begin_code(); }),
    branch(Node::detail, "RltdPties", Node::parties),
    branch(Node::detail, "RmtInf", Node::remittance),
    branch(Node::detail, "RtrInf", Node::return_information),
    leaf(Node::detail, "AddtlTxInf", [](R& r, Text text) { r.detail().additional_info = text; }),
    leaf(Node::references, "MsgId", [](R& r, Text text) { r.detail().msg_id = trimmed(text); }),
    leaf(Node::references, "AcctSvcrRef",
         [](R& r, Text text) { r.detail().acct_svcr_ref = trimmed(text); }),
    leaf(Node::references, "PmtInfId",
         [](R& r, Text text) { r.detail().pmt_inf_id = trimmed(text); }),
    leaf(Node::references, "InstrId", [](R& r, Text text) { r.detail().instr_id = trimmed(text); }),
    leaf(Node::references, "EndToEndId",
         [](R& r, Text text) { r.detail().end_to_end_id = trimmed(text); }),
    leaf(Node::references, "UETR", [](R& r, Text text) { r.detail().uetr = trimmed(text); }),
    branch(Node::amounts, "TxAmt", Node::tx_amount),
    branch(Node::amounts, "InstdAmt", Node::instructed_amount),
    leaf(
        Node::instructed_amount, "Amt", [](R& r, Text text) { r.original_amount(text); },
        see_currency),
    leaf(
        Node::tx_amount, "Amt", [](R& r, Text text) { r.use_tx_amount(text); }, see_currency),
    branch(Node::parties, "Dbtr", Node::party, [](R& r) { r.begin_debtor(); }),
    branch(Node::parties, "DbtrAcct", Node::party_account, [](R& r) { r.begin_debtor(); }),
    branch(Node::parties, "UltmtDbtr", Node::ultimate_party, [](R& r) { r.begin_debtor(); }),
    branch(Node::parties, "Cdtr", Node::party, [](R& r) { r.begin_creditor(); }),
    branch(Node::parties, "CdtrAcct", Node::party_account, [](R& r) { r.begin_creditor(); }),
    branch(Node::parties, "UltmtCdtr", Node::ultimate_party, [](R& r) { r.begin_creditor(); }),
    leaf(Node::party, "Nm", [](R& r, Text text) { r.party().name = text; }),
    // .02 has the name in the party; later it is inside Pty, or Agt/FinInstnId for a bank.
    branch(Node::party, "Pty", Node::party),
    branch(Node::party, "Agt", Node::party),
    branch(Node::party, "FinInstnId", Node::party),
    branch(Node::party_account, "Id", Node::party_account_id),
    leaf(Node::party_account_id, "IBAN", [](R& r, Text text) { r.party().iban = trimmed(text); }),
    branch(Node::party_account_id, "Othr", Node::party_other),
    leaf(Node::party_other, "Id", [](R& r, Text text) { r.party().other_account = trimmed(text); }),
    leaf(Node::ultimate_party, "Nm", [](R& r, Text text) { r.party().ultimate_name = text; }),
    branch(Node::ultimate_party, "Pty", Node::ultimate_party),
    leaf(Node::remittance, "Ustrd",
         [](R& r, Text text) { r.detail().remittance.emplace_back(text); }),
    branch(Node::remittance, "Strd", Node::structured),
    branch(Node::structured, "CdtrRefInf", Node::creditor_reference),
    leaf(Node::creditor_reference, "Ref", [](R& r, Text text) { r.structured_reference(text); }),
    branch(Node::return_information, "Rsn", Node::return_reason),
    leaf(Node::return_reason, "Cd",
         [](R& r, Text text) { r.detail().return_reason = trimmed(text); }),
    leaf(Node::return_reason, "Prtry",
         [](R& r, Text text) { r.detail().return_reason = trimmed(text); }),
};

const Step* CamtReader::find_step(Node parent, std::string_view name) {
    static const XmlStepTable<Step> table{file_steps, statement_steps, balance_steps, entry_steps,
                                          detail_steps};
    return table.find(parent, name);
}

}  // namespace

Result<CamtSummary> read_camt(const ByteSource& source, StatementSink& sink,
                              const CamtOptions& options) {
    CamtReader reader{sink, options};
    const auto read = read_xml(source, reader);
    if (!read) return reader.located(read.error());
    return reader.summary();
}

}  // namespace ontzorgd::messages
