// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain002.h"

#include "field.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/reconcile/amsterdam_date.h"
#include "xml_message.h"
#include "xml_steps.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Failure;
using base::Result;
using base::trimmed;
using reconcile::DecimalAmount;
using reconcile::Status;

/// The elements that hold others we read. Everything else is a leaf, or is passed over.
enum class Node : std::uint8_t {
    outside,  ///< around `Document`: a business envelope, or nothing
    passed,   ///< an element that says nothing to us, and all in it
    leaf,
    document,
    message,
    group_header,
    group,
    payment,
    transaction,
    reason_information,
    reason,
    counts,
    original,
    original_amount,
    original_equivalent,
    creditor_account,
    creditor_account_id,
    count,
};

class Pain002Reader;
using Step = XmlStep<Pain002Reader, Node>;

constexpr Step leaf(auto... parts) {
    return Step::leaf(parts...);
}

constexpr Step branch(auto... parts) {
    return Step::branch(parts...);
}

/// The longest id, and the longest proprietary code, of ISO 20022.
constexpr std::size_t longest_id = 35;
/// The bank cuts a text in lines of so many characters; a shorter line ends where a word does.
constexpr std::size_t line_of_text = 105;
/// More than any bank says of one status; a report that has more is an attack.
constexpr std::size_t most_parts = 100;
constexpr std::size_t most_text = 20'000;

class Pain002Reader : public XmlStepReader<Pain002Reader, Node> {
public:
    Pain002Reader(StatusSink& sink, const std::string& file) : sink_{sink}, file_{file} {}

    static const Step* find_step(Node parent, std::string_view name);
    void accept(const MessageKind& kind);

    /// Adds where in the file an error stands.
    [[nodiscard]] Failure located(const base::Error& error) const;
    [[nodiscard]] Result<Pain002Summary> summary() const;

    // --- what the steps do; names as in the table below ---

    reconcile::ReportHead& head() { return head_; }
    /// It only tells which of two reports came first: what is no date spoils nothing else.
    void created(std::string_view text) {
        if (const auto at = reconcile::moment(text)) head_.created = at.value();
    }
    void begin_group();
    void end_group();

    reconcile::ReportedPayment& payment() { return payment_; }
    void begin_payment();
    void end_payment() { give_payment(); }

    reconcile::ReportedTransaction& transaction() { return transaction_; }
    void begin_transaction();
    void end_transaction() { pass_on(sink_.on_transaction(transaction_)); }

    void status(Status& status, std::string_view field, std::string_view text);
    void payment_status(std::string_view text);
    void begin_reason(Status& status);
    void begin_payment_reason();
    void reason_code(std::string_view text) { status_->reasons.back().code = id("Rsn", text); }
    void reason_text(std::string_view text);
    void begin_count(Status& status);
    void begin_payment_count();
    void count_code(std::string_view text) { status_->counts.back().code = id("DtldSts", text); }
    void count_number(std::string_view text) { status_->counts.back().count = number(text); }

    // --- values; after an error the reading has stopped and the value does not matter ---

    DecimalAmount amount(std::string_view text) {
        return taken(DecimalAmount::parse(trimmed(text), currency()));
    }
    /// A sum over payments of any currency.
    DecimalAmount sum(std::string_view text) {
        return taken(DecimalAmount::parse(trimmed(text), ""));
    }
    std::string id(std::string_view field, std::string_view text);

private:
    void give_payment();

    StatusSink& sink_;
    const std::string& file_;
    Pain002Summary summary_;

    reconcile::ReportHead head_;
    bool has_group_ = false;
    reconcile::ReportedPayment payment_;
    bool payment_is_given_ = true;
    reconcile::ReportedTransaction transaction_;
    Status* status_ = nullptr;  // of the reason or count that is being read
    std::size_t last_line_ = 0;
};

// --- the message ---

/// Versions 01 and 02 have another structure; a document without a namespace has no version.
void Pain002Reader::accept(const MessageKind& kind) {
    const bool is_older = kind.version == "01" || kind.version == "02";
    if (kind.kind != "pain.002" || is_older) {
        return stop(not_read_here(kind));
    }
    summary_.message = kind.to_string();
    head_.message = summary_.message;
}

// --- values ---

std::string Pain002Reader::id(std::string_view field, std::string_view text) {
    const std::string_view value = trimmed(text);
    if (base::code_points(value) > longest_id) {
        stop(base::malformed("id_is_too_long",
                             {{"field", std::string{field}}, {"value", shown(value)}}));
        return {};
    }
    return std::string{value};
}

// --- levels ---

void Pain002Reader::begin_group() {
    if (std::exchange(has_group_, true)) stop(base::malformed("group_status_is_given_twice"));
}

void Pain002Reader::end_group() {
    pass_on(sink_.on_report(head_));
}

void Pain002Reader::begin_payment() {
    // The group comes first in every version; without it nobody knows what the report is about.
    if (!has_group_) return stop(base::malformed("no_status_found"));
    payment_.clear();
    ++summary_.payments;
    payment_is_given_ = false;
}

void Pain002Reader::give_payment() {
    if (std::exchange(payment_is_given_, true)) return;
    pass_on(sink_.on_payment(payment_));
}

void Pain002Reader::begin_transaction() {
    give_payment();
    transaction_.clear();
    ++summary_.transactions;
}

void Pain002Reader::status(Status& status, std::string_view field, std::string_view text) {
    if (!status.code.empty()) {
        return stop(base::malformed("status_is_given_twice", {{"field", std::string{field}}}));
    }
    status.code = id(field, text);
}

void Pain002Reader::begin_reason(Status& status) {
    if (status.reasons.size() >= most_parts) {
        return stop(base::malformed("status_is_too_long"));
    }
    status.reasons.emplace_back();
    status_ = &status;
    last_line_ = 0;
}

void Pain002Reader::begin_count(Status& status) {
    if (status.counts.size() >= most_parts) {
        return stop(base::malformed("status_is_too_long"));
    }
    status.counts.emplace_back();
    status_ = &status;
}

// What a payment says was passed on with its first transaction: after that it comes too late.

void Pain002Reader::payment_status(std::string_view text) {
    if (payment_is_given_) return stop(base::malformed("status_is_after_transactions"));
    status(payment_.status, "PmtInfSts", text);
}

void Pain002Reader::begin_payment_reason() {
    if (payment_is_given_) return stop(base::malformed("status_is_after_transactions"));
    begin_reason(payment_.status);
}

void Pain002Reader::begin_payment_count() {
    if (payment_is_given_) return stop(base::malformed("status_is_after_transactions"));
    begin_count(payment_.status);
}

/// Joins what the bank cut in lines, without losing or adding a character.
void Pain002Reader::reason_text(std::string_view text) {
    std::string& whole = status_->reasons.back().text;
    if (whole.size() + text.size() > most_text) {
        return stop(base::malformed("status_is_too_long"));
    }
    if (!whole.empty() && last_line_ < line_of_text) whole += ' ';
    whole += text;
    last_line_ = base::code_points(text);
}

// --- the end ---

Failure Pain002Reader::located(const base::Error& error) const {
    base::Error full = error;
    if (!file_.empty()) full = full.with("file", file_);
    if (is_inside(Node::payment))
        full = full.with("payment_block", std::to_string(summary_.payments));
    if (is_inside(Node::transaction)) {
        full = full.with("transaction", std::to_string(summary_.transactions));
    }
    return Failure{std::move(full)};
}

Result<Pain002Summary> Pain002Reader::summary() const {
    if (!kind()) return located(base::malformed("message_kind_is_unknown").error);
    if (!has_group_) return located(base::malformed("no_status_found").error);
    return summary_;
}

// --- the table: what is read, and where it goes ---

using R = Pain002Reader;
using Text = std::string_view;

void see_currency(R& r) {
    r.see_currency();
}

constexpr std::array message_steps = {
    branch(Node::document, "CstmrPmtStsRpt", Node::message),
    branch(Node::message, "GrpHdr", Node::group_header),
    branch(
        Node::message, "OrgnlGrpInfAndSts", Node::group, [](R& r) { r.begin_group(); },
        [](R& r) { r.end_group(); }),
    branch(
        Node::message, "OrgnlPmtInfAndSts", Node::payment, [](R& r) { r.begin_payment(); },
        [](R& r) { r.end_payment(); }),
    leaf(Node::group_header, "MsgId",
         [](R& r, Text text) { r.head().message_id = r.id("MsgId", text); }),
    leaf(Node::group_header, "CreDtTm", [](R& r, Text text) { r.created(text); }),
    leaf(Node::group, "OrgnlMsgId",
         [](R& r, Text text) { r.head().original_message_id = r.id("OrgnlMsgId", text); }),
    leaf(Node::group, "OrgnlNbOfTxs",
         [](R& r, Text text) { r.head().original_count = r.number(text); }),
    leaf(Node::group, "OrgnlCtrlSum", [](R& r, Text text) { r.head().original_sum = r.sum(text); }),
    leaf(Node::group, "GrpSts", [](R& r, Text text) { r.status(r.head().status, "GrpSts", text); }),
    branch(Node::group, "StsRsnInf", Node::reason_information,
           [](R& r) { r.begin_reason(r.head().status); }),
    branch(Node::group, "NbOfTxsPerSts", Node::counts,
           [](R& r) { r.begin_count(r.head().status); }),
};

constexpr std::array payment_steps = {
    leaf(Node::payment, "OrgnlPmtInfId",
         [](R& r, Text text) { r.payment().original_id = r.id("OrgnlPmtInfId", text); }),
    leaf(Node::payment, "OrgnlNbOfTxs",
         [](R& r, Text text) { r.payment().original_count = r.number(text); }),
    leaf(Node::payment, "OrgnlCtrlSum",
         [](R& r, Text text) { r.payment().original_sum = r.sum(text); }),
    leaf(Node::payment, "PmtInfSts", [](R& r, Text text) { r.payment_status(text); }),
    branch(Node::payment, "StsRsnInf", Node::reason_information,
           [](R& r) { r.begin_payment_reason(); }),
    branch(Node::payment, "NbOfTxsPerSts", Node::counts, [](R& r) { r.begin_payment_count(); }),
    branch(
        Node::payment, "TxInfAndSts", Node::transaction, [](R& r) { r.begin_transaction(); },
        [](R& r) { r.end_transaction(); }),
    branch(Node::reason_information, "Rsn", Node::reason),
    leaf(Node::reason_information, "AddtlInf", [](R& r, Text text) { r.reason_text(text); }),
    leaf(Node::reason, "Cd", [](R& r, Text text) { r.reason_code(text); }),
    leaf(Node::reason, "Prtry", [](R& r, Text text) { r.reason_code(text); }),
    leaf(Node::counts, "DtldNbOfTxs", [](R& r, Text text) { r.count_number(text); }),
    leaf(Node::counts, "DtldSts", [](R& r, Text text) { r.count_code(text); }),
};

constexpr std::array transaction_steps = {
    leaf(Node::transaction, "OrgnlInstrId",
         [](R& r, Text text) { r.transaction().instruction_id = r.id("OrgnlInstrId", text); }),
    leaf(Node::transaction, "OrgnlEndToEndId",
         [](R& r, Text text) { r.transaction().end_to_end_id = r.id("OrgnlEndToEndId", text); }),
    leaf(Node::transaction, "OrgnlUETR",
         [](R& r, Text text) { r.transaction().uetr = trimmed(text).substr(0, 36); }),
    leaf(Node::transaction, "TxSts",
         [](R& r, Text text) { r.status(r.transaction().status, "TxSts", text); }),
    branch(Node::transaction, "StsRsnInf", Node::reason_information,
           [](R& r) { r.begin_reason(r.transaction().status); }),
    branch(Node::transaction, "OrgnlTxRef", Node::original),
    branch(Node::original, "Amt", Node::original_amount),
    leaf(
        Node::original_amount, "InstdAmt",
        [](R& r, Text text) { r.transaction().amount = r.amount(text); }, see_currency),
    branch(Node::original_amount, "EqvtAmt", Node::original_equivalent),
    leaf(
        Node::original_equivalent, "Amt",
        [](R& r, Text text) { r.transaction().amount = r.amount(text); }, see_currency),
    branch(Node::original, "CdtrAcct", Node::creditor_account),
    branch(Node::creditor_account, "Id", Node::creditor_account_id),
    leaf(Node::creditor_account_id, "IBAN",
         [](R& r, Text text) { r.transaction().creditor_iban = r.id("IBAN", text); }),
};

const Step* Pain002Reader::find_step(Node parent, std::string_view name) {
    static const XmlStepTable<Step> table{message_steps, payment_steps, transaction_steps};
    return table.find(parent, name);
}

}  // namespace

bool is_status_report(std::string_view beginning) {
    return message_of_xml(beginning).starts_with("pain.002");
}

Result<Pain002Summary> read_pain002(const ByteSource& source, StatusSink& sink,
                                    const std::string& file) {
    Pain002Reader reader{sink, file};
    const auto read = read_xml(source, reader);
    if (!read) return reader.located(read.error());
    return reader.summary();
}

}  // namespace ontzorgd::messages
