// SPDX-License-Identifier: EUPL-1.2
#include "order_counts.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

base::Error error_of(std::string_view text) {
    const auto report = read_any_bank_file(source_of(text), "some-file");
    EXPECT_FALSE(report);
    return report ? base::Error{} : report.error();
}

std::string order(const std::string& head, const std::string& body,
                  const std::string& version = "09") {
    return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001." + version +
           "'><CstmrCdtTrfInitn><GrpHdr><MsgId>M1</MsgId>" + head + "</GrpHdr>" + body +
           "</CstmrCdtTrfInitn></Document>";
}

std::string payment(std::initializer_list<std::string> amounts,
                    const std::string& currency = "EUR") {
    std::string text = "<PmtInf><NbOfTxs>99</NbOfTxs><CtrlSum>99.00</CtrlSum>";
    for (const std::string& amount : amounts) {
        text.append("<CdtTrfTxInf><Amt><InstdAmt Ccy='").append(currency).append("'>");
        text.append(amount).append("</InstdAmt></Amt></CdtTrfTxInf>");
    }
    return text + "</PmtInf>";
}

TEST(PaymentOrder, IsCountedAndToldForWhatItIs) {
    for (const std::string version : {"03", "09", "11"}) {
        const std::string text = order("<NbOfTxs>3</NbOfTxs><CtrlSum>13.5</CtrlSum>",
                                       payment({"1.50", "2.00"}) + payment({"10"}), version);
        const auto report = read_any_bank_file(source_of(text), "some-file");
        ASSERT_TRUE(report);
        EXPECT_EQ(report.value().message, "pain.001.001." + version);
        EXPECT_TRUE(report.value().statements.empty());
        EXPECT_FALSE(report.value().status);
        ASSERT_TRUE(report.value().order);
        const OrderCounts& counts = *report.value().order;
        EXPECT_EQ(counts.message_id, "M1");
        EXPECT_EQ(counts.payments, 2);
        EXPECT_EQ(counts.transactions, 3);
        EXPECT_EQ(counts.declared_transactions, 3);
        EXPECT_EQ(counts.sum.to_string(), "13.50");
        EXPECT_TRUE(counts.findings.empty());
    }
}

TEST(PaymentOrder, TellsWhereItDeclaresOtherThanItHas) {
    const auto findings = [](const std::string& text) {
        const auto report = read_any_bank_file(source_of(text), "some-file");
        return report ? report.value().order->findings : std::vector<std::string_view>{"refused"};
    };
    using Findings = std::vector<std::string_view>;
    EXPECT_EQ(findings(order("<NbOfTxs>2</NbOfTxs>", payment({"1"}))),
              Findings{"declared_count_differs"});
    EXPECT_EQ(findings(order("<CtrlSum>1.01</CtrlSum>", payment({"1"}))),
              Findings{"declared_sum_differs"});
    EXPECT_EQ(findings(order("", payment({"1"}) + payment({"1"}, "USD"))),
              Findings{"currencies_differ"});
}

TEST(PaymentOrder, IsRefusedWhereItIsBroken) {
    const std::string good = order("<NbOfTxs>1</NbOfTxs>", payment({"1.50"}));
    EXPECT_EQ(error_of(good.substr(0, good.size() - 20)).code, "xml_is_cut_or_broken");
    EXPECT_EQ(error_of(order("", "")).code, "no_payment_found");
    const base::Error wrong = error_of(order("", payment({"1"}) + payment({"1", "-2"})));
    EXPECT_EQ(wrong.code, "amount_is_negative");
    EXPECT_EQ(wrong.detail("payment_block"), "2");
    EXPECT_EQ(wrong.detail("transaction"), "3");
    EXPECT_EQ(wrong.detail("file"), "some-file");
}

TEST(PaymentOrder, IsNoStatementOfTheBank) {
    class Nothing : public StatementSink {
        base::Result<base::Done> on_statement(const reconcile::StatementHead& /*head*/) override {
            return base::Done{};
        }
        base::Result<base::Done> on_entry(const reconcile::Entry& /*entry*/) override {
            return base::Done{};
        }
        base::Result<base::Done> on_statement_end(
            const reconcile::StatementTotals& /*totals*/) override {
            return base::Done{};
        }
    };
    Nothing sink;
    const std::string text = order("", payment({"1"}));
    const auto read = read_statements(source_of(text), sink, "some-file");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, base::ErrorKind::refused);
    EXPECT_EQ(read.error().code, "file_is_a_payment_order");
    EXPECT_EQ(read.error().detail("kind"), "pain.001.001.09");
}

}  // namespace
}  // namespace ontzorgd::messages
