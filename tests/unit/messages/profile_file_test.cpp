// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/profile_file.h"

#include "examples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ontzorgd::messages {
namespace {

using payment::BankProfile;

const std::string& example() {
    static const std::string text = test::examples_of("bankprofiel-1.md", "toml").at(0);
    return text;
}

/// "code field" of the refusal, or empty.
std::string fault_of(std::string_view toml, std::string_view name = "voorbeeldbank") {
    const auto profile = read_bank_profile(toml, name);
    if (profile) return "";
    return profile.error().code + " " + std::string{profile.error().detail("field")};
}

std::string changed(std::string_view from, std::string_view to) {
    return fault_of(test::with(example(), from, to));
}

BankProfile read_with(std::string_view from, std::string_view to) {
    const auto profile = read_bank_profile(test::with(example(), from, to), "voorbeeldbank");
    EXPECT_TRUE(profile) << profile.error().code;
    return profile.value();
}

std::filesystem::path folder() {
    return std::filesystem::path{ONTZORGD_SOURCE_DIR} / "schemas" / "bankprofielen";
}

TEST(ProfileFile, ReadsTheExampleOfTheSchemaDocument) {
    for (const std::string& text : {example(), test::with_crlf(example())}) {
        const auto read = read_bank_profile(text, "voorbeeldbank");
        ASSERT_TRUE(read) << read.error().code;
        const BankProfile& profile = read.value();
        EXPECT_EQ(profile.name, "voorbeeldbank");
        EXPECT_EQ(profile.title, "Voorbeeldbank");
        EXPECT_EQ(profile.message, payment::PaymentMessage::pain_001_001_03);
        EXPECT_EQ(profile.transfers_per_file, 25'000);
        EXPECT_FALSE(profile.asks_batch_booking);
        EXPECT_TRUE(profile.says_creditor_agent_is_not_given);
        EXPECT_EQ(profile.category_purpose, "SSBE");
        EXPECT_EQ(profile.last_day_before, 1);
        EXPECT_EQ(profile.until_minute, 16 * 60);
        EXPECT_EQ(profile.instant_until_minute, 22 * 60);
        EXPECT_EQ(profile.books, payment::Booking::per_transfer);
        EXPECT_EQ(profile.names_batch, payment::BatchName::our_message_id);
    }
}

TEST(ProfileFile, GivesEachWordItsOwnMeaning) {
    EXPECT_TRUE(read_with("\"per_overboeking\"", "\"per_bestand\"").asks_batch_booking);
    EXPECT_FALSE(read_with("\"notprovided\"", "\"weglaten\"").says_creditor_agent_is_not_given);
    EXPECT_EQ(read_with("category_purpose = \"SSBE\"\n", "").category_purpose, std::nullopt);
    for (const payment::PaymentMessage each : payment::all_payment_messages) {
        EXPECT_EQ(read_with("pain.001.001.03", to_text(each)).message, each);
    }
    EXPECT_EQ(read_with("instant_tot = \"22:00\"\n", "").instant_until_minute, std::nullopt);
    for (const payment::Booking each : payment::all_bookings) {
        const std::string word{to_text(each)};
        EXPECT_EQ(read_with("boeking = \"per_overboeking\"", "boeking = \"" + word + '"').books,
                  each);
    }
    for (const payment::BatchName each : payment::all_batch_names) {
        EXPECT_EQ(read_with("ons_msgid", to_text(each)).names_batch, each);
    }
    EXPECT_EQ(read_with("16:00", "24:00").until_minute, 24 * 60);
    EXPECT_EQ(read_with("16:00", "00:01").until_minute, 1);
}

TEST(ProfileFile, NeedsEveryLineOfTheExampleButTheOptionalOnes) {
    std::size_t at = 0;
    while (at < example().size()) {
        const std::size_t end = example().find('\n', at);
        const std::string line = example().substr(at, end - at);
        const std::string rest = std::string{example()}.erase(at, end + 1 - at);
        const bool is_optional =
            line.starts_with("category_purpose") || line.starts_with("instant_tot");
        const bool is_needed = !line.empty() && !is_optional;
        EXPECT_EQ(fault_of(rest).empty(), !is_needed) << line;
        at = end + 1;
    }
}

TEST(ProfileFile, RefusesKeysThatAreUnknownMissingOrThereTwice) {
    EXPECT_EQ(changed("bank =", "land = \"NL\"\nbank ="), "key_is_unknown land");
    EXPECT_EQ(changed("tot =", "uur = 3\ntot ="), "key_is_unknown inleveren.uur");
    EXPECT_EQ(changed("creditor_agent", "creditoragent"), "key_is_unknown bestand.creditoragent");
    EXPECT_EQ(changed("[inleveren]", "[ophalen]\nx = 1\n[inleveren]"), "key_is_unknown ophalen");
    EXPECT_EQ(changed("dagen_ervoor = 1\n", ""), "key_is_missing inleveren.dagen_ervoor");
    EXPECT_EQ(changed("dagen_ervoor = 1\n", "dagen_ervoor = 1\ndagen_ervoor = 1\n"),
              "toml_is_malformed ");
    EXPECT_EQ(changed("[inleveren]", "[bestand]\n[inleveren]"), "toml_is_malformed ");
}

TEST(ProfileFile, RefusesValuesOfAnotherType) {
    EXPECT_EQ(changed("25000", "\"25000\""), "key_has_wrong_type bestand.meeste_overboekingen");
    EXPECT_EQ(changed("25000", "25000.0"), "key_has_wrong_type bestand.meeste_overboekingen");
    EXPECT_EQ(changed("\"per_overboeking\"", "false"), "key_has_wrong_type bestand.boeking_vragen");
    EXPECT_EQ(changed("\"SSBE\"", "[\"SSBE\"]"), "key_has_wrong_type bestand.category_purpose");
    EXPECT_EQ(changed("\"16:00\"", "16:00:00"), "key_has_wrong_type inleveren.tot");
    EXPECT_EQ(changed("bankprofiel = 1", "bankprofiel = \"1\""), "key_has_wrong_type bankprofiel");
    EXPECT_EQ(changed("[inleveren]", "[[inleveren]]"), "key_has_wrong_type inleveren");
}

TEST(ProfileFile, KeepsEveryBound) {
    EXPECT_EQ(changed("bankprofiel = 1", "bankprofiel = 2"),
              "profile_version_is_unknown bankprofiel");
    for (const char* out : {"0", "-1", "100001", "9223372036854775807"}) {
        EXPECT_EQ(changed("25000", out), "number_is_out_of_bounds bestand.meeste_overboekingen");
    }
    EXPECT_EQ(changed("25000", "1"), "");
    EXPECT_EQ(changed("25000", "100000"), "");
    EXPECT_EQ(changed("dagen_ervoor = 1", "dagen_ervoor = 11"),
              "number_is_out_of_bounds inleveren.dagen_ervoor");
    EXPECT_EQ(changed("dagen_ervoor = 1", "dagen_ervoor = 10"), "");
    for (const char* time :
         {"00:00", "24:01", "25:00", "12:60", "9:00", "12.00", "1200", "", "a:bc", "12:000"}) {
        EXPECT_EQ(changed("16:00", time), "profile_time_is_malformed inleveren.tot") << time;
        EXPECT_EQ(changed("22:00", time), "profile_time_is_malformed inleveren.instant_tot")
            << time;
    }
    EXPECT_EQ(changed("pain.001.001.03", "pain.001.001.12"), "word_is_unknown bestand.bericht");
    EXPECT_EQ(changed("per_overboeking", "nooit"), "word_is_unknown bestand.boeking_vragen");
    EXPECT_EQ(changed("\"notprovided\"", "\"bic\""), "word_is_unknown bestand.creditor_agent");
    EXPECT_EQ(changed("boeking = \"per_overboeking\"", "boeking = \"per_batch\""),
              "word_is_unknown afschrift.boeking");
    EXPECT_EQ(changed("ons_msgid", "ons_endtoendid"), "word_is_unknown afschrift.batchnaam");
    for (const char* code : {"ssbe", "SSB", "SSBEE", "SS1E", ""}) {
        EXPECT_EQ(changed("SSBE", code), "profile_purpose_is_malformed bestand.category_purpose");
    }
    EXPECT_EQ(changed("\"Voorbeeldbank\"", "\"\""), "text_is_empty bank");
    EXPECT_EQ(changed("\"Voorbeeldbank\"", '"' + std::string(71, 'x') + '"'),
              "text_is_too_long bank");
    EXPECT_EQ(changed("\"Voorbeeldbank\"", "\"a\\tb\""), "text_has_control_character bank");
}

TEST(ProfileFile, IsNamedAsItsFileIs) {
    EXPECT_EQ(fault_of(example(), "bng"), "profile_name_is_not_of_file naam");
    EXPECT_EQ(fault_of(example(), ""), "profile_name_is_not_of_file naam");
    for (const char* name :
         {"", "Voorbeeldbank", "voorbeeld bank", "voorbeeld_bank", "bank.toml"}) {
        EXPECT_EQ(fault_of(test::with(example(), "voorbeeldbank", name), name),
                  "profile_name_is_malformed naam")
            << name;
    }
    const std::string longest(35, 'a');
    EXPECT_EQ(fault_of(test::with(example(), "voorbeeldbank", longest), longest), "");
    EXPECT_EQ(fault_of(test::with(example(), "voorbeeldbank", longest + "a"), longest + "a"),
              "profile_name_is_malformed naam");
}

TEST(ProfileFile, RefusesWhatIsNoText) {
    EXPECT_EQ(fault_of(""), "file_is_empty ");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF" + example()), "file_has_byte_order_mark ");
    EXPECT_EQ(changed("Voorbeeldbank", "Caf\xE9"), "file_is_not_utf8 ");
    EXPECT_EQ(changed("Voorbeeldbank", std::string_view{"a\0b", 3}), "file_has_nul_byte ");
    EXPECT_EQ(fault_of(std::string(17'000, '#')), "file_is_too_large ");
    EXPECT_EQ(fault_of("a = " + std::string(10'000, '[')), "toml_is_malformed ");
}

TEST(ProfileFile, NamesTheLineOfAFault) {
    const auto profile = read_bank_profile(test::with(example(), "25000", "0"), "voorbeeldbank");
    ASSERT_FALSE(profile);
    EXPECT_EQ(profile.error().detail("line"), "7");
    EXPECT_EQ(profile.error().detail("value"), "0");
}

TEST(ProfileFile, NeverTakesACutFileForAnother) {
    const auto whole = read_bank_profile(example(), "voorbeeldbank").value();
    for (std::size_t size = 0; size < example().size(); ++size) {
        const auto cut =
            read_bank_profile(std::string_view{example()}.substr(0, size), "voorbeeldbank");
        if (cut) {
            EXPECT_EQ(cut.value(), whole) << size;
        }
    }
}

TEST(BankProfiles, AreTheFilesOfTheFolderAllOfThem) {
    std::set<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator{folder()}) {
        const std::string name = file.path().stem().string();
        const auto read = read_bank_profile(test::content_of(file.path()), name);
        ASSERT_TRUE(read) << name << ": " << read.error().code;
        const BankProfile* brought = find_bank_profile(name);
        ASSERT_NE(brought, nullptr) << name;
        EXPECT_EQ(*brought, read.value()) << name;
        files.insert(name);
    }
    EXPECT_EQ(files.size(), bank_profiles().size());
    EXPECT_TRUE(std::ranges::is_sorted(bank_profiles(), {}, &BankProfile::name));
}

TEST(BankProfiles, OfABankThatIsNotKnownIsTheMostCareful) {
    EXPECT_EQ(find_bank_profile("a bank of tomorrow"), nullptr);
    const BankProfile& careful = bank_profile("a bank of tomorrow");
    EXPECT_EQ(careful.name, "generic");
    for (const char* name : {"abnamro", "bng", "ing", "rabobank", "rehearsal"}) {
        const BankProfile& profile = bank_profile(name);
        EXPECT_EQ(profile.name, name);
        EXPECT_GE(profile.transfers_per_file, careful.transfers_per_file) << name;
        EXPECT_LE(profile.last_day_before, careful.last_day_before) << name;
        EXPECT_FALSE(profile.says_creditor_agent_is_not_given) << name;
    }
    EXPECT_EQ(bank_profile("bng").until_minute, 14 * 60 + 30);
}

}  // namespace
}  // namespace ontzorgd::messages
