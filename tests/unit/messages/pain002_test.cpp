// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain002.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <vector>

namespace ontzorgd::messages {
namespace {

using reconcile::NameCheck;

class Kept : public StatusSink {
public:
    base::Result<base::Done> on_report(const reconcile::ReportHead& head) override {
        heads.push_back(head);
        return base::Done{};
    }
    base::Result<base::Done> on_payment(const reconcile::ReportedPayment& payment) override {
        payments.push_back(payment);
        return base::Done{};
    }
    base::Result<base::Done> on_transaction(
        const reconcile::ReportedTransaction& transaction) override {
        if (refuse_transactions) return base::refuse("sink_says_no");
        transactions.push_back(transaction);
        return base::Done{};
    }
    std::vector<reconcile::ReportHead> heads;
    std::vector<reconcile::ReportedPayment> payments;
    std::vector<reconcile::ReportedTransaction> transactions;
    bool refuse_transactions = false;
};

std::string fixture(const std::string& name) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/fixtures/pain002/" + name, std::ios::binary};
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

constexpr const char* partly = "part-with-rejects.10.xml";
constexpr const char* names = "name-check-without-namespace.xml";

base::Error error_of(std::string_view text) {
    Kept kept;
    const auto read = read_pain002(source_of(text), kept, "some-file");
    EXPECT_FALSE(read);
    return read ? base::Error{} : read.error();
}

/// A report with `body` after its group header.
std::string report(std::string_view body) {
    return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'><CstmrPmtStsRpt>"
           "<GrpHdr><MsgId>S1</MsgId></GrpHdr>" +
           std::string{body} + "</CstmrPmtStsRpt></Document>";
}
constexpr std::string_view group =
    "<OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId>"
    "<GrpSts>ACTC</GrpSts></OrgnlGrpInfAndSts>";

TEST(Pain002, GivesAllThreeLevelsInOrder) {
    Kept kept;
    const auto read = read_pain002(source_of(fixture(partly)), kept);
    ASSERT_TRUE(read) << read.error().code;
    EXPECT_EQ(read.value(),
              (Pain002Summary{.message = "pain.002.001.10", .payments = 1, .transactions = 2}));
    ASSERT_EQ(kept.heads.size(), 1U);
    const auto& head = kept.heads[0];
    EXPECT_EQ(head.message, "pain.002.001.10");
    EXPECT_EQ(head.message_id, "STS-2026-11-26-0007");
    EXPECT_EQ(head.original_message_id, "OEFEN-TEST-F000001AA") << "without the blanks around it";
    EXPECT_EQ(head.original_count, 5);
    EXPECT_EQ(head.original_sum->to_string(), "2510.75");
    EXPECT_EQ(head.status.code, "PART");
    EXPECT_EQ(head.status.counts, (std::vector<reconcile::StatusCount>{
                                      {.code = "ACSP", .count = 3}, {.code = "RJCT", .count = 2}}));

    ASSERT_EQ(kept.payments.size(), 1U);
    EXPECT_EQ(kept.payments[0].original_id, "OEFEN-TEST-F000001AA");
    EXPECT_EQ(kept.payments[0].original_count, 5);
    EXPECT_EQ(kept.payments[0].status.code, "");

    ASSERT_EQ(kept.transactions.size(), 2U);
    const auto& first = kept.transactions[0];
    EXPECT_EQ(first.instruction_id, "TEST00000001015B");
    EXPECT_EQ(first.end_to_end_id, "TEST00000001015B");
    EXPECT_EQ(first.amount->to_string(), "612.40");
    EXPECT_EQ(first.creditor_iban, "NL91ABNA0417164300");
    EXPECT_EQ(first.status.code, "RJCT");
    EXPECT_EQ(first.status.reason(), "AC04");
    EXPECT_EQ(first.status.text(), "Rekening opgeheven");
    const auto& second = kept.transactions[1];
    EXPECT_EQ(second.status.reason(), "EIGEN-CODE") << "a code of the bank itself";
    EXPECT_EQ(second.creditor_iban, "") << "nothing is left of the one before";
    EXPECT_FALSE(second.amount);
}

TEST(Pain002, ReadsANameCheckOnEveryLevelWithoutANamespace) {
    Kept kept;
    const auto read = read_pain002(source_of(fixture(names)), kept);
    ASSERT_TRUE(read) << read.error().code;
    EXPECT_EQ(read.value().message, "pain.002");
    EXPECT_EQ(kept.heads[0].original_message_id, "");
    EXPECT_EQ(kept.heads[0].status.name_check(), NameCheck::mismatches);
    EXPECT_EQ(kept.payments[0].status.name_check(), NameCheck::close_match)
        << "a code for transactions, on a payment";
    EXPECT_EQ(kept.transactions[0].status.name_check(), NameCheck::close_match);
    EXPECT_EQ(kept.transactions[0].status.text(), "Stichting Woonstichting De Linde");
    EXPECT_EQ(kept.transactions[1].status.name_check(), NameCheck::no_match);
    EXPECT_EQ(kept.transactions[1].uetr, "1f9c3a52-7a0e-4c41-9a55-0f3b8b6c2d11");
    EXPECT_EQ(kept.transactions[1].end_to_end_id, "NOTPROVIDED");
}

TEST(Pain002, JoinsALineThatTheBankCutWithoutLosingOrAddingACharacter) {
    Kept kept;
    ASSERT_TRUE(read_pain002(source_of(fixture(names)), kept));
    EXPECT_EQ(kept.heads[0].status.text(),
              "Bij een of meer betalingen wijkt de naam af van de naam die bij de rekening hoort. "
              "Keur ze goed of trek in voordat de bank uitvoert. Zie het portaal.");
}

TEST(Pain002, ReadsEveryVersionFrom03AndOtherNamespaces) {
    for (const char* version : {"03", "10", "12", "14"}) {
        const std::string text = replaced(fixture(partly), "001.10", std::string{"001."} + version);
        Kept kept;
        const auto read = read_pain002(source_of(text), kept);
        ASSERT_TRUE(read) << version;
        EXPECT_EQ(read.value().message, std::string{"pain.002.001."} + version);
        EXPECT_EQ(kept.transactions.size(), 2U);
    }
    Kept kept;
    EXPECT_TRUE(read_pain002(
        source_of(replaced(fixture(partly), "pain.002.001.10", "pain.002.003.03")), kept))
        << "a variant of a country, known by its element";
    EXPECT_EQ(error_of(replaced(fixture(partly), "001.10", "001.02")).code,
              "message_kind_is_not_read_here");
}

TEST(Pain002, LooksInsideABusinessEnvelope) {
    const std::string text =
        "<Envelope><AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.01'><BizMsgIdr>B"
        "</BizMsgIdr></AppHdr>" +
        report(group) + "</Envelope>";
    Kept kept;
    ASSERT_TRUE(read_pain002(source_of(text), kept));
    EXPECT_EQ(kept.heads[0].original_message_id, "M1");
}

TEST(Pain002, GivesAPaymentWithoutTransactionsAtItsEnd) {
    Kept kept;
    ASSERT_TRUE(read_pain002(
        source_of(report(std::string{group} +
                         "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P1</OrgnlPmtInfId><PmtInfSts>RJCT"
                         "</PmtInfSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>"
                         "</OrgnlPmtInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>P2</OrgnlPmtInfId>"
                         "</OrgnlPmtInfAndSts>")),
        kept));
    ASSERT_EQ(kept.payments.size(), 2U);
    EXPECT_EQ(kept.payments[0].status.reason(), "AM04");
    EXPECT_EQ(kept.payments[1].original_id, "P2");
    EXPECT_EQ(kept.payments[1].status, reconcile::Status{}) << "nothing is left of the one before";
}

TEST(Pain002, RefusesADocumentOfAnotherKindByName) {
    const auto error =
        error_of("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>");
    EXPECT_EQ(error.code, "message_kind_is_not_read_here");
    EXPECT_EQ(error.detail("kind"), "camt.053.001.02");
    EXPECT_EQ(error_of("<Document><Iets/></Document>").code, "message_kind_is_unknown");
    EXPECT_EQ(error_of("<html/>").code, "message_kind_is_unknown");
}

TEST(Pain002, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(error_of("").code, "file_is_empty");
    EXPECT_EQ(error_of("<!DOCTYPE x [<!ENTITY a 'b'>]><Document/>").code, "xml_has_doctype");
    EXPECT_EQ(error_of(fixture(partly).substr(0, 900)).code, "xml_is_cut_or_broken");
    EXPECT_EQ(error_of(report("")).code, "no_status_found");
    EXPECT_EQ(error_of(report(std::string{group} + std::string{group})).code,
              "group_status_is_given_twice");
    EXPECT_EQ(error_of(report("<OrgnlPmtInfAndSts/>")).code, "no_status_found");
    EXPECT_EQ(error_of(replaced(report(group), "<GrpSts>", "<GrpSts>RJCT</GrpSts><GrpSts>")).code,
              "status_is_given_twice");
    EXPECT_EQ(error_of(replaced(fixture(partly), " Ccy=\"EUR\"", "")).code,
              "amount_has_no_currency");
    EXPECT_EQ(error_of(replaced(fixture(partly), "612.40", "zes")).code, "amount_is_malformed");
    EXPECT_EQ(error_of(replaced(fixture(partly), "<OrgnlNbOfTxs>5", "<OrgnlNbOfTxs>vijf")).code,
              "number_is_malformed");

    const auto too_long =
        error_of(replaced(fixture(partly), "<OrgnlEndToEndId>TEST00000002017Q",
                          "<OrgnlEndToEndId>TEST00000002017Q-TEST00000002017Q-TEST"));
    EXPECT_EQ(too_long.code, "id_is_too_long");
    EXPECT_EQ(too_long.detail("field"), "OrgnlEndToEndId");
    EXPECT_EQ(too_long.detail("payment_block"), "1");
    EXPECT_EQ(too_long.detail("transaction"), "2");
    EXPECT_EQ(too_long.detail("file"), "some-file");
    EXPECT_NE(too_long.detail("line"), "");
}

TEST(Pain002, RefusesAStatusOfAPaymentThatComesAfterItsTransactions) {
    for (const char* late : {"<PmtInfSts>RJCT</PmtInfSts>", "<StsRsnInf/>", "<NbOfTxsPerSts/>"}) {
        const std::string text = report(std::string{group} + "<OrgnlPmtInfAndSts><TxInfAndSts/>" +
                                        late + "</OrgnlPmtInfAndSts>");
        EXPECT_EQ(error_of(text).code, "status_is_after_transactions") << late;
    }
}

TEST(Pain002, BoundsWhatOneStatusMayHave) {
    std::string many;
    for (int i = 0; i < 101; ++i) many += "<StsRsnInf/>";
    EXPECT_EQ(
        error_of(replaced(report(group), "</OrgnlGrpInfAndSts>", many + "</OrgnlGrpInfAndSts>"))
            .code,
        "status_is_too_long");
    std::string counts;
    for (int i = 0; i < 101; ++i) counts += "<NbOfTxsPerSts/>";
    EXPECT_EQ(
        error_of(replaced(report(group), "</OrgnlGrpInfAndSts>", counts + "</OrgnlGrpInfAndSts>"))
            .code,
        "status_is_too_long");
    std::string text;
    for (int i = 0; i < 201; ++i) text += "<AddtlInf>" + std::string(100, 'x') + "</AddtlInf>";
    EXPECT_EQ(error_of(replaced(report(group), "</OrgnlGrpInfAndSts>",
                                "<StsRsnInf>" + text + "</StsRsnInf></OrgnlGrpInfAndSts>"))
                  .code,
              "status_is_too_long");
}

TEST(Pain002, IsKnownByItsBeginning) {
    EXPECT_TRUE(is_status_report("<Document><CstmrPmtStsRpt>"));
    EXPECT_FALSE(is_status_report("<Document><BkToCstmrStmt>"));
    EXPECT_FALSE(is_status_report(""));
}

TEST(Pain002, EndsWithTheErrorOfTheSink) {
    Kept kept;
    kept.refuse_transactions = true;
    const auto read = read_pain002(source_of(fixture(partly)), kept, "some-file");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "sink_says_no");
    EXPECT_EQ(read.error().detail("transaction"), "1");
}

}  // namespace
}  // namespace ontzorgd::messages
