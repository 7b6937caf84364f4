// SPDX-License-Identifier: EUPL-1.2
#include "form.h"

#include "form_samples.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/wording/sentence.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace ontzorgd::api {
namespace {

bool fits_pattern(const FormRow& form, std::string_view text) {
    return std::regex_search(std::string{text}, std::regex{std::string{form.pattern}});
}

TEST(Forms, TakeTheirExampleAndEachOfTheirWords) {
    for (const FormRow& form : all_forms().subspan(1)) {
        SCOPED_TRACE(form.example);
        if (form.check_number != nullptr) {
            EXPECT_TRUE(check(form.form, base::parse_int(form.example).value()));
            continue;
        }
        EXPECT_TRUE(check(form.form, form.example));
        EXPECT_TRUE(fits_pattern(form, form.example));
        for (const std::string_view word : form.words) EXPECT_TRUE(check(form.form, word)) << word;
    }
}

/// So that who reads the contract never sends what is refused here for its form.
TEST(Forms, RefuseWhatTheySayThatTheyDoNotTake) {
    for (const FormRow& form : all_forms().subspan(1)) {
        SCOPED_TRACE(form.example);
        const auto checked = form.check_number != nullptr ? check(form.form, malformed_number(form))
                                                          : check(form.form, malformed_text(form));
        ASSERT_FALSE(checked);
        const std::string sentence = wording::sentence(checked.error());
        EXPECT_EQ(sentence.find('?'), std::string::npos) << "a gap is filled in: " << sentence;
    }
}

TEST(Forms, SayTheirBounds) {
    for (const FormRow& form : all_forms().subspan(1)) {
        SCOPED_TRACE(form.example);
        if (form.check_number != nullptr) {
            EXPECT_TRUE(check(form.form, form.from.value_or(0)));
            if (form.to) {
                EXPECT_TRUE(check(form.form, *form.to));
                EXPECT_FALSE(check(form.form, *form.to + 1));
            }
        } else if (form.to) {
            EXPECT_FALSE(
                check(form.form, std::string(static_cast<std::size_t>(*form.to + 1), 'x')));
        }
    }
}

/// The contract would refuse what the program takes.
TEST(Forms, HaveAPatternForWhateverTheirParserTakes) {
    const std::vector<std::string> samples{"0",
                                           "1",
                                           "007",
                                           "31",
                                           "32",
                                           "-1",
                                           "-0.10",
                                           "1.5",
                                           "1.50",
                                           "1.505",
                                           ".5",
                                           "1.",
                                           "nl91abna0417164300",
                                           "NL91 ABNA 0417 1643 00",
                                           "geen",
                                           "0:0",
                                           "1:2:3",
                                           "1:2:3:4",
                                           "23:59",
                                           "24:00",
                                           "2026-12",
                                           "2026-13",
                                           "a.b-c",
                                           "A.B-C",
                                           "x_y",
                                           "abcdef01",
                                           "ABCDEF01",
                                           "PMNT-MDOP-CHRG",
                                           "pmnt",
                                           "4K7Q0000ZZZZ01UG",
                                           "AB:" + std::string(62, 'c'),
                                           std::string(64, 'A')};
    for (const FormRow& form : all_forms().subspan(1)) {
        if (form.check == nullptr) continue;
        for (const std::string& sample : samples) {
            if (check(form.form, sample)) {
                EXPECT_TRUE(fits_pattern(form, sample)) << form.pattern << ' ' << sample;
            }
        }
    }
}

TEST(Forms, AskOfAKenmerkOnlyWhatEveryMaskAsks) {
    EXPECT_TRUE(check(Form::kenmerk, "7000000000000000"));
    EXPECT_EQ(check(Form::kenmerk, " ").error().code, "kenmerk_is_empty");
    EXPECT_EQ(check(Form::kenmerk, std::string(141, '1')).error().code, "kenmerk_is_too_long");
}

TEST(Forms, TakeAnythingWhereNothingIsAsked) {
    EXPECT_TRUE(check(Form::any, ""));
    EXPECT_TRUE(check(Form::any, -1));
}

}  // namespace
}  // namespace ontzorgd::api
