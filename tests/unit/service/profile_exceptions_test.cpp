// SPDX-License-Identifier: EUPL-1.2
// A statement that contradicts the bank profile of its account is told, and placed as always.
#include "ontzorgd/service/exception.h"
#include "ontzorgd/wording/exception_words.h"
#include "paid_town.h"
#include "support/bank_mt940.h"

namespace ontzorgd::test {
namespace {

constexpr const char* booking = "boeking_anders_dan_profiel";
constexpr const char* name = "batchnaam_anders_dan_profiel";

class ProfileExceptions : public PaidTownTest {
protected:
    /// Two accounts at ING, where a file is one debit with our PmtInfId.
    PaidTown ing{false, false, "ing"};

    static TestEntry whole(const std::string& batch, const std::string& batch_msg = {}) {
        return {.amount = file_total, .batch = batch, .batch_count = 6, .batch_msg = batch_msg};
    }
    /// The open ones of both kinds.
    static std::vector<store::ExceptionRow> told(PaidTown& of) {
        std::vector<store::ExceptionRow> rows;
        store::for_each_exception(of.practice.db(), of.practice.as("rob").now.today,
                                  [&](const store::ExceptionRow& row) {
                                      if (row.kind == booking || row.kind == name)
                                          rows.push_back(row);
                                  });
        return rows;
    }
    static std::vector<std::string> kinds(PaidTown& of) {
        std::vector<std::string> all;
        for (const store::ExceptionRow& row : told(of)) all.push_back(row.kind);
        return all;
    }
    /// Everything but what is told of the profile.
    static std::vector<std::string> picture_without(PaidTown& of) {
        auto all = of.picture();
        std::erase_if(all, [](const std::string& line) {
            return line.find("_anders_dan_") != std::string::npos;
        });
        return all;
    }
    using Kinds = std::vector<std::string>;
};

TEST_F(ProfileExceptions, AreNotThereWhenTheStatementIsAsTheProfileSays) {
    Practice::must(ing.ingest(statement({whole(ing.msg_id())})));
    EXPECT_EQ(ing.attempt(ing.paid.at(0)["end_to_end_id"])["state"], "confirmed");
    EXPECT_EQ(kinds(ing), Kinds{});
    PaidTown abnamro{false, false, "abnamro"};
    Practice::must(abnamro.ingest(statement({whole("", "1202P5518750498B0AO")})));
    EXPECT_EQ(abnamro.entries().front()["rule"], "batch_total");
    EXPECT_EQ(kinds(abnamro), Kinds{});
}

TEST_F(ProfileExceptions, AreNeverThereWhenTheProfileSaysThatItIsNotKnown) {
    for (const char* profile : {"bng", "generic", "rehearsal"}) {
        PaidTown singly{false, false, profile};
        Practice::must(singly.ingest(statement(all_debits())));
        EXPECT_EQ(kinds(singly), Kinds{}) << profile;
        PaidTown by_total{false, false, profile};
        Practice::must(by_total.ingest(statement({whole("", "1202P5518750")})));
        EXPECT_EQ(kinds(by_total), Kinds{}) << profile;
    }
}

TEST_F(ProfileExceptions, TellThatPaymentsAreBookedByThemselvesAndPlaceThemAllTheSame) {
    Practice::must(town.ingest(statement(all_debits())));
    Practice::must(ing.ingest(statement(all_debits())));
    EXPECT_EQ(kinds(ing), Kinds{booking});
    EXPECT_EQ(picture_without(ing), town.picture());
    ing.practice.expect_sound();

    const store::ExceptionRow row = told(ing).front();
    EXPECT_EQ(row.owner_role, "rechtmatigheid");
    EXPECT_EQ(row.cents, std::nullopt);
    EXPECT_EQ(wording::exception_sentence(row.kind, row.details, row.cents),
              "Levering 1 boekt een betaalbestand per overboeking; bankprofiel ing zegt per "
              "bestand.");
    EXPECT_NE(wording::exception_next_step(row.kind, row.details).find("'profile show ing'"),
              std::string::npos);
}

TEST_F(ProfileExceptions, TellThatABatchIsCalledByAReferenceOfTheBank) {
    Practice::must(ing.ingest(statement({whole("", "BANK-7")})));
    EXPECT_EQ(ing.entries().front()["rule"], "batch_total");
    ASSERT_EQ(kinds(ing), Kinds{name});
    const store::ExceptionRow row = told(ing).front();
    EXPECT_EQ(wording::exception_sentence(row.kind, row.details, row.cents),
              "Levering 1 noemt een betaalbestand met eigen kenmerk; bankprofiel ing zegt ons "
              "pmtinfid.");
}

TEST_F(ProfileExceptions, TellThatABatchIsCalledByOneOfOurIds) {
    PaidTown abnamro{false, false, "abnamro"};
    Practice::must(abnamro.ingest(statement({whole(abnamro.msg_id())})));
    ASSERT_EQ(kinds(abnamro), Kinds{name});
    EXPECT_NE(told(abnamro).front().details.find("|shown=ons_pmtinfid|said=eigen_kenmerk"),
              std::string::npos);
    Practice::must(ing.ingest(statement({whole("", ing.msg_id())})));
    EXPECT_EQ(ing.entries().front()["rule"], "batch_reference");
    ASSERT_EQ(kinds(ing), Kinds{name});
    EXPECT_NE(told(ing).front().details.find("|shown=ons_msgid|"), std::string::npos);
}

TEST_F(ProfileExceptions, KnowABatchByItsDetailsToo) {
    // As ABN AMRO does: one debit under a reference of the bank, with every payment in it.
    for (const auto& [profile, expected] : std::map<std::string, Kinds>{
             {"abnamro", Kinds{}}, {"rabobank", Kinds{name}}, {"generic", Kinds{}}}) {
        PaidTown other{false, false, profile};
        TestEntry entry = whole("", "1202P5518750498B0AO");
        for (const Row& row : other.paid) {
            entry.details.push_back({.amount = amount_of(std::stoll(row.at("amount_cents"))),
                                     .end_to_end_id = row.at("end_to_end_id"),
                                     .iban = row.at("creditor_iban")});
        }
        Practice::must(other.ingest(statement({entry})));
        EXPECT_EQ(other.attempt(other.paid.at(5)["end_to_end_id"])["state"], "confirmed");
        EXPECT_EQ(kinds(other), expected) << profile;
    }
}

TEST_F(ProfileExceptions, SayNothingOfATotalThatIsNotMatched) {
    // Of another count it is not our file, and shows nothing of how the bank calls ours.
    TestEntry other = whole("", "BANK-7");
    other.batch_count = 5;
    Practice::must(ing.ingest(statement({other})));
    EXPECT_EQ(ing.entries().front()["place"], "suspense");
    EXPECT_EQ(kinds(ing), Kinds{});
}

TEST_F(ProfileExceptions, SayNothingOfAFileOfOnePayment) {
    const std::vector<TestHousehold> one{{.number = 1}};
    Practice practice{Practice::Options{.bank_profile = "ing"}};
    practice.dossier(one);
    practice.split(one);
    Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    Practice::must(service::sign_batch(practice.with("kim"), 1));
    practice.on("2026-11-26");
    Practice::must(service::release_batch(practice.with("rob"), 1));
    practice.on("2026-12-04");
    Row leefgeld;
    for (Row& row : exported_attempts(practice)) {
        const std::string& to = row["creditor_iban"];
        if (to != landlord && to != insurer) leefgeld = row;
    }
    const std::string amount = amount_of(std::stoll(leefgeld.at("amount_cents")));
    const TestStatement day{.account = dutch_iban(2, "OEFN"),
                            .entries = {{.amount = amount,
                                         .details = {{.amount = amount,
                                                      .end_to_end_id = leefgeld["end_to_end_id"],
                                                      .iban = leefgeld["creditor_iban"]}}}}};
    Practice::must(
        service::ingest_bank_file(practice.with("rob"), practice.file("bank.xml", camt053({day}))));
    bool is_told = false;
    store::for_each_exception(
        practice.db(), practice.as("rob").now.today,
        [&](const store::ExceptionRow& row) { is_told = is_told || row.kind == booking; });
    EXPECT_FALSE(is_told);
    for (Row& row : exported_attempts(practice)) {
        if (row["end_to_end_id"] == leefgeld["end_to_end_id"]) {
            EXPECT_EQ(row["state"], "confirmed");
        }
    }
}

TEST_F(ProfileExceptions, DoNotLookAtWhatMt940CallsABatch) {
    PaidTown abnamro{false, false, "abnamro"};
    Practice::must(abnamro.ingest(mt940({statement({whole(abnamro.msg_id())})}), "bank.sta"));
    EXPECT_EQ(abnamro.entries().front()["rule"], "batch_reference");
    EXPECT_EQ(kinds(abnamro), Kinds{});
    // How it books is in the message.
    PaidTown singly{false, false, "abnamro"};
    Practice::must(singly.ingest(mt940({statement(all_debits())}), "bank.sta"));
    EXPECT_EQ(kinds(singly), Kinds{booking});
}

TEST_F(ProfileExceptions, AreOneForAnAccountAndEndWithTheStatementsThatShowIt) {
    const TestStatement first = statement({debit(0), debit(1)});
    const TestStatement second = next(first, "2026-12-01", {debit(2, "2026-12-01")});
    PaidTown other{false, false, "ing"};
    Practice::must(ing.ingest(first));
    Practice::must(ing.ingest(second));
    Practice::must(other.ingest(second));
    Practice::must(other.ingest(first));
    EXPECT_EQ(kinds(ing), Kinds{booking});
    EXPECT_EQ(ing.picture(), other.picture());
    // The first day of both is told, whichever came first.
    EXPECT_NE(told(ing).front().details.find("delivery=1|"), std::string::npos);
    EXPECT_NE(told(other).front().details.find("delivery=2|"), std::string::npos);

    Practice::must(service::set_statement_aside(ing.practice.with("kim"), 1, "onjuist"));
    ASSERT_EQ(kinds(ing), Kinds{booking});
    EXPECT_NE(told(ing).front().details.find("delivery=2|"), std::string::npos);
    Practice::must(service::set_statement_aside(ing.practice.with("kim"), 2, "onjuist"));
    EXPECT_EQ(kinds(ing), Kinds{});
    ing.practice.expect_sound();
}

TEST_F(ProfileExceptions, StayClosedOnceAPersonJudgedThem) {
    const TestStatement first = statement({debit(0), debit(1)});
    Practice::must(ing.ingest(first));
    Practice::must(service::close_exception(ing.practice.with("rob"), told(ing).front().id,
                                            "Zo is het met de bank afgesproken"));
    EXPECT_EQ(kinds(ing), Kinds{});
    Practice::must(ing.ingest(next(first, "2026-12-01", {debit(2, "2026-12-01")})));
    EXPECT_EQ(kinds(ing), Kinds{});
}

TEST_F(ProfileExceptions, AreNotThereForWhatANoticeTells) {
    Practice::must(ing.ingest(camt_notice("camt.054", statement({debit(0), debit(1)}))));
    EXPECT_EQ(kinds(ing), Kinds{});
}

}  // namespace
}  // namespace ontzorgd::test
