// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/batch.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/service/version.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::test {
namespace {

const std::vector<TestHousehold> three{
    {.number = 1}, {.number = 2, .rent = "500.00"}, {.number = 3}};
const std::string run = "2026-11-REG";

/// The files a report names, as "NAME STATE COUNT".
std::vector<std::string> files_in(const service::Report& report) {
    std::vector<std::string> files;
    for (const service::Report& row : rows_in(report, "bestanden")) {
        files.push_back(text_in(row, "bestand") + " " + text_in(row, "staat") + " " +
                        std::to_string(number_in(row, "betalingen")));
    }
    return files;
}

class Batch : public ::testing::Test {
protected:
    Batch() { start(); }
    void start() {
        practice.dossier(three);
        practice.split(three);
    }
    base::Result<service::Report> propose(std::string_view user = "rob") {
        return service::propose_batch(practice.with(user), run);
    }
    base::Result<service::Report> sign(std::string_view user) {
        return service::sign_batch(practice.with(user), 1);
    }
    base::Result<service::Report> release(std::string_view user) {
        return service::release_batch(practice.with(user), 1);
    }
    /// The instruction of the rent of this household.
    std::int64_t rent_of(int household) {
        std::int64_t found = 0;
        store::for_each_instruction(practice.db(), store::RunId{1},
                                    [&](const store::InstructionRow& row) {
                                        if (row.household.number() == household && row.kind == 0)
                                            found = row.id;
                                    });
        return found;
    }

    Practice practice;
};

TEST_F(Batch, ProposedTwiceIsOneBatchAndOneFact) {
    const auto first = propose();
    ASSERT_TRUE(first) << Practice::details(first.error());
    EXPECT_EQ(number_in(first.value(), "betalingen"), 9);
    EXPECT_EQ(files_in(first.value()).size(), 2U);  // one per account and execution date
    const auto length = store::chain_head(practice.db()).length;
    const auto second = propose();
    ASSERT_TRUE(second);
    EXPECT_EQ(first.value().to_json(), second.value().to_json());
    EXPECT_EQ(store::chain_head(practice.db()).length, length);
}

/// Whoever withdraws it, or takes a line out, says what he saw: also that nobody had signed yet.
TEST_F(Batch, HasAnotherVersionForAnEditOnceSomebodySigns) {
    Practice::must(propose());
    const auto proposed = service::version_of_batch(practice.town(), 1).value();
    Practice::must(sign("karin"));
    const auto once = service::version_of_batch(practice.town(), 1).value();
    EXPECT_GT(once, proposed);
    Practice::must(sign("karin"));
    EXPECT_EQ(service::version_of_batch(practice.town(), 1).value(), once);
}

TEST_F(Batch, NamesTheHashOfEveryFileInItsSheetAndTheSignersSignThatSheet) {
    Practice::must(propose());
    const auto batch = store::batch_by_id(practice.db(), 1);
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1)) {
        const auto archived = practice.town().archived(base::to_hex(file.sha256));
        ASSERT_FALSE(archived.empty());
        EXPECT_EQ(service::sha256_of_file(archived), file.sha256);
        EXPECT_NE(batch->sheet.find(base::to_hex(file.sha256)), std::string::npos);
    }
    Practice::must(sign("karin"));
    const auto signatures = store::signatures_of(practice.db(), 1, 1);
    ASSERT_EQ(signatures.size(), 1U);
    EXPECT_EQ(signatures.front().sheet_sha256, batch->sheet_sha256);
}

TEST_F(Batch, TheSameMonthGivesTheSameBytes) {
    Practice other;
    other.dossier(three);
    other.split(three);
    Practice::must(propose());
    Practice::must(service::propose_batch(other.with("rob"), run));
    const auto one = store::files_of(practice.db(), 1, 1);
    const auto two = store::files_of(other.db(), 1, 1);
    ASSERT_EQ(one.size(), two.size());
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].sha256, two[i].sha256);
}

TEST_F(Batch, ANewVersionSaysWhatItHasLessAndDropsTheSignatures) {
    Practice::must(propose());
    Practice::must(sign("karin"));
    const auto before = store::files_of(practice.db(), 1, 1);
    const auto dropped = service::drop_line(practice.with("rob"), 1, rent_of(1));
    ASSERT_TRUE(dropped) << Practice::details(dropped.error());
    EXPECT_EQ(number_in(dropped.value(), "versie"), 2);
    EXPECT_EQ(text_in(dropped.value(), "verandering"),
              "versie 2 = versie 1 zonder één regel van € 612,40");
    EXPECT_EQ(text_in(dropped.value(), "staat"), "proposed");
    EXPECT_TRUE(rows_in(dropped.value(), "handtekeningen").empty());
    const auto after = store::files_of(practice.db(), 1, 2);
    ASSERT_EQ(after.size(), 2U);
    // The file of leefgeld lost nothing: the same bytes under the same name.
    EXPECT_TRUE(std::ranges::any_of(
        after, [&](const auto& file) { return file.sha256 == before[1].sha256; }));
    EXPECT_FALSE(std::ranges::any_of(
        after, [&](const auto& file) { return file.sha256 == before[0].sha256; }));
    // Given again: the same answer.
    const auto again = service::drop_line(practice.with("rob"), 1, rent_of(1));
    ASSERT_TRUE(again);
    EXPECT_EQ(dropped.value().to_json(), again.value().to_json());
    // What was left out can be paid by another batch.
    const auto next = propose();
    ASSERT_TRUE(next) << Practice::details(next.error());
    EXPECT_EQ(number_in(next.value(), "batch"), 2);
    EXPECT_EQ(cents_in(next.value(), "bedrag"), 61240);
}

TEST_F(Batch, AWithdrawnBatchLeavesEveryPaymentOpen) {
    Practice::must(propose());
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    const auto next = propose();
    ASSERT_TRUE(next) << Practice::details(next.error());
    EXPECT_EQ(number_in(next.value(), "batch"), 2);
    EXPECT_EQ(number_in(next.value(), "betalingen"), 9);
}

TEST_F(Batch, AFileThatChangedInTheArchiveIsNotSigned) {
    Practice::must(propose());
    const auto file = store::files_of(practice.db(), 1, 1).front();
    const auto path = practice.town().archived(base::to_hex(file.sha256));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    std::ofstream{path, std::ios::app} << ' ';
    EXPECT_EQ(code_of(sign("karin")), "archived_file_differs");
}

// Who may be what. Each pair of persons of the office is tried on a batch of its own.

const std::vector<std::string> office{"rob", "karin", "rita", "kim", "kees", "mo", "ada", "beheer"};

TEST_F(Batch, NobodySignsWhatHeProposedOrMade) {
    Practice::must(propose("rob"));
    EXPECT_EQ(code_of(sign("rob")), "signer_is_proposer");
    Practice::must(service::drop_line(practice.with("rita"), 1, rent_of(1)));
    EXPECT_EQ(code_of(sign("rita")), "signer_is_proposer");  // made the version
    EXPECT_EQ(code_of(sign("rob")), "signer_is_proposer");   // proposed the batch
    Practice::must(sign("kim"));
}

TEST_F(Batch, EveryPairOfSignersObeysTheRules) {
    // karin confirmed every account, rob entered them, and this month pays all for the first time.
    const auto may_sign = [](const std::string& user) {
        return user == "karin" || user == "rita" || user == "kim" || user == "kees";
    };
    for (const std::string& first : office) {
        for (const std::string& second : office) {
            Practice pair;
            pair.dossier({{.number = 1}});
            pair.split({{.number = 1}});
            Practice::must(service::propose_batch(pair.with("rob"), run));
            const auto one = service::sign_batch(pair.with(first), 1);
            const auto two = service::sign_batch(pair.with(second), 1);
            EXPECT_EQ(static_cast<bool>(one), may_sign(first)) << first;
            EXPECT_EQ(static_cast<bool>(two), may_sign(second)) << first << " then " << second;
            const bool enough = may_sign(first) && may_sign(second) && first != second;
            EXPECT_EQ(store::batch_by_id(pair.db(), 1)->state == "signed", enough)
                << first << ' ' << second;
            for (const std::string& releaser : {first, second, std::string{"rob"}}) {
                const bool has_signed =
                    may_sign(releaser) && (releaser == first || releaser == second);
                const bool may = releaser == "rob" || releaser == "rita" || releaser == "karin";
                const bool released =
                    static_cast<bool>(service::release_batch(pair.with(releaser), 1));
                EXPECT_EQ(released, enough && may && !has_signed)
                    << first << ' ' << second << " released by " << releaser;
            }
        }
    }
}

TEST_F(Batch, OneSignerHasNothingToDoWithAnAccountThatIsPaidForTheFirstTime) {
    Practice tied;
    Practice::must(
        service::import_dossier(tied.with("rita"), tied.file("d.jsonl", dossier_of(three))));
    tied.confirm_ibans("karin");
    tied.split(three);
    Practice::must(service::propose_batch(tied.with("rob"), run));
    Practice::must(service::sign_batch(tied.with("rita"), 1));
    EXPECT_EQ(code_of(service::sign_batch(tied.with("karin"), 1)), "signer_is_tied_to_first_iban");
    Practice::must(service::sign_batch(tied.with("kim"), 1));
    EXPECT_EQ(store::batch_by_id(tied.db(), 1)->state, "signed");
    // The bank has paid these accounts by the next month: now the same two may sign.
    tied.on("2026-11-26");
    Practice::must(service::release_batch(tied.with("rob"), 1));
    tied.on("2026-12-20");
    tied.split(three, {.id = "2026-12-REG", .month = "2026-12"});
    Practice::must(service::propose_batch(tied.with("rob"), "2026-12-REG"));
    Practice::must(service::sign_batch(tied.with("rita"), 2));
    Practice::must(service::sign_batch(tied.with("karin"), 2));
}

TEST_F(Batch, AnAccountIsNotKnownThroughABatchThatNeverWentToTheBank) {
    Practice tied;
    Practice::must(
        service::import_dossier(tied.with("rita"), tied.file("d.jsonl", dossier_of(three))));
    tied.confirm_ibans("karin");
    tied.split(three);
    Practice::must(service::propose_batch(tied.with("rob"), run));
    const std::int64_t decoy = 1;
    Practice::must(service::drop_line(tied.with("rob"), decoy, 1));
    Practice::must(service::propose_batch(tied.with("rob"), run));
    Practice::must(service::sign_batch(tied.with("rita"), 2));
    EXPECT_EQ(code_of(service::sign_batch(tied.with("karin"), 2)), "signer_is_tied_to_first_iban");
}

TEST_F(Batch, ALargerAmountNeedsMoreSignatures) {
    Practice strict{{.regelset_changes =
                         "[[handtekeningen]]\ntot_en_met = \"2000.00\"\naantal = 2\n"
                         "[[handtekeningen]]\naantal = 3\n"}};
    strict.dossier(three);
    strict.split(three);
    const auto proposed = service::propose_batch(strict.with("rob"), run);
    EXPECT_EQ(number_in(proposed.value(), "handtekeningen_nodig"), 3);
    Practice::must(service::sign_batch(strict.with("karin"), 1));
    Practice::must(service::sign_batch(strict.with("kim"), 1));
    EXPECT_EQ(code_of(service::release_batch(strict.with("rob"), 1)), "batch_is_not_signed");
    Practice::must(service::sign_batch(strict.with("kees"), 1));
    Practice::must(service::release_batch(strict.with("rob"), 1));
}

TEST_F(Batch, CutInPartsNeedsAsManySignaturesAsWhole) {
    Practice strict{{.regelset_changes =
                         "[[handtekeningen]]\ntot_en_met = \"2000.00\"\naantal = 2\n"
                         "[[handtekeningen]]\naantal = 3\n"}};
    strict.dossier(three);
    strict.split(three);
    Practice::must(service::propose_batch(strict.with("rob"), run));
    Practice::must(service::drop_line(strict.with("rob"), 1, 1));
    const auto part = service::propose_batch(strict.with("rob"), run);
    EXPECT_EQ(number_in(part.value(), "batch"), 2);
    EXPECT_EQ(number_in(part.value(), "handtekeningen_nodig"), 3);
}

TEST_F(Batch, IsNotReleasedOnSignaturesThatTheChainDoesNotKnow) {
    Practice::must(propose());
    Practice::must(sign("karin"));
    practice.db().execute(
        "INSERT INTO signature SELECT batch, version, user + 1, sheet_sha256, fact FROM signature;"
        "UPDATE batch SET state = 'signed'");
    EXPECT_EQ(code_of(release("rob")), "signatures_do_not_verify");
}

TEST_F(Batch, WhoSignedTwiceSignedOnce) {
    Practice::must(propose());
    Practice::must(sign("karin"));
    Practice::must(sign("karin"));
    EXPECT_EQ(store::signatures_of(practice.db(), 1, 1).size(), 1U);
    EXPECT_EQ(code_of(release("rob")), "batch_is_not_signed");
}

}  // namespace
}  // namespace ontzorgd::test
