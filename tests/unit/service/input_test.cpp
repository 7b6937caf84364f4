// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/input.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::service {
namespace {

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? "" : result.error().code;
}

TEST(Input, OfABillMayLeaveOutItsDecimalsAndIsAboveNothing) {
    EXPECT_EQ(parse_bill_amount("70").value(), values::Euro::from_cents(7000));
    EXPECT_EQ(parse_bill_amount("685.4").value(), values::Euro::from_cents(68540));
    EXPECT_EQ(code_of(parse_bill_amount("0")), "euro_is_zero");
    EXPECT_EQ(code_of(parse_bill_amount("-0.01")), "euro_is_negative");
    EXPECT_EQ(code_of(parse_bill_amount("685.405")), "euro_has_too_many_decimals");
}

TEST(Input, OfADueDayIsADayOfSomeMonth) {
    EXPECT_EQ(parse_due_day("31").value(), 31U);
    for (const char* text : {"0", "32", "-1", "", "eerste", "1.5"}) {
        EXPECT_EQ(code_of(parse_due_day(text)), "number_is_out_of_bounds") << text;
    }
}

TEST(Input, NamesALineByTwoOrThreeNumbers) {
    EXPECT_EQ(parse_line_name("7:12").value().entry, 12);
    EXPECT_EQ(parse_line_name("7:12").value().detail, std::nullopt);
    EXPECT_EQ(parse_line_name("7:12:0").value().detail, 0);
    for (const char* text : {"", "7", "7:", ":7", "7:-1", "7:1:2:3", "a:b", "7:1 "}) {
        EXPECT_EQ(code_of(parse_line_name(text)), "line_name_is_malformed") << text;
    }
}

TEST(Input, ReadsATimeOfTheDay) {
    EXPECT_EQ(parse_time("00:00").value(), 0);
    EXPECT_EQ(parse_time("23:59").value(), 23 * 60 + 59);
    for (const char* text : {"24:00", "9:30", "09:60", "0930", "09.30", "half tien", ""}) {
        EXPECT_EQ(code_of(parse_time(text)), "time_is_malformed") << text;
    }
}

TEST(Input, OfANoteHasNoBlanksAtItsEnd) {
    EXPECT_EQ(parse_note("belde \r\n\n").value(), "belde");
    EXPECT_EQ(code_of(parse_note(" \n")), "note_is_empty");
    EXPECT_TRUE(parse_note(std::string(2000, 'x') + "\n"));
    const auto longer = parse_note(std::string(2001, 'x'));
    EXPECT_EQ(code_of(longer), "text_is_too_long");
    EXPECT_EQ(longer.error().detail("max_length"), "2000");
}

TEST(Input, AsksAReasonAndOfAHoldAShortOne) {
    EXPECT_EQ(code_of(check_reason("")), "reason_is_missing");
    EXPECT_EQ(code_of(check_hold_reason("")), "reason_is_missing");
    EXPECT_TRUE(check_hold_reason(std::string(longest_hold_reason, 'x')));
    EXPECT_EQ(code_of(check_hold_reason(std::string(longest_hold_reason + 1, 'x'))),
              "text_is_too_long");
}

TEST(Input, OfARuleIsAWordThatARuleMayHave) {
    EXPECT_EQ(parse_rule_word("rente").value(), reconcile::RuleWord::rente);
    EXPECT_EQ(code_of(parse_rule_word("handmatige_betaling")), "payment_by_hand_needs_a_person");
    EXPECT_EQ(code_of(parse_rule_word("cadeau")), "label_is_unknown");
    EXPECT_FALSE(parse_direction("af").value());
    EXPECT_TRUE(parse_direction("bij").value());
    EXPECT_EQ(code_of(parse_direction("weg")), "rule_direction_is_unknown");
    EXPECT_EQ(parse_other_side("geen").value(), std::nullopt);
    EXPECT_EQ(code_of(parse_rule_amount("0.00")), "rule_amount_is_malformed");
    EXPECT_EQ(code_of(check_rule_text("...")), "rule_text_is_too_short");
    EXPECT_EQ(parse_rule_code("pmnt-mdop").value(), "PMNT-MDOP");
    EXPECT_EQ(code_of(parse_rule_code("A B")), "rule_code_is_malformed");
}

TEST(Input, KnowsACertificateByItsDigest) {
    const std::string digest(64, 'a');
    EXPECT_EQ(parse_fingerprint(std::string(64, 'A')).value(), digest);
    EXPECT_EQ(parse_fingerprint("aa:" + std::string(62, 'a')).value(), digest);
    EXPECT_EQ(code_of(parse_fingerprint(std::string(63, 'a'))),
              "certificate_fingerprint_is_malformed");
    EXPECT_EQ(code_of(check_kid("met spatie")), "kid_is_malformed");
}

TEST(Input, StaysWithinItsBounds) {
    EXPECT_TRUE(check_share(0));
    EXPECT_EQ(code_of(check_share(101)), "number_is_out_of_bounds");
    EXPECT_EQ(code_of(check_days_ahead(-1)), "number_is_out_of_bounds");
    EXPECT_EQ(code_of(check_sample_size(0)), "sample_is_malformed");
    EXPECT_EQ(code_of(check_page_limit(0)), "limit_is_out_of_bounds");
    EXPECT_EQ(code_of(check_page_limit(1001)), "limit_is_out_of_bounds");
}

TEST(Input, KnowsItsWords) {
    EXPECT_EQ(code_of(parse_role("baas")), "role_is_unknown");
    EXPECT_EQ(code_of(check_label("cadeau")), "label_is_unknown");
    EXPECT_EQ(code_of(check_recall_reason("NOAS")), "recall_reason_is_unknown");
    EXPECT_EQ(code_of(check_recall_refusal("DUPL")), "recall_refusal_is_unknown");
    EXPECT_EQ(code_of(parse_decision("misschien")), "decision_is_unknown");
    EXPECT_TRUE(parse_decision("go").value());
    EXPECT_EQ(code_of(check_digest_prefix("abc")), "digest_is_too_short");
    EXPECT_EQ(code_of(check_rights_digest("ABCDEF01")), "sha256_is_malformed");
    EXPECT_EQ(code_of(check_account_name("")), "account_name_is_malformed");
}

}  // namespace
}  // namespace ontzorgd::service
