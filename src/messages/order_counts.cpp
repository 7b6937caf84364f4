// SPDX-License-Identifier: EUPL-1.2
#include "order_counts.h"

#include "xml_steps.h"

#include <array>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Failure;
using base::Result;
using base::trimmed;
using reconcile::DecimalAmount;

enum class Node : std::uint8_t {
    outside,
    passed,
    leaf,
    document,
    message,
    group_header,
    payment,
    transaction,
    amount,
    equivalent,
    count
};
class OrderReader;
using Step = XmlStep<OrderReader, Node>;

class OrderReader : public XmlStepReader<OrderReader, Node> {
public:
    explicit OrderReader(const std::string& file) : file_{file} {}

    static const Step* find_step(Node parent, std::string_view name);
    void accept(const MessageKind& kind) {
        if (kind.kind != order_kind) {
            return stop(not_read_here(kind));
        }
        message_ = kind.to_string();
    }
    /// Adds where in the file an error stands.
    [[nodiscard]] Failure located(const base::Error& error) const;
    [[nodiscard]] Result<BankFileReport> report();

    void message_id(std::string_view text) { counts_.message_id = trimmed(text); }
    void declared_count(std::string_view text) { counts_.declared_transactions = number(text); }
    void declared_sum(std::string_view text) {
        counts_.declared_sum = taken(DecimalAmount::parse(trimmed(text), ""));
    }
    void begin_payment() { ++counts_.payments; }
    void begin_transaction() { ++counts_.transactions; }
    void amount(std::string_view text);

private:
    static constexpr std::string_view order_kind = "pain.001";

    const std::string& file_;
    std::string message_;
    OrderCounts counts_;
    bool currencies_differ_ = false;
};

void OrderReader::amount(std::string_view text) {
    const DecimalAmount amount = taken(DecimalAmount::parse(trimmed(text), currency()));
    if (stopped()) return;
    currencies_differ_ = currencies_differ_ ||
                         (!counts_.sum.currency().empty() && !counts_.sum.same_currency(amount));
    if (!counts_.sum.add(amount)) stop(base::malformed("sum_is_too_large"));
}

Failure OrderReader::located(const base::Error& error) const {
    base::Error full = error;
    if (!file_.empty()) full = full.with("file", file_);
    if (is_inside(Node::payment)) {
        full = full.with("payment_block", std::to_string(counts_.payments));
    }
    if (is_inside(Node::transaction)) {
        full = full.with("transaction", std::to_string(counts_.transactions));
    }
    return Failure{std::move(full)};
}

Result<BankFileReport> OrderReader::report() {
    if (!kind()) return located(base::malformed("message_kind_is_unknown").error);
    if (counts_.transactions == 0) return located(base::malformed("no_payment_found").error);
    const auto finding = [&](bool agrees, std::string_view code) {
        if (!agrees) counts_.findings.push_back(code);
    };
    finding(!currencies_differ_, "currencies_differ");
    finding(
        !counts_.declared_transactions || *counts_.declared_transactions == counts_.transactions,
        "declared_count_differs");
    // ISO 20022 adds the numbers of a message, whatever their currencies.
    finding(!counts_.declared_sum || counts_.declared_sum->same_number(counts_.sum),
            "declared_sum_differs");
    return BankFileReport{.file = file_,
                          .message = message_,
                          .envelope = envelope(),
                          .statements = {},
                          .status = {},
                          .order = std::move(counts_)};
}

// --- the table: what is read, and where it goes ---

using R = OrderReader;
using Text = std::string_view;

void see_currency(R& r) {
    r.see_currency();
}

constexpr std::array steps = {
    Step::branch(Node::document, "CstmrCdtTrfInitn", Node::message),
    Step::branch(Node::message, "GrpHdr", Node::group_header),
    Step::leaf(Node::group_header, "MsgId", [](R& r, Text text) { r.message_id(text); }),
    Step::leaf(Node::group_header, "NbOfTxs", [](R& r, Text text) { r.declared_count(text); }),
    Step::leaf(Node::group_header, "CtrlSum", [](R& r, Text text) { r.declared_sum(text); }),
    Step::branch(Node::message, "PmtInf", Node::payment, [](R& r) { r.begin_payment(); }),
    Step::branch(Node::payment, "CdtTrfTxInf", Node::transaction,
                 [](R& r) { r.begin_transaction(); }),
    Step::branch(Node::transaction, "Amt", Node::amount),
    Step::leaf(
        Node::amount, "InstdAmt", [](R& r, Text text) { r.amount(text); }, see_currency),
    Step::branch(Node::amount, "EqvtAmt", Node::equivalent),
    Step::leaf(
        Node::equivalent, "Amt", [](R& r, Text text) { r.amount(text); }, see_currency),
};

const Step* OrderReader::find_step(Node parent, std::string_view name) {
    static const XmlStepTable<Step> table{steps};
    return table.find(parent, name);
}

}  // namespace

Result<BankFileReport> read_order_counts(const ByteSource& source, const std::string& file) {
    OrderReader reader{file};
    const auto read = read_xml(source, reader);
    if (!read) return reader.located(read.error());
    return reader.report();
}

}  // namespace ontzorgd::messages
