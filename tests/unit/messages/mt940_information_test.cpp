// SPDX-License-Identifier: EUPL-1.2
#include "mt940_information.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

using reconcile::Entry;

constexpr std::string_view rent_account = "NL91ABNA0417164300";

Entry entry_of(std::string_view line, std::string_view text, std::string_view more = {}) {
    const auto read = parse_mt940_line(line, "EUR");
    EXPECT_TRUE(read);
    Entry entry;
    entry.details.resize(3);  // what is left of an entry before
    entry.details.front().end_to_end_id = "OLD";
    entry.batch.emplace().pmt_inf_id = "OLD";
    fill_mt940_entry(read.value(), {.text = text, .more = more}, entry);
    return entry;
}

const reconcile::EntryDetail& only_detail(const Entry& entry) {
    EXPECT_EQ(entry.details.size(), 1U);
    EXPECT_FALSE(entry.batch);
    return entry.details.front();
}

TEST(Mt940Information, OfOnePaymentFillsItsDetail) {
    const auto entry = entry_of("261130D612,40NTRFEREF//BANK1",
                                "/EREF/ABCD000000010112//CNTP/NL91ABNA0417164300/ABNANL2A/De "
                                "Dageraad///REMI/USTD//Huur/",
                                "/TRCD/00200/");
    EXPECT_EQ(entry.acct_svcr_ref, "BANK1");
    EXPECT_EQ(entry.bank_tx_code.proprietary, "NTRF");
    EXPECT_TRUE(entry.additional_info.starts_with("/EREF/"));
    const auto& detail = only_detail(entry);
    EXPECT_EQ(detail.end_to_end_id, "ABCD000000010112");
    EXPECT_EQ(detail.counterparty_iban, rent_account);
    EXPECT_EQ(detail.counterparty_name, "De Dageraad");
    EXPECT_EQ(detail.remittance, std::vector<std::string>{"Huur"});
    EXPECT_EQ(detail.bank_tx_code.proprietary, "00200");
    EXPECT_FALSE(detail.amount);
    EXPECT_EQ(detail.instr_id, "");
}

TEST(Mt940Information, SaysNothingOfWhatIsNotGiven) {
    const auto detail = only_detail(entry_of("261130D612,40N658NONREF//NONREF", "Huur december"));
    EXPECT_EQ(detail.end_to_end_id, "");
    EXPECT_EQ(detail.instr_id, "");
    EXPECT_EQ(detail.counterparty_iban, "");
    EXPECT_EQ(detail.remittance, std::vector<std::string>{"Huur december"});
    EXPECT_EQ(entry_of("261130D612,40N658NONREF//NONREF", "").acct_svcr_ref, "");
    EXPECT_TRUE(only_detail(entry_of("261130D1,NMSC", "")).remittance.empty());
}

TEST(Mt940Information, OfABatchHasNoDetails) {
    struct Case {
        const char* line;
        const char* text;
        const char* pmt_inf_id;
        std::optional<std::int64_t> count;
    };
    const std::vector<Case> cases = {
        {"261130D9,NTRFPREF", "/PREF/ABCD-LASTEN-1//REMI/USTD//TOTAAL 12 VZ/", "ABCD-LASTEN-1", 12},
        {"261130C9,NDDTPREF", "/PREF/ABCD-LASTEN-1//CSID/NL1//REMI/USTD//TOTAAL 2 POSTEN/",
         "ABCD-LASTEN-1", 2},
        {"261130D9,N655NONREF", "/TRTP/SEPA BATCH/PREF/ABCD-LASTEN-1/NRTX/7", "ABCD-LASTEN-1", 7},
        {"261130D9,N655NONREF", "/TRTP/SEPA BATCH/PREF/ABCD-LASTEN-1", "ABCD-LASTEN-1",
         std::nullopt},
        {"261130D9,N586PREF", "/PREF/ABCD-LASTEN-1", "ABCD-LASTEN-1", std::nullopt},
        {"261130D9,NTRFNONREF", "/REMI/USTD//TOTAAL 3 VZ/", "", 3}};
    for (const Case& each : cases) {
        const auto entry = entry_of(each.line, each.text);
        ASSERT_TRUE(entry.batch) << each.text;
        EXPECT_TRUE(entry.details.empty());
        EXPECT_EQ(entry.batch->pmt_inf_id, each.pmt_inf_id);
        EXPECT_EQ(entry.batch->nb_of_txs, each.count);
    }
}

TEST(Mt940Information, OfABatchMayHaveZerosForTheOtherSide) {
    EXPECT_TRUE(entry_of("261130D9,N586PREF", "/PREF/ABCD-LASTEN-1", "0000000000").batch);
}

TEST(Mt940Information, OfWordsThatSayNothingIsText) {
    for (const char* text :
         {"/OCMT/USD2853,12/PAYMENT OF INVOICES 20", "/BENM/300000/BANK FEES/"}) {
        EXPECT_EQ(only_detail(entry_of("261130D9,NTRFNONREF", text)).remittance_text(), text);
    }
}

TEST(Mt940Information, CallsNothingABatchThatTheFileDoesNot) {
    for (const char* text :
         {"/PREF/ABCD-LASTEN-1/EREF/ABCD000000010112/REMI/x", "/REMI/USTD//TOTAAL VZ/",
          "/REMI/USTD//TOTAAL 3 VZ december/", "/PREF/ABCD-LASTEN-1/REMI/x",
          // A person's text beside an account, or beside a payment of its own.
          "/CNTP/NL91ABNA0417164300/ABNANL2A/X///REMI/USTD//TOTAAL 3 VZ/",
          "/EREF/X//REMI/USTD//TOTAAL 3 VZ/"}) {
        EXPECT_FALSE(entry_of("261130D9,NTRFNONREF", text).batch) << text;
    }
    EXPECT_EQ(only_detail(entry_of("261130D9,NTRFNONREF", "/PREF/ABCD-LASTEN-1/REMI/x")).pmt_inf_id,
              "ABCD-LASTEN-1");
}

TEST(Mt940Information, OfAReturnHasItsReason) {
    const auto entry =
        entry_of("261202C612,40NRTIEREF", "/RTRN/AC04//EREF/ABCD000000010112//REMI/USTD//Huur/");
    EXPECT_EQ(entry.return_reason, "AC04");
    EXPECT_EQ(only_detail(entry).return_reason, "AC04");
    EXPECT_TRUE(only_detail(entry).reason_is_among_text);
}

TEST(Mt940Information, TellsWhatABankKeptAndWhatWasPaid) {
    const reconcile::Entry entry =
        entry_of("261202C607,40NRTIEREF",
                 "/RTRN/AC04//EREF/ABCD000000010112//OCMT/EUR612,40//CHGS/EUR5,00/");
    ASSERT_TRUE(entry.details.front().original);
    ASSERT_TRUE(entry.details.front().charges);
    EXPECT_EQ(entry.details.front().original->to_string(), "612.40");
    EXPECT_EQ(entry.details.front().charges->to_string(), "5.00");
    EXPECT_EQ(entry.details.front().charges->currency(), "EUR");
    const reconcile::Entry odd = entry_of("261202C607,40NRTIEREF", "/RTRN/AC04/CHGS/veel/OCMT//");
    EXPECT_FALSE(odd.details.front().charges);
    EXPECT_FALSE(odd.details.front().original);
}

TEST(Mt940Information, BelievesNoWordsThatAPersonTypedBesideThoseOfTheBank) {
    const auto entry = entry_of("261202C612,40N654NONREF",
                                "/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/X/REMI/"
                                "/RTRN/MS03/EREF/ABCD000000010112/EREF/NOTPROVIDED");
    EXPECT_EQ(entry.return_reason, "");
    const auto& detail = only_detail(entry);
    EXPECT_EQ(detail.end_to_end_id, "");
    EXPECT_EQ(detail.return_reason, "");
    EXPECT_EQ(detail.counterparty_iban, rent_account);
    EXPECT_EQ(detail.additional_info, entry.additional_info);
}

TEST(Mt940Information, TakesTheReferenceOfALineWhereItIsOne) {
    EXPECT_EQ(only_detail(entry_of("261130D9,NTRFABCD000000010112", "Huur")).instr_id,
              "ABCD000000010112");
    for (const char* word : {"NONREF", "EREF", "PREF", "MARF", ""}) {
        EXPECT_EQ(only_detail(entry_of(std::string{"261130D9,NTRF"} + word, "Huur")).instr_id, "");
    }
}

TEST(Mt940Information, OfAsnHasAccountAndNameInTheLine) {
    const auto detail =
        only_detail(entry_of("2611301130D9,NOVBNL91ABNA0417164300",
                             "NL91ABNA0417164300 de dageraad   Huur december", "de dageraad"));
    EXPECT_EQ(detail.counterparty_iban, rent_account);
    EXPECT_EQ(detail.counterparty_name, "de dageraad");
    EXPECT_EQ(detail.instr_id, "");
}

TEST(Mt940Information, OfAsnReadsTheWordsBehindItsText) {
    const auto detail = only_detail(
        entry_of("2611301130D9,NINCNL91ABNA0417164300",
                 "NL91ABNA0417164300 de dageraad   /TRTP/Zakelijke Incasso/NAME/DE DAGERAAD/REMI/"
                 "Huur/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/EREF/88120/5571       ",
                 "de dageraad"));
    EXPECT_EQ(detail.counterparty_iban, rent_account);
    EXPECT_EQ(detail.counterparty_name, "DE DAGERAAD");
    EXPECT_EQ(detail.end_to_end_id, "88120/5571");
}

TEST(Mt940Information, OfRabobankHasTheAccountInTheLine) {
    EXPECT_EQ(only_detail(entry_of("261130D9,N102EREF", "/EREF/X/BENM//NAME/A", rent_account))
                  .counterparty_iban,
              rent_account);
    EXPECT_EQ(only_detail(entry_of("261130D9,N154NONREF", "/BENM//NAME/A", "P001234567"))
                  .counterparty_account,
              "P001234567");
}

TEST(Mt940Information, KeepsAnAccountInTheLineWhoseCheckFails) {
    const auto entry =
        entry_of("261202D612,40N586EREF//0043000003",
                 "/EREF/ABCD000000010112/BENM//NAME/Een vreemde/REMI/Huur", "NL83OEFN0900000003");
    EXPECT_EQ(only_detail(entry).counterparty_iban, "NL83OEFN0900000003")
        << "a wrong account is another than ours";
}

TEST(Mt940Information, OfKnabHasTheAccountBehindItsText) {
    const auto detail = only_detail(
        entry_of("261130D9,NTRFNONREF", "FACTUUR 201403REK: NL91ABNA0417164300/NAAM: De Dageraad"));
    EXPECT_EQ(detail.counterparty_iban, rent_account);
    EXPECT_EQ(detail.counterparty_name, "De Dageraad");
    const auto text = only_detail(entry_of("261130D9,NTRFNONREF", "MIJN REK: IS LEEG/NAAM: X"));
    EXPECT_EQ(text.counterparty_iban, "");
    EXPECT_EQ(text.remittance_text(), "MIJN REK: IS LEEG/NAAM: X");
}

TEST(Mt940Information, KeepsOtherLinesOfALine) {
    EXPECT_EQ(only_detail(entry_of("261130D9,NCOMNONREF", "x", "Fees 202611")).additional_info,
              "Fees 202611");
}

// --- what a statement declares ---

TEST(Mt940Declared, CountsAndSumsAreReadInBothForms) {
    for (const char* text : {"/SUM/2/1/10,50/5,00/", "D000002C000001D10,50C5,00"}) {
        const auto declared = declared_in_mt940(text);
        EXPECT_EQ(declared.debit.count, 2);
        EXPECT_EQ(declared.credit.count, 1);
        ASSERT_TRUE(declared.debit.sum && declared.credit.sum);
        EXPECT_EQ(declared.debit.sum->to_string(), "10.50");
        EXPECT_EQ(declared.credit.sum->to_string(), "5.00");
        EXPECT_FALSE(declared.is_malformed);
    }
}

TEST(Mt940Declared, SaysWhereItCannotBeRead) {
    EXPECT_TRUE(declared_in_mt940("/SUM/2/1/10,50").is_malformed);
    EXPECT_TRUE(declared_in_mt940("/SUM/2/x/10,50/5,00/").is_malformed);
}

TEST(Mt940Declared, IsNothingInOtherTexts) {
    for (const char* text :
         {"", "ZENITH BANK", "D12", "D1C1D1,00", "DC", "D1C1D1,00C1,00 en meer"}) {
        const auto declared = declared_in_mt940(text);
        EXPECT_FALSE(declared.is_malformed) << text;
        EXPECT_FALSE(declared.debit.count || declared.debit.sum) << text;
    }
}

}  // namespace
}  // namespace ontzorgd::messages
