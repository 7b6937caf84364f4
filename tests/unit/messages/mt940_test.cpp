// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/mt940.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <tuple>

namespace ontzorgd::messages {
namespace {

using reconcile::Direction;
using reconcile::Proof;

struct Kept {
    std::vector<reconcile::StatementHead> heads;
    std::vector<std::vector<reconcile::Entry>> entries;  ///< by statement
    std::vector<reconcile::StatementTotals> totals;
};

class Keeper : public StatementSink, public Kept {
public:
    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        EXPECT_EQ(head.closing(), nullptr);
        heads.push_back(head);
        entries.emplace_back();
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        if (refuse_entries) return base::refuse("sink_says_no");
        entries.back().push_back(entry);
        return base::Done{};
    }
    base::Result<base::Done> on_balances(const reconcile::StatementHead& head) override {
        heads.back() = head;
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& one) override {
        totals.push_back(one);
        return base::Done{};
    }
    bool refuse_entries = false;
};

std::string fixture(const std::string& name) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/fixtures/mt940/" + name, std::ios::binary};
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>{file}, {}};
}

Kept read(std::string_view text) {
    Keeper kept;
    const auto summary = read_mt940(source_of(text), kept);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().code + " line ")
                         << (summary ? "" : summary.error().detail("line"));
    EXPECT_EQ(kept.heads.size(), kept.totals.size());
    return {.heads = kept.heads, .entries = kept.entries, .totals = kept.totals};
}

base::Error error_of(std::string_view text) {
    Keeper kept;
    const auto read = read_mt940(source_of(text), kept, {.file = "bank.sta"});
    EXPECT_FALSE(read) << text;
    return read ? base::Error{} : read.error();
}

/// Code, line, statement and entry of what is wrong with a text.
std::string told(std::string_view text) {
    const base::Error error = error_of(text);
    EXPECT_EQ(error.detail("file"), "bank.sta");
    return error.code + ' ' + std::string{error.detail("line")} + ' ' +
           std::string{error.detail("statement")} + ' ' + std::string{error.detail("entry")};
}

/// A statement of one day with these lines between its balances.
std::string statement(const std::string& lines, const std::string& opening = "C261130EUR100,00",
                      const std::string& closing = "C261130EUR100,00") {
    return ":20:A\n:25:NL91ABNA0417164300\n:28C:7/1\n:60F:" + opening + "\n" + lines +
           ":62F:" + closing + "\n-\n";
}

const reconcile::EntryDetail& detail_of(const Kept& kept, std::size_t at, std::size_t of = 0) {
    return kept.entries.at(of).at(at).details.at(0);
}

// --- banks ---

TEST(Mt940, OfEveryBankProvesItsBalances) {
    for (const char* name : {"abnamro.sta", "ing.sta", "rabobank.sta", "bng.sta", "knab.sta",
                             "asn.sta", "triodos.sta", "bunq.sta", "german.sta"}) {
        SCOPED_TRACE(name);
        for (const auto& totals : read(fixture(name)).totals) {
            EXPECT_EQ(totals.proof, Proof::holds);
            EXPECT_TRUE(totals.findings.empty());
        }
    }
}

TEST(Mt940, OfAbnAmroIsReadBehindItsLooseLines) {
    const Kept kept = read(fixture("abnamro.sta"));
    ASSERT_EQ(kept.heads.size(), 1U);
    const auto& head = kept.heads.front();
    EXPECT_EQ(head.message, "MT940");
    EXPECT_EQ(head.message_id, "ABN AMRO BANK NV");
    EXPECT_EQ(head.account, "NL91ABNA0417164300");
    EXPECT_TRUE(head.account_is_iban);
    EXPECT_EQ(head.currency, "EUR");
    EXPECT_EQ(head.electronic_sequence, "33401/1");
    EXPECT_EQ(head.statement_id, "33401/1");
    EXPECT_EQ(head.page, 1);
    EXPECT_EQ(head.is_last_page, true);
    EXPECT_EQ(head.opening()->date, (values::CivilDate{2026, 11, 27}));
    EXPECT_EQ(head.closing()->date, (values::CivilDate{2026, 12, 1}));
    EXPECT_NE(head.balance("CLAV"), nullptr);

    const auto& entries = kept.entries.front();
    ASSERT_EQ(entries.size(), 4U);
    ASSERT_TRUE(entries[0].batch);
    EXPECT_EQ(entries[0].batch->pmt_inf_id, "4K7Q-2026-11-30-LASTEN-1");
    EXPECT_EQ(entries[0].batch->nb_of_txs, 12);
    EXPECT_TRUE(entries[0].details.empty());
    EXPECT_EQ(entries[1].booking_date, (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(detail_of(kept, 1).counterparty_name, "WOONSTICHTING DE DAGERAAD");
    EXPECT_EQ(detail_of(kept, 1).remittance_text(), "HUUR DECEMBER 2026 Y. TESFAY");
    EXPECT_EQ(detail_of(kept, 1).end_to_end_id, "4K7Q000000010111");
    EXPECT_EQ(entries[2].return_reason, "AC04");
    EXPECT_EQ(entries[2].direction, Direction::credit);
    EXPECT_EQ(detail_of(kept, 2).end_to_end_id, "4K7Q000000020112");
    EXPECT_EQ(entries[3].direction, Direction::debit);
    EXPECT_TRUE(entries[3].is_reversal);
    EXPECT_EQ(kept.totals.front().reversals, 1);
    EXPECT_EQ(kept.totals.front().batch_entries, 1);
    EXPECT_EQ(kept.totals.front().tx_details, 0);
}

TEST(Mt940, OfIngHasAnInformationFieldOfTheWholeStatement) {
    const Kept kept = read(fixture("ing.sta"));
    ASSERT_EQ(kept.heads.size(), 1U);
    EXPECT_EQ(kept.heads.front().account, "NL69INGB0123456789EUR");
    EXPECT_EQ(kept.heads.front().electronic_sequence, "00334");
    EXPECT_EQ(kept.totals.front().entries, 4);
    EXPECT_EQ(kept.totals.front().information_fields, 5);
    EXPECT_EQ(kept.entries.front()[0].batch->nb_of_txs, 12);
    EXPECT_EQ(detail_of(kept, 1).end_to_end_id, "4K7Q000000010111");
    EXPECT_EQ(detail_of(kept, 1).counterparty_name, "Woonstichting De Dageraad");
    EXPECT_EQ(detail_of(kept, 1).remittance_text(), "Huur december 2026 n/a Y. Tesfay");
    EXPECT_EQ(detail_of(kept, 2).return_reason, "AC04");
    EXPECT_EQ(detail_of(kept, 3).structured_reference, "5000056789012345");
    EXPECT_EQ(detail_of(kept, 3).end_to_end_id, "");
    EXPECT_EQ(detail_of(kept, 3).bank_tx_code.proprietary, "00100");
}

TEST(Mt940, OfIngIsHeldAgainstWhatItDeclares) {
    std::string text = fixture("ing.sta");
    text.replace(text.find("/SUM/2/2/4224,80"), 16, "/SUM/3/2/4224,81");
    const Kept kept = read(text);
    EXPECT_EQ(kept.totals.front().findings,
              (std::vector<std::string_view>{"declared_count_differs", "declared_sum_differs"}));
    EXPECT_EQ(kept.totals.front().proof, Proof::holds);
}

TEST(Mt940, OfRabobankHasABlockADay) {
    const Kept kept = read(fixture("rabobank.sta"));
    ASSERT_EQ(kept.heads.size(), 2U);
    EXPECT_EQ(kept.heads[0].account, "NL44RABO0123456789 EUR");
    EXPECT_EQ(kept.totals[0].closing, kept.totals[1].opening);
    EXPECT_EQ(detail_of(kept, 0).counterparty_iban, "NL91ABNA0417164300");
    EXPECT_EQ(detail_of(kept, 0).counterparty_name, "WOONSTICHTING DE DAGERAAD");
    EXPECT_FALSE(kept.entries[0][0].booking_date);
    EXPECT_EQ(kept.entries[0][0].value_date, (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(kept.entries[0][1].batch->pmt_inf_id, "4K7Q-2026-11-30-LASTEN-2");
    EXPECT_FALSE(kept.entries[0][1].batch->nb_of_txs);
    EXPECT_EQ(detail_of(kept, 0, 1).return_reason, "MD07");
    EXPECT_EQ(detail_of(kept, 0, 1).remittance_text(), "TERMIJN");
}

TEST(Mt940, OfBngHasPagesThatProveEachByItself) {
    const Kept kept = read(fixture("bng.sta"));
    ASSERT_EQ(kept.heads.size(), 2U);
    EXPECT_EQ(kept.heads[0].page, 1);
    EXPECT_EQ(kept.heads[0].is_last_page, false);
    EXPECT_EQ(kept.heads[1].page, 2);
    EXPECT_EQ(kept.heads[1].is_last_page, true);
    EXPECT_NE(kept.heads[0].statement_id, kept.heads[1].statement_id);
}

TEST(Mt940, OfOtherBanksTellsTheOtherSide) {
    const Kept knab = read(fixture("knab.sta"));
    EXPECT_EQ(detail_of(knab, 0).counterparty_iban, "NL39RABO0300065264");
    EXPECT_EQ(knab.entries[0][0].acct_svcr_ref, "C1K26XM00J000042");
    const Kept asn = read(fixture("asn.sta"));
    ASSERT_EQ(asn.heads.size(), 2U);
    EXPECT_EQ(detail_of(asn, 0).counterparty_name, "ENERGIE ZUID");
    EXPECT_EQ(detail_of(asn, 0).remittance_text(), "Termijn/december");
    EXPECT_EQ(detail_of(asn, 0).end_to_end_id, "88120/5571");
    const Kept triodos = read(fixture("triodos.sta"));
    EXPECT_EQ(detail_of(triodos, 0).counterparty_account, "0338000000");
    EXPECT_EQ(triodos.heads[0].electronic_sequence, "1");
    const Kept bunq = read(fixture("bunq.sta"));
    EXPECT_EQ(detail_of(bunq, 0).counterparty_name, "Zoë van Dijk");
    EXPECT_EQ(detail_of(bunq, 1).remittance_text(), "winkel.example Utrecht, NL");
    EXPECT_EQ(bunq.totals[0].closing->to_string(), "-0.17");
    const Kept german = read(fixture("german.sta"));
    EXPECT_EQ(detail_of(german, 0).counterparty_name, "Müller, Gretel Köln");
    EXPECT_EQ(detail_of(german, 0).remittance_text(), "Rückzahlung Miete Dezember");
    EXPECT_EQ(detail_of(german, 0).end_to_end_id, "4K7Q000000020112");
}

// --- statements ---

TEST(Mt940, MayLackTheTagThatBeginsAStatement) {
    const Kept kept = read(
        ":25:NL91ABNA0417164300\n:28C:1\n:60F:C261130EUR1,\n:62F:C261130EUR1,\n"
        ":25:NL91ABNA0417164300\n:28C:2\n:60F:C261130EUR1,\n:62F:C261201EUR1,\n");
    ASSERT_EQ(kept.heads.size(), 2U);
    EXPECT_EQ(kept.heads[1].electronic_sequence, "2");
}

TEST(Mt940, PageThatBeginsWithItsBalanceGoesOnWithTheAccountBeforeIt) {
    const Kept kept = read(
        ":20:A\n:25:NL91ABNA0417164300\n:28C:5\n:60F:C261130EUR1,\n:61:261130C1,NTRF\n"
        ":62M:C261130EUR2,\n:60M:C261130EUR2,\n:61:261130C1,NTRF\n:62F:C261130EUR3,\n");
    ASSERT_EQ(kept.heads.size(), 2U);
    EXPECT_EQ(kept.heads[1].account, "NL91ABNA0417164300");
    EXPECT_EQ(kept.heads[1].electronic_sequence, "5");
    EXPECT_EQ(kept.totals[1].proof, Proof::holds);
}

TEST(Mt940, PageThatDoesNotBeginWhereTheOneBeforeEndedIsTold) {
    std::string text = fixture("bng.sta");
    EXPECT_TRUE(read(text).totals[1].findings.empty());
    text.replace(text.find(":60M:C261130EUR249387,60"), 24, ":60M:C261130EUR249387,50");
    text.replace(text.find(":62F:C261130EUR249300,00"), 24, ":62F:C261130EUR249299,90");
    const Kept kept = read(text);
    EXPECT_EQ(kept.totals[1].proof, Proof::holds);
    EXPECT_EQ(kept.totals[1].findings, std::vector<std::string_view>{"page_does_not_continue"});
}

TEST(Mt940, StatementWithoutANumberIsNamedByItsBalances) {
    std::string text = statement("");
    text.replace(text.find("7/1"), 3, "000");
    EXPECT_EQ(read(text).heads[0].statement_id, "2026-11-30 100.00 - 2026-11-30 100.00");
    EXPECT_EQ(read(text).heads[0].electronic_sequence, "000");
}

TEST(Mt940, EntryWithTwoInformationFieldsHasBoth) {
    const Kept kept = read(statement(":61:261130C0,NTRF\n:86:one \n:86:two\n"));
    EXPECT_EQ(detail_of(kept, 0).remittance_text(), "one two");
    EXPECT_EQ(kept.totals[0].information_fields, 2);
}

TEST(Mt940, WhatIsOfOneEntryIsNotOfTheNext) {
    const Kept kept =
        read(statement(":61:261130C0,NTRFEREF//B1\nmore\n:86:/EREF/X/REMI/y/RTRN/AC04\n"
                       ":61:261130C0,NTRFNONREF\n:61:261130C0,NTRFNONREF\n:86:z\n"));
    ASSERT_EQ(kept.entries[0].size(), 3U);
    const auto& empty = kept.entries[0][1];
    EXPECT_EQ(empty.index, 2);
    EXPECT_EQ(empty.acct_svcr_ref, "");
    EXPECT_EQ(empty.additional_info, "");
    EXPECT_EQ(empty.return_reason, "");
    EXPECT_EQ(empty.details, std::vector<reconcile::EntryDetail>(1));
    EXPECT_EQ(detail_of(kept, 2).remittance_text(), "z");
}

TEST(Mt940, InOtherCurrenciesOrTwoIsTold) {
    const Kept naira = read(statement(":61:261130DN1,\n", "C261130NGN10,", "C261130NGN9,"));
    EXPECT_EQ(naira.heads[0].currency, "NGN");
    EXPECT_EQ(naira.totals[0].proof, Proof::holds);
    const Kept two = read(statement("", "C261130USD100,", "C261130EUR100,"));
    EXPECT_EQ(two.totals[0].proof, Proof::fails);
    EXPECT_EQ(two.totals[0].findings, std::vector<std::string_view>{"currencies_differ"});
    std::string named = statement("", "C261130USD100,", "C261130USD100,");
    named.insert(named.find("\n:28C"), "EUR");
    EXPECT_EQ(read(named).totals[0].findings, std::vector<std::string_view>{"currencies_differ"});
}

TEST(Mt940, ThatIsCutOffHasAStatementWithoutEnd) {
    const Kept kept = read(
        ":20:A\n:25:NL91ABNA0417164300\n:28C:7\n:60F:C261130EUR1,\n"
        ":61:261130C1,NTRF\n:86:/EREF/AB");
    EXPECT_EQ(kept.totals[0].findings, std::vector<std::string_view>{"statement_is_cut_off"});
    EXPECT_EQ(kept.totals[0].proof, Proof::unknown);
    EXPECT_EQ(kept.entries[0].size(), 1U);
    const Kept begun = read(statement("") + ":20:B\n");
    ASSERT_EQ(begun.heads.size(), 2U);
    EXPECT_EQ(begun.heads[1].account, "");
}

TEST(Mt940, TellsHowItIsWritten) {
    const auto encoding = [](const std::string& name) {
        Keeper kept;
        const auto summary = read_mt940(source_of(fixture(name)), kept);
        return summary ? summary.value().encoding : summary.error().code;
    };
    EXPECT_EQ(encoding("knab.sta"), "ASCII");
    EXPECT_EQ(encoding("bunq.sta"), "UTF-8");
    EXPECT_EQ(encoding("german.sta"), "cp850");
}

TEST(Mt940, CharacterThatALineEndsInIsReadWhole) {
    const Kept kept = read(statement(":61:261130C0,NTRF\n:86:Ren\xC3\n\xA9\n"));
    EXPECT_EQ(detail_of(kept, 0).remittance_text(), "René");
}

TEST(Mt940, CountsWhatItRead) {
    Keeper kept;
    const auto summary = read_mt940(source_of(fixture("rabobank.sta")), kept);
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary.value().statements, 2);
    EXPECT_EQ(summary.value().entries, 3);
}

// --- what is refused ---

TEST(Mt940, WithABadLineIsRefusedWithItsPlace) {
    const std::string good = ":61:261130C0,NTRF\n:86:x\n";
    EXPECT_EQ(told(statement(good + ":61:260230C1,NTRF\n")), "date_does_not_exist 7 1 2");
    EXPECT_EQ(told(statement(good + ":61:261130C1.0,0NTRF\n")), "amount_is_malformed 7 1 2");
    EXPECT_EQ(told(statement(good + ":61:261130C\n")), "entry_has_no_amount 7 1 2");
    EXPECT_EQ(told(statement(good + ":61:261130\n")), "entry_has_no_direction 7 1 2");
    EXPECT_EQ(told(statement("") + statement(good + ":61:\n")), "date_is_malformed 13 2 2");
}

TEST(Mt940, WithABadBalanceIsRefusedOrToldButNeverProved) {
    const std::string bad = statement("", "C261130EURO0,00", "C261130EUR0,00");
    EXPECT_EQ(told(bad), "amount_is_malformed 4 1 ");
    EXPECT_EQ(error_of(bad).detail("field"), ":60F:");
    const base::Error letter = error_of(statement("", "C261130EUR1\xE9,00", "C261130EUR0,00"));
    EXPECT_EQ(letter.detail("value"), "1é,00") << "an error is UTF-8, whatever the bank wrote";
    EXPECT_EQ(told(statement("", "C260230EUR1,")), "date_does_not_exist 4 1 ");
    EXPECT_EQ(told(statement("", "261130EUR1,")), "balance_has_no_direction 4 1 ");
    Keeper kept;
    ASSERT_TRUE(read_mt940(source_of(bad), kept, {.file = "", .reads_on = true}));
    EXPECT_EQ(kept.totals[0].findings, std::vector<std::string_view>{"balance_is_unreadable"});
    EXPECT_EQ(kept.totals[0].proof, Proof::fails);
}

TEST(Mt940, WithABalanceWithoutItsSecondColonIsRefusedOrTold) {
    const std::string bad =
        ":20:A\n:25:NL91ABNA0417164300\n:60F:C261130EUR1,\n:61:261130C1,NTRF\n:86:x\n"
        ":62FC261130EUR2,\n-\n";
    EXPECT_EQ(told(bad), "tag_is_malformed 5 1 1");
    Keeper kept;
    ASSERT_TRUE(read_mt940(source_of(bad), kept, {.file = "", .reads_on = true}));
    EXPECT_EQ(kept.totals[0].findings,
              (std::vector<std::string_view>{"tag_is_malformed", "statement_is_cut_off"}));
}

TEST(Mt940, WithATagOutOfPlaceIsRefused) {
    EXPECT_EQ(told(":61:261130C1,NTRF\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":86:x\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":62F:C261130EUR1,\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":60F:C261130EUR1,\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":65:C261130EUR1,\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":28C:1\n"), "tag_is_out_of_place 1  ");
    EXPECT_EQ(told(":20:A\n:62F:C261130EUR1,\n:61:261130C1,NTRF\n"), "tag_is_out_of_place 3 1 ");
    EXPECT_EQ(told(":20:A\n:28C:1\n:28C:2\n"), "tag_is_out_of_place 3 1 ");
    EXPECT_EQ(told(":20:A\n:61:261130C1,NTRF\n:60F:C261130EUR1,\n").substr(0, 19),
              "tag_is_out_of_place");
}

TEST(Mt940, WithTwoBalancesThatDifferIsRefused) {
    EXPECT_EQ(told(statement(":60F:C261130EUR1,\n")), "statement_has_two_opening_balances 5 1 ");
    EXPECT_EQ(told(statement(":62F:C261130EUR1,\n")), "statement_has_two_closing_balances 6 1 ");
    EXPECT_EQ(read(statement(":60F:C261130EUR100,00\n")).heads.size(), 1U);
}

TEST(Mt940, WithSumsTooLargeToHoldIsRefused) {
    std::string lines;
    for (int at = 0; at < 10; ++at) lines += ":61:261130C9999999999999,NTRF\n";
    EXPECT_EQ(told(statement(lines)).substr(0, 16), "sum_is_too_large");
}

TEST(Mt940, WithTooManyStatementsOrBalancesIsRefused) {
    std::string many;
    for (std::int64_t at = 0; at <= most_mt940_statements; ++at) many += ":20:A\n";
    EXPECT_EQ(error_of(many).code, "file_has_too_many_statements");
    std::string balances = statement("");
    for (std::size_t at = 0; at <= most_mt940_balances; ++at) {
        balances.insert(balances.size() - 2, ":65:C261130EUR1,\n");
    }
    EXPECT_EQ(error_of(balances).code, "statement_has_too_many_balances");
}

TEST(Mt940, IsNotTheInterimReport) {
    const auto error = error_of(":20:A\n:25:NL91ABNA0417164300\n:28C:1\n:34F:EURD0,\n");
    EXPECT_EQ(error.code, "message_kind_is_not_read_here");
    EXPECT_EQ(error.detail("kind"), "MT942");
}

TEST(Mt940, WithoutAStatementIsRefused) {
    EXPECT_EQ(told(""), "no_statement_found 0  ");
    EXPECT_EQ(told("ABNANL2A\n940\n:940:\n"), "no_statement_found 3  ");
}

TEST(Mt940, PassesOnWhatTheSinkRefuses) {
    Keeper kept;
    kept.refuse_entries = true;
    const auto read =
        read_mt940(source_of(statement(":61:261130C1,NTRF\n")), kept, {.file = "x.sta"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "sink_says_no");
    EXPECT_EQ(read.error().detail("entry"), "1");
}

TEST(Mt940, OfAnyBytesIsReadOrRefused) {
    const std::string whole = fixture("ing.sta");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char byte : {'\n', ':', '/', '\0', '\xFF', '9'}) {
            std::string text = whole;
            text[at] = byte;
            Keeper kept;
            std::ignore = read_mt940(source_of(text), kept);
            EXPECT_LE(kept.totals.size(), kept.heads.size());
        }
        Keeper kept;
        std::ignore = read_mt940(source_of(std::string_view{whole}.substr(0, at)), kept);
    }
}

}  // namespace
}  // namespace ontzorgd::messages
