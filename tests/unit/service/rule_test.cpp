// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rule.h"

#include "ontzorgd/service/look_back.h"
#include "ontzorgd/store/open_debits.h"
#include "open_lines.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::test {
namespace {

using service::RuleOptions;

/// Of nobody in the dossier.
const std::string bank_account = dutch_iban(40, "INGB");
const std::string leefgeld_account = dutch_iban(2, "OEFN");

RuleOptions fee_rule() {
    return {.word = "kosten",
            .direction = "af",
            .account = "lasten",
            .up_to = "700.00",
            .text = "kosten betalingsverkeer"};
}
RuleOptions interest_rule() {
    return {.word = "rente",
            .direction = "bij",
            .other_side = "geen",
            .up_to = "700.00",
            .text = "creditrente"};
}
RuleOptions transfer_rule() {
    return {.word = "eigen_overboeking",
            .direction = "af",
            .account = "lasten",
            .other_side = leefgeld_account};
}

TestEntry plain(const std::string& amount, const std::string& text, const std::string& date,
                bool credit = false, const std::string& iban = {}) {
    return {.amount = amount,
            .credit = credit,
            .date = date,
            .details = {{.amount = amount, .iban = iban, .text = text}}};
}
TestEntry fee(const std::string& amount, const std::string& date) {
    return plain(amount, "Kosten betalingsverkeer nov/dec", date);
}
TestEntry of_the_bank(TestEntry entry) {
    entry.domain = "ACMT";
    return entry;
}
TestEntry interest(const std::string& amount, const std::string& date) {
    return of_the_bank(plain(amount, "CREDITRENTE 4e kwartaal", date, true));
}

class Rules : public OpenLines {
protected:
    base::Result<service::Report> add(const RuleOptions& options, const std::string& user) {
        return service::add_rule(town.practice.with(user), options);
    }
    void agree(const RuleOptions& options) { agree(town, options); }
    static void agree(PaidTown& of, const RuleOptions& options) {
        Practice::must(service::add_rule(of.practice.with("rob"), options));
        Practice::must(service::add_rule(of.practice.with("karin"), options));
    }
    base::Result<service::Report> end(std::int64_t number, const std::string& day = "") {
        return service::end_rule(town.practice.with("kim"), number, day, "niet meer nodig");
    }
    service::Report shown(std::int64_t number) {
        const auto rule =
            service::show_rule(town.practice.town(), number, town.practice.as("rob").now.today);
        Practice::must(rule);
        return rule.value();
    }
    static std::string field(const service::Report& report, const std::string& name) {
        if (const std::int64_t number = number_in(report, name); number >= 0) {
            return std::to_string(number);
        }
        if (const std::int64_t cents = cents_in(report, name); cents >= 0) return amount_of(cents);
        const service::Field* const found = report.find(name);
        const auto* const day =
            found == nullptr ? nullptr : std::get_if<values::CivilDate>(&found->value);
        return day == nullptr ? text_in(report, name) : day->to_string();
    }
    /// The payments of the month, and then what came on 7 December.
    void ingest_later(std::vector<TestEntry> entries) {
        first_ = statement(all_debits());
        Practice::must(town.ingest(first_));
        town.practice.on("2026-12-08");
        second_ = next(first_, "2026-12-07", std::move(entries));
        Practice::must(town.ingest(second_));
    }
    /// Where line 2:ENTRY stands.
    std::string rule_of(const std::string& entry) {
        for (Row& row : town.entries()) {
            if (row["delivery"] == "2" && row["entry_index"] == entry) return row["rule"];
        }
        return "none";
    }

    TestStatement first_;
    TestStatement second_;
};

TEST_F(Rules, PlaceFeeInterestAndTransferOnceTwoPeopleSaidSo) {
    for (const RuleOptions& rule : {fee_rule(), interest_rule(), transfer_rule()}) agree(rule);
    ingest_later({fee("12.50", "2026-12-07"), interest("31.07", "2026-12-07"),
                  plain("500.00", "aanvulling", "2026-12-07", false, leefgeld_account)});
    EXPECT_EQ(rule_of("1"), "by_rule:1");
    EXPECT_EQ(rule_of("2"), "by_rule:2");
    EXPECT_EQ(rule_of("3"), "by_rule:3");
    EXPECT_EQ(town.entry_with("by_rule:1")["place"], "known_other");
    EXPECT_EQ(town.ledger().at("tussen:known_other:1"), 1250 - 3107 + 50000);
    EXPECT_FALSE(town.ledger().contains("tussen:suspense:1"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    town.practice.expect_sound();
    const auto line = show_line_candidates(town.practice.town(), "2:1");
    Practice::must(line);
    EXPECT_EQ(field(line.value(), "geplaatst_door"), "regel 1 (kosten)");
    EXPECT_EQ(field(shown(1), "geplaatst"), "1");
    EXPECT_EQ(field(shown(1), "geplaatst_af"), "12.50");
    EXPECT_EQ(field(shown(2), "geplaatst_bij"), "31.07");
    EXPECT_EQ(field(shown(1), "laatst_geplaatst"), "2026-12-07");
    EXPECT_EQ(field(shown(1), "dagen"), "4");
    EXPECT_EQ(field(shown(1), "staat"), "geldt");
}

TEST_F(Rules, ActOnNothingThatOnePersonProposed) {
    Practice::must(add(fee_rule(), "rob"));
    const std::int64_t length = town.chain_length();
    Practice::must(add(fee_rule(), "rob"));
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(field(shown(1), "staat"), "wacht_op_een_ander");
    ingest_later({fee("12.50", "2026-12-07")});
    EXPECT_EQ(rule_of("1"), "no_candidate");
    // Confirmed now, it is too late for what is booked already, today as well.
    Practice::must(add(fee_rule(), "karin"));
    EXPECT_EQ(field(shown(1), "staat"), "begint_nog");
    EXPECT_EQ(field(shown(1), "vanaf"), "2026-12-09");
    const std::int64_t confirmed = town.chain_length();
    Practice::must(add(fee_rule(), "karin"));
    Practice::must(add(fee_rule(), "rob"));
    EXPECT_EQ(town.chain_length(), confirmed);
    EXPECT_EQ(rule_of("1"), "no_candidate");
    town.practice.expect_sound();
}

TEST_F(Rules, ActFromTheirFirstDayToTheirLast) {
    RuleOptions rule = fee_rule();
    rule.first_day = "2026-12-04";
    EXPECT_EQ(code_of(add(rule, "rob")), "rule_begins_too_early");
    rule.first_day = "2026-12-06";
    agree(rule);
    EXPECT_EQ(code_of(end(1, "2026-12-03")), "rule_ends_too_early");
    EXPECT_EQ(code_of(service::end_rule(town.practice.with("kim"), 1, "2026-12-07", "")),
              "reason_is_missing");
    EXPECT_EQ(code_of(end(9)), "rule_is_unknown");
    Practice::must(end(1, "2026-12-07"));
    const std::int64_t length = town.chain_length();
    Practice::must(end(1, "2026-12-07"));
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(code_of(end(1, "2026-12-09")), "rule_is_ended");
    first_ = statement(all_debits());
    Practice::must(town.ingest(first_));
    town.practice.on("2026-12-09");
    second_ = next(first_, "2026-12-08",
                   {fee("1.00", "2026-12-04"), fee("2.00", "2026-12-05"), fee("3.00", "2026-12-06"),
                    fee("4.00", "2026-12-07"), fee("5.00", "2026-12-08")});
    Practice::must(town.ingest(second_));
    EXPECT_EQ(rule_of("2"), "no_candidate");
    EXPECT_EQ(rule_of("3"), "by_rule:1");
    EXPECT_EQ(rule_of("4"), "by_rule:1");
    EXPECT_EQ(rule_of("5"), "no_candidate");
    EXPECT_EQ(field(shown(1), "staat"), "beeindigd");
    // The same again is a new rule; one that nobody confirmed is taken back.
    Practice::must(add(fee_rule(), "rob"));
    Practice::must(end(2));
    EXPECT_EQ(field(shown(2), "staat"), "ingetrokken");
    Practice::must(add(fee_rule(), "karin"));
    EXPECT_EQ(field(shown(3), "staat"), "wacht_op_een_ander");
    town.practice.expect_sound();
}

TEST_F(Rules, SwallowNothingThatMayBeAPaymentOfOurs) {
    // Wide rules that two people were too quick with.
    agree({.word = "kosten", .direction = "af", .up_to = "9999.00", .text = "huur"});
    agree({.word = "overig", .direction = "bij", .up_to = "9999.00", .text = "huur"});
    RuleOptions from_the_bank{
        .word = "overig", .direction = "bij", .account = "lasten", .other_side = bank_account};
    agree(from_the_bank);
    const std::string day = "2026-12-07";
    const std::string rent = "612.40";
    const auto said = [&](TestEntry entry) {
        entry.details.front().text = "Huur december";
        return entry;
    };
    TestEntry reversal = plain("5.00", "huur", day, true);
    reversal.details.front().reason = "AC04";
    ingest_later({
        said(returned(0, day)),                               // 1: a return by its reference
        said(debit(1, day)),                                  // 2: a second debit of ours
        said(nameless(2, day)),                               // 3: made by hand to the landlord
        plain("80.00", "huur terug", day, true, landlord),    // 4: a refund of the landlord
        plain(rent, "huur", day),                             // 5: a debit of that amount to nobody
        plain(rent, "huur", day, true),                       // 6: a credit of that amount
        plain(rent, "huur retour", day, true, bank_account),  // 7: the same by way of the bank
        reversal,                                             // 8: a return without a reference
        plain(file_total, "huur", day),                       // 9: the total of our file
        {.amount = "70.00",
         .date = day,
         .batch_count = 2,
         .batch_msg = "BANK-1",
         .details = {{.text = "huur"}}},                  // 10: a batch
        plain("60.00", "huur", day),                      // 11: nothing of the kind
        plain("60.01", "huur", day, true, bank_account),  // 12: two rules, one word
        of_the_bank(plain("60.02", "huur", day, true)),   // 13: the bank says it is its own
        plain("55.00", "huur", day, true),                // 14: it may be a part that came back
        plain("55.01", "huur", day, true, dutch_iban(41, "INGB")),  // 15: by way of anybody
    });
    EXPECT_EQ(rule_of("1"), "returned_reference");
    EXPECT_EQ(rule_of("2"), "second_debit_for_one_payment");
    for (int entry = 3; entry <= 10; ++entry) {
        const std::string rule = rule_of(std::to_string(entry));
        EXPECT_FALSE(rule.starts_with("by_rule")) << entry << ' ' << rule;
    }
    EXPECT_EQ(rule_of("11"), "by_rule:1");
    EXPECT_EQ(rule_of("12"), "by_rule:3");
    EXPECT_EQ(rule_of("13"), "by_rule:2");
    EXPECT_EQ(rule_of("14"), "no_candidate");
    EXPECT_EQ(rule_of("15"), "no_candidate");
    town.practice.expect_sound();
}

TEST_F(Rules, ThatContradictEachOtherLeaveTheLineToPeople) {
    agree(fee_rule());
    RuleOptions other = fee_rule();
    other.word = "overig";
    other.account.clear();
    agree(other);
    ingest_later({fee("12.50", "2026-12-07")});
    EXPECT_EQ(rule_of("1"), "more_than_one_rule_fits");
    EXPECT_EQ(town.entry_with("more_than_one_rule_fits")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    Practice::must(assign("2:1", "kosten"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    Practice::must(revoke("2:1"));
    EXPECT_EQ(rule_of("1"), "more_than_one_rule_fits");
    town.practice.expect_sound();
}

TEST_F(Rules, AreTakenOffOneLineByAPerson) {
    agree(fee_rule());
    ingest_later({fee("12.50", "2026-12-07"), fee("13.50", "2026-12-07")});
    EXPECT_EQ(code_of(assign("2:1", "rente")), "line_is_placed");
    Practice::must(revoke("2:1"));
    EXPECT_EQ(rule_of("1"), "revoked");
    EXPECT_EQ(rule_of("2"), "by_rule:1");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(field(shown(1), "geplaatst"), "1");
    Practice::must(assign("2:1", "rente"));
    EXPECT_EQ(rule_of("1"), "by_person:rente");
    town.practice.expect_sound();
}

TEST_F(Rules, LetNothingBePaidThatAPersonsWordWouldHold) {
    const std::int64_t key = town.practice.town().blind_index(bank_account);
    const auto cents = values::Euro::from_cents(61240);
    agree({.word = "overig", .direction = "af", .account = "lasten", .other_side = bank_account});
    ingest_later({plain("612.40", "nota", "2026-12-07", false, bank_account)});
    EXPECT_EQ(rule_of("1"), "by_rule:1");
    const auto held = store::OpenDebits{town.practice.db()}.newest(key, cents);
    EXPECT_EQ(held, values::CivilDate(2026, 12, 7));
    Practice::must(revoke("2:1"));
    Practice::must(assign("2:1", "kosten"));
    EXPECT_EQ(store::OpenDebits{town.practice.db()}.newest(key, cents), held);
}

TEST_F(Rules, AreRefusedWhenTheyAskTooLittleOrTheWrongThing) {
    const auto refused = [&](RuleOptions options, auto change) {
        change(options);
        return code_of(add(options, "rob"));
    };
    const RuleOptions rule = fee_rule();
    EXPECT_EQ(refused(rule, [](auto& o) { o.up_to.clear(); }), "rule_is_too_wide");
    EXPECT_EQ(refused(rule, [](auto& o) { o.text.clear(); }), "rule_is_too_wide");
    EXPECT_EQ(refused(rule, [](auto& o) { o.text = "a-b c"; }), "rule_text_is_too_short");
    EXPECT_EQ(refused(rule, [](auto& o) { o.text = "---"; }), "rule_text_is_too_short");
    EXPECT_EQ(refused(rule, [](auto& o) { o.from = "800"; }), "rule_amounts_are_crossed");
    EXPECT_EQ(refused(rule, [](auto& o) { o.from = "0.00"; }), "rule_amount_is_malformed");
    EXPECT_EQ(refused(rule, [](auto& o) { o.word = "cadeau"; }), "label_is_unknown");
    EXPECT_EQ(refused(rule, [](auto& o) { o.word = "handmatige_betaling"; }),
              "payment_by_hand_needs_a_person");
    EXPECT_EQ(refused(rule, [](auto& o) { o.direction = "heen"; }), "rule_direction_is_unknown");
    EXPECT_EQ(refused(rule, [](auto& o) { o.account = "spaar"; }), "account_is_unknown");
    EXPECT_EQ(refused(rule, [](auto& o) { o.code = "{p:17}"; }), "rule_code_is_malformed");
    EXPECT_EQ(refused(rule, [](auto& o) { o.text = std::string(141, 'a'); }),
              "rule_text_is_malformed");
    EXPECT_EQ(refused(rule, [](auto& o) { o.other_side = landlord; }),
              "other_side_is_of_the_dossier");
    EXPECT_EQ(refused(rule, [](auto& o) { o.other_side = lasten; }), "other_side_is_the_account");
    EXPECT_EQ(refused(rule, [](auto& o) { o.other_side = leefgeld_account; }),
              "own_account_is_a_transfer");
    const RuleOptions transfer = transfer_rule();
    EXPECT_EQ(refused(transfer, [](auto& o) { o.other_side = bank_account; }),
              "transfer_needs_an_own_account");
    EXPECT_EQ(refused(transfer, [](auto& o) { o.other_side = "geen"; }),
              "transfer_needs_an_own_account");
    EXPECT_EQ(code_of(add(rule, "mo")), "role_may_not_do_this");
    EXPECT_EQ(code_of(service::show_rule(town.practice.town(), 1, {})), "rule_is_unknown");
}

TEST_F(Rules, TellInADryRunWhatTheyWouldHavePlaced) {
    ingest_later({fee("12.50", "2026-12-07"), fee("999.00", "2026-12-07"),
                  plain("3.00", "porto", "2026-12-07"), fee("13.50", "2026-12-07"),
                  plain("612.40", "kosten betalingsverkeer", "2026-12-07")});
    Practice::must(assign("2:4", "kosten"));
    town.practice.reopen(service::Mode::dry_run);
    const auto tried = add(fee_rule(), "rob");
    Practice::must(tried);
    EXPECT_EQ(field(tried.value(), "zou_hebben_geplaatst"), "1");
    EXPECT_EQ(field(tried.value(), "zou_hebben_geplaatst_bedrag"), "12.50");
    const auto lines = rows_in(tried.value(), "bankregels");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(field(lines.front(), "bankregel"), "2:1:1");
}

TEST_F(Rules, AreToldOfAnEarlierDayAsTheyWereOnIt) {
    agree(fee_rule());
    ingest_later({fee("12.50", "2026-12-07")});
    town.practice.on("2026-12-09");
    Practice::must(end(1));
    town.practice.on("2026-12-10");
    Practice::must(revoke("2:1"));
    const auto state_on = [&](unsigned day) {
        town.practice.reopen(service::Mode::read);
        const auto now = service::look_back(town.practice.town(), values::CivilDate{2026, 12, day});
        const auto rule = service::show_rule(town.practice.town(), 1, now.today);
        town.practice.expect_sound();
        return rule ? field(rule.value(), "staat") + ' ' + field(rule.value(), "geplaatst")
                    : code_of(rule);
    };
    EXPECT_EQ(state_on(9), "geldt 1");
    EXPECT_EQ(state_on(8), "geldt 1");
    EXPECT_EQ(state_on(7), "geldt 0");
    EXPECT_EQ(state_on(4), "begint_nog 0");
    EXPECT_EQ(state_on(3), "rule_is_unknown");
}

TEST_F(Rules, EndAlikeInWhateverOrderTheStatementsCome) {
    const TestStatement first = statement(all_debits());
    const TestStatement second =
        next(first, "2026-12-04", {fee("1.50", "2026-12-04"), returned(0, "2026-12-04")});
    const TestStatement third = next(
        second, "2026-12-07",
        {fee("12.50", "2026-12-07"), fee("12.50", "2026-12-07"), interest("3.10", "2026-12-07")});
    const TestStatement fourth =
        next(third, "2026-12-08", {interest("612.40", "2026-12-08"), fee("4.00", "2026-12-08")});
    std::vector<TestEntry> wrong = fourth.entries;
    wrong.push_back(fee("5.00", "2026-12-08"));
    TestStatement corrected = fourth;
    corrected.entries = wrong;
    const std::vector<std::string> files{camt053({first}), camt053({second}), camt053({third}),
                                         camt053({fourth}), camt053({third}, "08", "again")};
    std::vector<std::string> picture;
    for (unsigned round = 0; round < 6; ++round) {
        std::mt19937 random{round};
        SCOPED_TRACE("round " + std::to_string(round));
        PaidTown other;
        agree(other, fee_rule());
        agree(other, interest_rule());
        other.practice.on("2026-12-12");
        std::vector<std::size_t> order{0, 1, 2, 3, 4};
        if (round > 0) std::ranges::shuffle(order, random);
        for (const std::size_t at : order) {
            // The rules may end meanwhile, on a day that is not over.
            if (at == 2 && round % 2 == 1) {
                Practice::must(
                    service::end_rule(other.practice.with("kim"), 1, "2026-12-31", "klaar"));
            }
            Practice::must(other.ingest(files.at(at), "f" + std::to_string(at) + ".xml"));
        }
        // A wrong delivery comes, contradicts, and is set aside.
        if (round % 3 == 2) {
            Practice::must(other.ingest(camt053({corrected})));
            Practice::must(service::set_statement_aside(other.practice.with("kim"), 6, "onjuist"));
        }
        if (round == 0) picture = other.picture();
        EXPECT_EQ(other.picture(), picture);
        EXPECT_EQ(other.ledger().at("tussen:known_other:1"), 2 * 1250 - 310 + 400);
        other.practice.expect_sound();
    }
}

}  // namespace
}  // namespace ontzorgd::test
