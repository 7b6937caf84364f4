// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain001.h"

#include "pain001_samples.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace ontzorgd::messages {
namespace {

using namespace values::literals;  // NOLINT(google-build-using-namespace): nothing but literals
using samples::Message;
using samples::Transfer;

std::string golden(const std::string& name) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/fixtures/golden/pain001/" + name, std::ios::binary};
    EXPECT_TRUE(file.good()) << name;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// What the writer answers to the rent of the golden file after `change`, and that it left no
/// trace.
template <class Change>
base::Error refusal_of(Change change) {
    const Message message = samples::of_each_kenmerk();
    Transfer transfer = message.transfers.front();
    change(transfer);

    std::string bytes;
    const ByteSink sink = [&](std::string_view block) { bytes += block; };
    Pain001Writer writer{sink, message.head};
    const auto answer = writer.add(transfer.view());
    for (const Transfer& good : message.transfers) EXPECT_TRUE(writer.add(good.view()));
    EXPECT_TRUE(writer.finish());

    EXPECT_EQ(bytes, samples::written(message));
    EXPECT_FALSE(answer);
    return answer ? base::Error{} : answer.error();
}

template <class Change>
std::string refusal_of_head(Change change) {
    Message message = samples::of_each_kenmerk();
    change(message.head);

    std::string bytes;
    const ByteSink sink = [&](std::string_view block) { bytes += block; };
    Pain001Writer writer{sink, message.head};
    const auto added = writer.add(message.transfers.front().view());
    const auto finished = writer.finish();

    EXPECT_TRUE(bytes.empty());
    EXPECT_FALSE(added);
    EXPECT_EQ(added, finished);
    return added ? "" : added.error().code;
}

TEST(Pain001Writer, WritesEachKindOfKenmerkAsTheGoldenFileHasIt) {
    EXPECT_EQ(samples::written(samples::of_each_kenmerk()), golden("each-kenmerk.xml"));
}

TEST(Pain001Writer, WritesNotProvidedForADebtorAgentWithoutBic) {
    Message message = samples::of_each_kenmerk();
    message.head.debtor_bic.reset();
    message.head.batch_booking = false;
    message.head.category_purpose = "SSBE";

    EXPECT_EQ(samples::written(message), golden("no-bic.xml"));
}

TEST(Pain001Writer, WritesVersion03AsTheGoldenFilesHaveIt) {
    Message message = samples::of_each_kenmerk();
    message.head.message = payment::PaymentMessage::pain_001_001_03;
    EXPECT_EQ(samples::written(message), golden("version-03.xml"));

    message.head.debtor_bic.reset();
    message.head.category_purpose = "SSBE";
    message.head.creditor_agent_is_not_provided = true;
    message.head.speed = payment::Speed::instant;
    EXPECT_EQ(samples::written(message), golden("version-03-instant.xml"));
}

TEST(Pain001Writer, AsksForInstantPaymentAsTheGoldenFileHasIt) {
    Message message = samples::of_each_kenmerk();
    message.head.speed = payment::Speed::instant;
    message.head.category_purpose = "SSBE";
    EXPECT_EQ(samples::written(message), golden("instant.xml"));
}

TEST(Pain001Writer, SaysOfEachCreditorThatItsAgentIsNotGivenWhereTheProfileAsks) {
    Message message = samples::of_each_kenmerk();
    const std::string without = samples::written(message);
    message.head.creditor_agent_is_not_provided = true;
    const std::string with = samples::written(message);

    const std::string agent =
        "<CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>";
    std::string expected = without;
    for (std::size_t at = expected.find("<Cdtr>"); at != std::string::npos;
         at = expected.find("<Cdtr>", at + agent.size() + 1)) {
        expected.insert(at, agent);
    }
    EXPECT_EQ(with, expected);
    EXPECT_EQ(with.size(), without.size() + message.transfers.size() * agent.size());
}

TEST(Pain001Writer, GivesTheSameBytesForTheSameCalls) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        EXPECT_EQ(samples::written(samples::random(seed)), samples::written(samples::random(seed)));
    }
}

TEST(Pain001Writer, HandsOverBlocksOfAtMostOneMebibyteHoweverManyTransfers) {
    const Transfer transfer = samples::of_each_kenmerk().transfers.front();
    Pain001Head head = samples::of_each_kenmerk().head;
    head.count = 6000;
    head.total = values::Euro::from_cents(6000 * transfer.amount.cents());

    std::size_t largest = 0;
    std::size_t blocks = 0;
    std::string bytes;
    const ByteSink sink = [&](std::string_view block) {
        largest = std::max(largest, block.size());
        ++blocks;
        bytes += block;
    };
    Pain001Writer writer{sink, head};
    for (int i = 0; i < 6000; ++i) ASSERT_TRUE(writer.add(transfer.view()));
    ASSERT_TRUE(writer.finish());

    EXPECT_LE(largest, std::size_t{1} << 20U);
    EXPECT_GT(blocks, 2U);
    EXPECT_EQ(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')), 6000U + 8U);
}

TEST(Pain001Writer, TakesNamesOf70CharactersAndRefuses71) {
    Message message = samples::of_each_kenmerk();
    message.transfers.front().creditor_name = std::string(70, 'N');
    message.transfers.front().ultimate_debtor_name = std::string(70, 'U');
    EXPECT_NE(samples::written(message).find("<Nm>" + std::string(70, 'N') + "</Nm>"),
              std::string::npos);

    const auto creditor = refusal_of([](Transfer& t) { t.creditor_name = std::string(71, 'N'); });
    EXPECT_EQ(creditor.code, "pain001_text_is_too_long");
    EXPECT_EQ(creditor.detail("field"), "Cdtr");
    EXPECT_EQ(creditor.detail("end_to_end_id"), "A7K20000001A01Q9");
    EXPECT_EQ(refusal_of([](Transfer& t) { t.ultimate_debtor_name = std::string(71, 'U'); }).code,
              "pain001_text_is_too_long");
}

TEST(Pain001Writer, WritesAnApostropheAsItIs) {
    EXPECT_NE(samples::written(samples::of_each_kenmerk()).find("Woningstichting 't Voorbeeld"),
              std::string::npos);
}

TEST(Pain001Writer, RefusesTextThatIsNotSepaTextAndNeverRepeatsIt) {
    for (const char* name : {"Café", "A & B", "a_b", "<Nm>", "tab\tbed", " voor", "na ", "a\nb"}) {
        SCOPED_TRACE(name);
        const auto error = refusal_of([&](Transfer& t) { t.creditor_name = name; });
        EXPECT_EQ(error.code, "pain001_text_is_not_allowed");
        EXPECT_EQ(error.detail("value"), "");
    }
    EXPECT_EQ(refusal_of([](Transfer& t) { t.creditor_name = ""; }).code,
              "pain001_text_is_missing");
}

TEST(Pain001Writer, RefusesReferencesThatBreakTheRules) {
    for (const char* id : {"", "a_b", "/a", "a/", "a//b", " a", "a ", "a&b"}) {
        SCOPED_TRACE(id);
        EXPECT_EQ(refusal_of([&](Transfer& t) { t.end_to_end_id = id; }).code,
                  "pain001_reference_is_not_allowed");
    }
    EXPECT_EQ(refusal_of([](Transfer& t) { t.end_to_end_id = std::string(36, 'a'); }).code,
              "pain001_reference_is_not_allowed");
    EXPECT_EQ(refusal_of([](Transfer& t) { t.instruction_id = "/a"; }).detail("field"), "InstrId");
}

TEST(Pain001Writer, RefusesAmountsOutsideOneCentToABillionLessOne) {
    for (const std::int64_t cents : {-1LL, 0LL, 100'000'000'000LL}) {
        SCOPED_TRACE(cents);
        const auto error =
            refusal_of([&](Transfer& t) { t.amount = values::Euro::from_cents(cents); });
        EXPECT_EQ(error.code, "pain001_amount_is_out_of_range");
    }
}

TEST(Pain001Writer, RefusesAStructuredReferenceThatDoesNotCheck) {
    const auto code_of = [](values::KenmerkKind kind, std::string_view text) {
        return refusal_of([&](Transfer& t) {
                   t.kind = kind;
                   t.remittance = text;
               })
            .code;
    };
    using values::KenmerkKind;
    const std::string refused = "pain001_remittance_is_not_allowed";

    EXPECT_EQ(code_of(KenmerkKind::betalingskenmerk, "5000056789012346"), refused);
    EXPECT_EQ(code_of(KenmerkKind::betalingskenmerk, "RF18539007547034"), refused);
    EXPECT_EQ(code_of(KenmerkKind::rf, "RF19539007547034"), refused);
    EXPECT_EQ(code_of(KenmerkKind::rf, "RF18 5390 0754 7034"), refused);
    EXPECT_EQ(code_of(KenmerkKind::vrij, "onderstreept_"), "pain001_text_is_not_allowed");
    EXPECT_EQ(code_of(KenmerkKind::vrij, std::string(141, 'x')), "pain001_text_is_too_long");
}

TEST(Pain001Writer, RefusesHalfAnAddressAndCodesThatAreNone) {
    EXPECT_EQ(refusal_of([](Transfer& t) { t.creditor_country = ""; }).code,
              "pain001_address_is_not_complete");
    EXPECT_EQ(refusal_of([](Transfer& t) { t.creditor_town = ""; }).code,
              "pain001_address_is_not_complete");
    EXPECT_EQ(refusal_of([](Transfer& t) { t.creditor_country = "nl"; }).code,
              "pain001_code_is_not_allowed");
    EXPECT_EQ(refusal_of([](Transfer& t) { t.purpose = "HUUR1"; }).code,
              "pain001_code_is_not_allowed");
}

TEST(Pain001Writer, RefusesAWrongHeadBeforeAnyByte) {
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.msg_id = "a//b"; }),
              "pain001_reference_is_not_allowed");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.pmt_inf_id = ""; }),
              "pain001_reference_is_not_allowed");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.debtor_name = std::string(71, 'G'); }),
              "pain001_text_is_too_long");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.debtor_bic = "BNGH"; }),
              "pain001_code_is_not_allowed");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.category_purpose = "sala"; }),
              "pain001_code_is_not_allowed");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.count = 0; }), "pain001_has_no_transfers");
    EXPECT_EQ(refusal_of_head([](Pain001Head& h) { h.total = 0_euro; }),
              "pain001_amount_is_out_of_range");
}

TEST(Pain001Writer, RefusesACreationTimeWithoutSecondsOrOffset) {
    for (const char* time :
         {"", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23T09:00+01:00", "2026-02-30T09:00:00Z",
          "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:00:00+1:00",
          "2026-11-23 09:00:00Z", "2026-11-23T09:00:00.5Z"}) {
        SCOPED_TRACE(time);
        EXPECT_EQ(refusal_of_head([&](Pain001Head& h) { h.created_at = time; }),
                  "pain001_created_at_is_malformed");
    }
}

TEST(Pain001WriterDeathTest, BreaksAContractWhenTheFileIsNotWhatItsHeadPromised) {
    const auto write = [](std::int64_t more_transfers, values::Euro more_money) {
        Message message = samples::of_each_kenmerk();
        message.head.count += more_transfers;
        message.head.total += more_money;
        static_cast<void>(samples::written(message));
    };
    EXPECT_DEATH(write(1, 0_euro), "holds the transfers its head promises");
    EXPECT_DEATH(write(-1, 0_euro), "holds the transfers its head promises");
    EXPECT_DEATH(write(0, 1_cent), "adds up to the total of its head");
    EXPECT_DEATH(write(0, -1_cent), "adds up to the total of its head");
}

}  // namespace
}  // namespace ontzorgd::messages
