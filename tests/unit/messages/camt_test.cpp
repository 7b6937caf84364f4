// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/camt.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ontzorgd::messages {
namespace {

using reconcile::Direction;
using reconcile::EntryStatus;
using reconcile::Proof;

class Kept : public StatementSink {
public:
    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        heads.push_back(head);
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        if (refuse_entries) return base::refuse("sink_says_no");
        entries.push_back(entry);
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& one) override {
        totals.push_back(one);
        return base::Done{};
    }
    std::vector<reconcile::StatementHead> heads;
    std::vector<reconcile::Entry> entries;
    std::vector<reconcile::StatementTotals> totals;
    bool refuse_entries = false;
};

std::string fixture(const std::string& name) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/fixtures/camt053/" + name, std::ios::binary};
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string code_of(std::string_view text) {
    Kept kept;
    const auto read = read_camt(source_of(text), kept);
    return read ? "" : read.error().code;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// The .08 fixture with one change.
std::string changed(std::string_view from, std::string_view to) {
    return replaced(fixture("batch-and-return.08.xml"), from, to);
}

class Camt : public testing::Test {
protected:
    void read(const std::string& text) {
        const auto summary = read_camt(source_of(text), kept_);
        ASSERT_TRUE(summary) << summary.error().code << " line " << summary.error().detail("line");
        summary_ = summary.value();
    }
    Kept kept_;
    CamtSummary summary_{};
};

TEST_F(Camt, GivesTheHeadOfAStatement) {
    read(fixture("batch-and-return.08.xml"));
    EXPECT_EQ(summary_, (CamtSummary{.message = "camt.053.001.08",
                                     .message_id = "FIXTURE-08",
                                     .statements = 1,
                                     .entries = 4}));
    const auto& head = kept_.heads.at(0);
    EXPECT_EQ(head.statement_id, "FIXTURE-08-1");
    EXPECT_EQ(head.account, "NL91ABNA0417164300");
    EXPECT_TRUE(head.account_is_iban);
    EXPECT_EQ(head.currency, "EUR");
    EXPECT_EQ(head.electronic_sequence, "0231");
    EXPECT_EQ(head.legal_sequence, "198");
    EXPECT_EQ(head.from->to_string(), "2026-11-23");
    EXPECT_EQ(head.to->to_string(), "2026-11-23");
    EXPECT_EQ(head.page, 1);
    EXPECT_EQ(head.is_last_page, true);
    EXPECT_EQ(head.closing()->amount.to_string(), "-120.50");
}

TEST_F(Camt, GivesABatchWithItsDetails) {
    read(fixture("batch-and-return.08.xml"));
    const auto& entry = kept_.entries.at(0);
    EXPECT_EQ(entry.index, 1);
    EXPECT_EQ(entry.amount.to_string(), "10730.50");
    EXPECT_EQ(entry.direction, Direction::debit);
    EXPECT_EQ(entry.booking_date->to_string(), "2026-11-23") << "22:30 UTC is the next Dutch day";
    EXPECT_EQ(entry.bank_tx_code,
              (reconcile::BankTxCode{"PMNT", "ICDT", "ESCT", "586", "RABOBANK"}));
    EXPECT_EQ(entry.batch->pmt_inf_id, "OZ-MSG-7-1") << "without the blanks a bank adds";
    EXPECT_EQ(entry.batch->nb_of_txs, 2);
    EXPECT_EQ(entry.batch->total->to_string(), "10730.50");
    EXPECT_TRUE(entry.details_add_up());
    ASSERT_EQ(entry.details.size(), 2U);
    const auto& first = entry.details[0];
    EXPECT_EQ(first.end_to_end_id, "OZ-E-1");
    EXPECT_EQ(first.uetr, "5b0e9a31-6c6e-4a0b-9a54-1f4c5d2e7a10");
    EXPECT_EQ(first.counterparty_name, "Woningstichting & Zn.");
    EXPECT_EQ(first.counterparty_iban, "NL20INGB0001234567");
    EXPECT_EQ(first.ultimate_name, "Vereniging van Eigenaren");
    EXPECT_EQ(first.remittance_text(), "huur  november contract 12") << "exactly as delivered";
    const auto& second = entry.details[1];
    EXPECT_EQ(second.counterparty_name, "Een bank");
    EXPECT_EQ(second.counterparty_iban, "");
    EXPECT_EQ(second.counterparty_account, "0012345");
    EXPECT_EQ(second.structured_reference, "0010008346912014");
}

TEST_F(Camt, GivesAReturnWithItsReasonAndTheOtherParty) {
    read(fixture("batch-and-return.08.xml"));
    const auto& entry = kept_.entries.at(1);
    EXPECT_EQ(entry.direction, Direction::credit) << "the reversal flag does not turn it";
    EXPECT_TRUE(entry.is_reversal);
    EXPECT_EQ(entry.return_reason, "AC04");
    EXPECT_EQ(entry.details.at(0).counterparty_iban, "NL20INGB0001234567");
    EXPECT_EQ(entry.details.at(0).counterparty_name, "Woningstichting & Zn.");
}

TEST(CamtReturn, TellsWhatABankKeptAndWhatWasPaid) {
    const auto detail_with = [](const std::string& words) {
        Kept kept;
        const std::string text = changed("<RtrInf>", words + "<RtrInf>");
        EXPECT_TRUE(read_camt(source_of(text), kept)) << words;
        for (const reconcile::Entry& entry : kept.entries) {
            for (const reconcile::EntryDetail& each : entry.details) {
                if (!each.return_reason.empty()) return each;
            }
        }
        return reconcile::EntryDetail{};
    };
    const std::string record =
        "<Rcrd><Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd>"
        "<Rcrd><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Rcrd>"
        "<Rcrd><Amt Ccy=\"EUR\">3.00</Amt></Rcrd>";
    EXPECT_EQ(detail_with("<Chrgs>" + record + "</Chrgs>").charges->to_string(), "5.00");
    EXPECT_EQ(detail_with("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">4.00</TtlChrgsAndTaxAmt>" +
                          record + "</Chrgs>")
                  .charges->to_string(),
              "4.00");
    EXPECT_EQ(detail_with("<Chrgs><Amt Ccy=\"EUR\">1.50</Amt></Chrgs>"
                          "<Chrgs><Amt Ccy=\"EUR\">0.25</Amt></Chrgs>")
                  .charges->to_string(),
              "1.75");
    EXPECT_EQ(detail_with("<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">9.50</Amt></InstdAmt></AmtDtls>")
                  .original->to_string(),
              "9.50");
    EXPECT_FALSE(detail_with("<Chrgs><Rcrd><Amt Ccy=\"EUR\">much</Amt></Rcrd></Chrgs>").charges)
        << "what is only told to people stops no statement";
    EXPECT_FALSE(detail_with("").original);
}

TEST_F(Camt, LeavesNothingOfOneEntryInTheNext) {
    read(fixture("batch-and-return.08.xml"));
    reconcile::Entry expected;
    expected.index = 4;
    expected.amount = reconcile::DecimalAmount::parse("99.99", "EUR").value();
    expected.status = EntryStatus::pending;
    EXPECT_EQ(kept_.entries.at(3), expected);
    EXPECT_EQ(kept_.entries.at(2).additional_info, "kosten  betalingsverkeer");
    EXPECT_FALSE(kept_.entries.at(2).batch);
    EXPECT_TRUE(kept_.entries.at(2).details.empty());
}

TEST_F(Camt, ProvesAStatement) {
    read(fixture("batch-and-return.08.xml"));
    const auto& totals = kept_.totals.at(0);
    EXPECT_EQ(totals.proof, Proof::holds);
    EXPECT_EQ(totals.entries, 4);
    EXPECT_EQ(totals.not_book, 1);
    EXPECT_EQ(totals.reversals, 1);
    EXPECT_EQ(totals.sum_credit.to_string(), "650");
    EXPECT_EQ(totals.sum_debit.to_string(), "10770.50");
    EXPECT_TRUE(totals.findings.empty());
}

TEST_F(Camt, ReadsTheShapesOfVersion02) {
    read(fixture("two-statements.02.xml"));
    ASSERT_EQ(kept_.heads.size(), 2U);
    const auto& totals = kept_.totals.at(0);
    EXPECT_EQ(totals.opening->to_string(), "100") << "PRCD where there is no OPBD";
    EXPECT_EQ(totals.proof, Proof::holds);
    EXPECT_EQ(totals.batches_whose_details_do_not_sum, 1);
    EXPECT_EQ(totals.findings, std::vector<std::string_view>{"declared_count_differs"});
    EXPECT_EQ(kept_.heads[0].page, 1) << "from the group header";
    EXPECT_EQ(kept_.heads[0].currency, "EUR") << "from the balance";
    const auto& entry = kept_.entries.at(0);
    EXPECT_EQ(entry.booking_date->to_string(), "2026-03-29");
    EXPECT_EQ(entry.details.at(0).counterparty_name, "Schuldeiser");
    EXPECT_EQ(entry.details.at(1).amount->to_string(), "0.74");

    EXPECT_EQ(kept_.heads[1].ordinal, 2);
    EXPECT_EQ(kept_.heads[1].account, "60000635");
    EXPECT_FALSE(kept_.heads[1].account_is_iban);
    EXPECT_EQ(kept_.totals.at(1).proof, Proof::unknown);
    EXPECT_TRUE(kept_.totals.at(1).findings.empty()) << "nothing is left of the first";
}

TEST_F(Camt, ReadsADocumentInsideABusinessEnvelope) {
    const std::string document = replaced(fixture("batch-and-return.08.xml"),
                                          R"(<?xml version="1.0" encoding="UTF-8"?>)", "");
    const std::string header =
        "<AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.01'><Document/></AppHdr>";
    read("<message>" + header + document + "</message>");
    EXPECT_EQ(summary_.message, "camt.053.001.08");
    EXPECT_EQ(summary_.envelope, "head.001.001.01");
    EXPECT_EQ(code_of("<message>" + document + document + "</message>"), "message_is_given_twice");
}

TEST_F(Camt, ReadsEveryVersionFromThe02ToThe13AndNoneAtAll) {
    read(fixture("batch-and-return.08.xml"));
    for (const char* version : {"02", "03", "04", "06", "07", "08", "10", "11", "12", "13"}) {
        Kept kept;
        const auto summary =
            read_camt(source_of(changed("053.001.08", "053.001." + std::string{version})), kept);
        ASSERT_TRUE(summary) << version;
        EXPECT_EQ(summary.value().message, "camt.053.001." + std::string{version});
        EXPECT_EQ(kept.entries, kept_.entries);
        EXPECT_EQ(kept.totals, kept_.totals);
    }
    for (const char* zoo : {"", "xmlns='urn:iso:std:iso:20023:tech:xsd:camt.053.001'"}) {
        Kept kept;
        const auto summary = read_camt(
            source_of(changed(R"(xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08")", zoo)),
            kept);
        ASSERT_TRUE(summary) << zoo;
        EXPECT_EQ(summary.value().message, "camt.053");
        EXPECT_EQ(kept.entries, kept_.entries);
    }
    EXPECT_EQ(code_of(changed("053.001.08", "053.001.14")), "message_kind_is_not_read_here");
    EXPECT_EQ(code_of(changed("053.001.08", "053.001.01")), "message_kind_is_not_read_here");
}

/// The .08 fixture as another message of the family: its elements have other names, no more.
std::string as_message(std::string_view kind, std::string_view element, std::string_view part) {
    std::string text = fixture("batch-and-return.08.xml");
    const auto all = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
            text.replace(at, from.size(), to);
            at += to.size();
        }
    };
    all("camt.053", kind);
    all("BkToCstmrStmt", element);
    all("<Stmt>", "<" + std::string{part} + ">");
    all("</Stmt>", "</" + std::string{part} + ">");
    return text;
}

TEST_F(Camt, ReadsAReportOfTheDayAndANotificationAsStatements) {
    read(fixture("batch-and-return.08.xml"));
    const auto entries = kept_.entries;
    kept_.entries.clear();
    read(as_message("camt.052", "BkToCstmrAcctRpt", "Rpt"));
    EXPECT_EQ(summary_.message, "camt.052.001.08");
    EXPECT_EQ(kept_.entries, entries);
    kept_.entries.clear();
    read(as_message("camt.054", "BkToCstmrDbtCdtNtfctn", "Ntfctn"));
    EXPECT_EQ(summary_.message, "camt.054.001.08");
    EXPECT_EQ(kept_.entries, entries);
    EXPECT_EQ(kept_.heads.back().message, "camt.054.001.08");
}

TEST(CamtRefusal, NamesKindAndVersion) {
    Kept kept;
    const auto read =
        read_camt(source_of("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.008.001.02'/>"),
                  kept, {.file = "x.xml"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, base::ErrorKind::refused);
    EXPECT_EQ(read.error().code, "message_kind_is_not_read_here");
    EXPECT_EQ(read.error().detail("kind"), "pain.008.001.02");
    EXPECT_EQ(read.error().detail("file"), "x.xml");
    EXPECT_EQ(code_of("<Document><CstmrPmtStsRpt/></Document>"), "message_kind_is_not_read_here");
    EXPECT_EQ(code_of("<Document><Invoice/></Document>"), "message_kind_is_unknown");
    EXPECT_EQ(code_of("<html><body/></html>"), "message_kind_is_unknown");
}

TEST(CamtRefusal, TellsWhereTheErrorStands) {
    Kept kept;
    const std::string text =
        changed(R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt Ccy="EUR">40,00</Amt>)");
    const auto read = read_camt(source_of(text), kept, {.file = "x.xml"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "amount_is_malformed");
    EXPECT_EQ(read.error().detail("value"), "40,00");
    EXPECT_EQ(read.error().detail("statement"), "1");
    EXPECT_EQ(read.error().detail("entry"), "3");
    EXPECT_NE(read.error().detail("line"), "");
}

TEST(CamtRefusal, HasACodeForEveryMistakeInAStatement) {
    struct Case {
        const char* from;
        const char* to;
        const char* code;
    };
    const std::string second_opening =
        R"(<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt>)"
        R"(<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>)";
    const std::string before_summary = second_opening + "<TxsSummry>";
    const std::string second_closing = replaced(second_opening, "OPBD", "CLBD") + "<TxsSummry>";
    const std::string after_entry =
        "</AddtlNtryInf></Ntry>" + second_opening + "<Ntry>" + "<AddtlNtryInf></AddtlNtryInf>";
    const std::vector<Case> cases = {
        {R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt Ccy="EUR">40.000001</Amt>)",
         "amount_has_more_than_five_decimals"},
        {R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt Ccy="EUR">-40.00</Amt>)", "amount_is_negative"},
        {R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt>40.00</Amt>)", "amount_has_no_currency"},
        {R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt Ccy="EURO">40.00</Amt>)",
         "currency_is_malformed"},
        {R"(<Amt Ccy="EUR">40.00</Amt>)", "", "entry_has_no_amount"},
        {R"(<Amt Ccy="EUR">40.00</Amt>)", R"(<Amt Ccy="EUR">4</Amt><Amt Ccy="EUR">40.00</Amt>)",
         "entry_field_is_given_twice"},
        {R"(<CdtDbtInd>DBIT</CdtDbtInd><Sts>)", "<Sts>", "entry_has_no_direction"},
        {R"(10730.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>)", "10730.50</Amt>",
         "entry_has_no_direction"},
        {R"(<CdtDbtInd>DBIT</CdtDbtInd><Sts>)", "<CdtDbtInd>DEBIT</CdtDbtInd><Sts>",
         "direction_is_unknown"},
        {R"(<Sts><Cd>BOOK</Cd></Sts>)", "", "entry_has_no_status"},
        {R"(<RvslInd>true</RvslInd>)", "<RvslInd>yes</RvslInd>", "flag_is_malformed"},
        {R"(<Dt>2026-11-23</Dt></BookgDt>)", "<Dt>23-11-2026</Dt></BookgDt>", "date_is_malformed"},
        {R"(<NbOfTxs>2</NbOfTxs>)", "<NbOfTxs>two</NbOfTxs>", "number_is_malformed"},
        {R"(<IBAN>NL91ABNA0417164300</IBAN>)", "", "statement_has_no_account"},
        {R"(<Cd>OPBD</Cd>)", "", "balance_has_no_kind"},
        {R"(<Amt Ccy="EUR">10000.00</Amt>)", "", "balance_has_no_amount"},
        {R"(<CdtDbtInd>CRDT</CdtDbtInd><Dt>)", "<Dt>", "balance_has_no_direction"},
        {R"(<Dt><Dt>2026-11-23</Dt></Dt>)", "", "balance_has_no_date"},
        {"<TxsSummry>", before_summary.c_str(), "statement_has_two_opening_balances"},
        {"<TxsSummry>", second_closing.c_str(), "statement_has_two_closing_balances"},
        {"</AddtlNtryInf>", after_entry.c_str(), "balance_is_after_entries"},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(code_of(changed(one.from, one.to)), one.code) << one.from << " -> " << one.to;
    }
}

TEST(CamtRefusal, NeverComesFromWhatABankDeclaresItself) {
    for (const char* sum : {"-1.00", "many", "1.123456789"}) {
        Kept kept;
        const std::string text = changed("<Sum>650</Sum>", "<Sum>" + std::string{sum} + "</Sum>");
        ASSERT_TRUE(read_camt(source_of(text), kept)) << sum;
        EXPECT_EQ(kept.totals.at(0).findings.size(), 1U) << sum;
    }
}

TEST(CamtRefusal, IsGivenForAFileCutAnywhere) {
    const std::string whole = fixture("batch-and-return.08.xml");
    const std::size_t end = whole.rfind("</Document>");
    for (std::size_t size = 0; size < end; size += 100) {
        EXPECT_NE(code_of(whole.substr(0, size)), "") << "cut after " << size;
    }
    EXPECT_EQ(code_of(whole.substr(0, end + 10)), "xml_is_cut_or_broken");
}

TEST(CamtRefusal, IsGivenForADocumentWithoutStatement) {
    const std::string begin = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>";
    EXPECT_EQ(code_of(begin + "</Document>"), "no_statement_found");
    EXPECT_EQ(
        code_of(begin +
                "<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr></BkToCstmrStmt></Document>"),
        "no_statement_found");
}

TEST(CamtRefusal, OfTheSinkIsPassedOn) {
    Kept kept;
    kept.refuse_entries = true;
    const auto read = read_camt(source_of(fixture("batch-and-return.08.xml")), kept);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "sink_says_no");
    EXPECT_EQ(read.error().detail("entry"), "1");
    EXPECT_TRUE(kept.totals.empty());
}

TEST_F(Camt, TakesTheSameOpeningTwice) {
    const std::string text = fixture("batch-and-return.08.xml");
    const std::size_t from = text.find("<Bal>");
    const std::size_t size = text.find("</Bal>") + 6 - from;
    read(replaced(text, "<TxsSummry>", text.substr(from, size) + "<TxsSummry>"));
    EXPECT_EQ(kept_.totals.at(0).proof, Proof::holds);
}

TEST_F(Camt, ReadsCarriageReturnsAMarkAndOtherEncodingsAlike) {
    read(fixture("batch-and-return.08.xml"));
    const auto expected = kept_.entries;
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : fixture("batch-and-return.08.xml"))
        windows += c == '\n' ? "\r\n" : std::string{c};
    kept_.entries.clear();
    read(windows);
    EXPECT_EQ(kept_.entries, expected);
    kept_.entries.clear();
    read(replaced(changed("UTF-8", "ISO-8859-1"), "kosten", "co\xFBt"));
    EXPECT_EQ(kept_.entries.at(2).additional_info, "co\xC3\xBBt  betalingsverkeer");
}

TEST_F(Camt, TakesStatusesItDoesNotKnowAsNotBooked) {
    read(changed("<Cd>PDNG</Cd>", "<Prtry>HELD</Prtry>"));
    EXPECT_EQ(kept_.entries.at(3).status, EntryStatus::other);
    EXPECT_EQ(kept_.totals.at(0).not_book, 1);
}

}  // namespace
}  // namespace ontzorgd::messages
