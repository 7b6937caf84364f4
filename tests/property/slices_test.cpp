// SPDX-License-Identifier: EUPL-1.2
//
// Law: whatever others do between two slices of an import or a split, and wherever it is cut short,
// books and chain agree; what does not touch a split leaves it as it would have been.
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/exception.h"
#include "support/town.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::test {
namespace {

/// Small acts of others at borders drawn by chance, in the import and in the split.
class Others {
public:
    Others(Practice& practice, unsigned seed) : practice_{practice}, chance_{seed} {}

    /// What touches no split.
    void beside() {
        if (is_drawn()) sign();
        if (is_drawn()) judge();
        if (is_drawn()) {
            Practice::must(service::hold_client(practice_.with("mo"), "C0003", "Overleg"));
            Practice::must(service::unhold_client(practice_.with("mo"), "C0003", "Besproken"));
        }
    }
    /// What may.
    void anything() {
        beside();
        const std::string client = "C" + padded(std::uniform_int_distribution{4, 7}(chance_));
        // Who is on hold already is not put on hold again, and the other way round.
        if (is_drawn()) {
            static_cast<void>(service::hold_client(practice_.with("mo"), client, "Wacht"));
        }
        if (is_drawn()) {
            static_cast<void>(service::unhold_client(practice_.with("mo"), client, "Besproken"));
        }
        if (is_drawn()) {
            Practice::must(
                service::record_iban(practice_.with("rob"), client, dutch_iban(++iban_)));
        }
        if (is_drawn()) practice_.confirm_ibans("karin");
    }

private:
    bool is_drawn() { return std::uniform_int_distribution{0, 2}(chance_) == 0; }
    /// A batch of an earlier run, by one person after the other.
    void sign() {
        if (signers_.empty()) return;
        // Somebody may have recorded an account of it anew: then nobody signs it.
        if (service::sign_batch(practice_.with(signers_.back()), 1)) signers_.pop_back();
    }
    /// A shortage of an earlier run is judged.
    void judge() {
        const auto open = store::open_exceptions(practice_.db(), "last_niet_betaald");
        if (open.empty()) return;
        Practice::must(
            service::close_exception(practice_.with("mo"), open.front().id, "Zelf betaald"));
    }

    Practice& practice_;
    std::mt19937 chance_;
    std::vector<std::string> signers_{"kim", "karin"};
    int iban_ = 700;
};

/// A run of October that is in a batch, with a shortage, and the run of November in slices.
class RandomActs : public Town {
public:
    std::string month(unsigned seed, bool only_beside, int crash_at) {
        practice.split({{.number = 4, .net = "500.00"}, {.number = 5}},
                       {.id = "2026-10-NAB", .month = "2026-10", .soort = "correctie"});
        Practice::must(service::propose_batch(practice.with("rob"), "2026-10-NAB"));
        Others others{practice, seed};
        int border = 0;
        const auto between = [&] {
            if (seed == 0) return;
            if (only_beside) {
                others.beside();
            } else {
                others.anything();
            }
            if (++border == crash_at) throw Crash{};
        };
        const auto whatever_comes = [&](const auto& command) {
            try {
                Practice::must(command());
            } catch (const Crash&) {
                practice.reopen();
                expect_books_and_chain();
                Practice::must(command());
            }
        };
        whatever_comes([&] { return import(2, between); });
        Practice::must(service::accept_held(practice.with("karin"), run_id));
        whatever_comes([&] { return split(2, between); });
        expect_books_and_chain();
        std::string payments;
        const auto run = store::find_run(practice.db(), run_id)->id;
        store::for_each_split_line(practice.db(), run, [&](const store::SplitLineRow& line) {
            payments += std::to_string(line.household.number()) + ' ' + std::to_string(line.kind) +
                        ' ' + line.to_pay.to_string() + ' ' + std::to_string(line.instruction) +
                        '\n';
        });
        return payments;
    }
};

TEST(SmallActsBetweenSlices, ThatTouchNoSplitLeaveItAsItWouldBe) {
    const std::string alone = RandomActs{}.month(0, true, 0);
    EXPECT_FALSE(alone.empty());
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomActs town;
        EXPECT_EQ(town.month(seed, true, static_cast<int>(seed)), alone);
        if (seed % 4 == 0) town.expect_verified_by_others();
    }
}

TEST(SmallActsBetweenSlices, LeaveBooksAndAChainThatAgree) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomActs town;
        EXPECT_FALSE(town.month(seed, false, static_cast<int>(seed)).empty());
        if (seed % 4 == 0) town.expect_verified_by_others();
    }
}

}  // namespace
}  // namespace ontzorgd::test
