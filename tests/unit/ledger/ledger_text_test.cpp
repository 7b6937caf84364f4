// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/ledger_text.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <unistd.h>

namespace ontzorgd::ledger {
namespace {

using namespace values::literals;

const values::CivilDate day{2026, 11, 24};

/// What a shell command says, and how it ended.
struct Answer {
    std::string text;
    int status = -1;
};

Answer run(const std::string& command) {
    Answer answer;
    FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return answer;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
        answer.text += buffer.data();
    }
    answer.status = pclose(pipe);
    return answer;
}

/// A journal on disk for as long as the test looks at it.
class JournalFile {
public:
    explicit JournalFile(const std::string& text)
        : path_{std::filesystem::temp_directory_path() /
                ("ontzorgd-journal-" + std::to_string(getpid()) + ".ledger")} {
        std::ofstream{path_} << text;
    }
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;
    JournalFile(JournalFile&&) = delete;
    JournalFile& operator=(JournalFile&&) = delete;
    ~JournalFile() { std::filesystem::remove(path_); }

    [[nodiscard]] Answer balance() const {
        return run("ledger --init-file /dev/null -f '" + path_.string() + "' balance --flat");
    }

private:
    std::filesystem::path path_;
};

bool ledger_is_installed() {
    return run("ledger --version").status == 0;
}

std::string one_month() {
    return to_ledger_text(JournalEntryBuilder{1, day, "run_accepted"}
                              .debit(Account::uitkering_vordering(), 123456_cent)
                              .credit(Account::te_verdelen(), 123456_cent)
                              .finish()) +
           to_ledger_text(JournalEntryBuilder{2, day, "run_split"}
                              .debit(Account::te_verdelen(), 123456_cent)
                              .credit(Account::te_betalen("huur"), 65010_cent)
                              .credit(Account::te_betalen("leefgeld"), 58446_cent)
                              .finish());
}

TEST(LedgerText, IsOneParagraphPerEntry) {
    EXPECT_EQ(one_month(),
              "2026-11-24 * (1) run_accepted\n"
              "    uitkering:vordering                        EUR 1234.56\n"
              "    client:te_verdelen                        EUR -1234.56\n"
              "\n"
              "2026-11-24 * (2) run_split\n"
              "    client:te_verdelen                         EUR 1234.56\n"
              "    client:te_betalen:huur                     EUR -650.10\n"
              "    client:te_betalen:leefgeld                 EUR -584.46\n"
              "\n");
}

TEST(LedgerText, SaysNothingOfAnEmptyEntry) {
    EXPECT_EQ(to_ledger_text(JournalEntryBuilder{1, day, "run_accepted"}.finish()), "");
}

TEST(LedgerText, LeavesTwoBlanksAfterTheLongestAccount) {
    const Account longest = Account::te_betalen(std::string(40, 'z'));
    const std::string text = to_ledger_text(JournalEntryBuilder{1, day, "run_split"}
                                                .debit(longest, values::Euro::max())
                                                .credit(Account::te_verdelen(), values::Euro::max())
                                                .finish());
    EXPECT_NE(text.find(longest.to_string() + "  EUR 1000000000000.00\n"), std::string::npos);
}

TEST(LedgerText, BalancesInTheEyesOfLedgerCli) {
    if (!ledger_is_installed()) GTEST_SKIP() << "skipped: the program ledger is not installed";

    const Answer answer = JournalFile{one_month()}.balance();

    EXPECT_EQ(answer.status, 0) << answer.text;
    EXPECT_NE(answer.text.find("EUR 1234.56  uitkering:vordering"), std::string::npos);
    EXPECT_NE(answer.text.find("EUR -650.10  client:te_betalen:huur"), std::string::npos);
    // The last line of a balance report is the sum of all accounts.
    EXPECT_TRUE(answer.text.ends_with("\n                   0\n")) << answer.text;
}

TEST(LedgerText, IsRefusedByLedgerCliWhenOneCentIsChanged) {
    if (!ledger_is_installed()) GTEST_SKIP() << "skipped: the program ledger is not installed";
    std::string text = one_month();
    text.replace(text.find("-650.10"), 7, "-650.11");

    const Answer answer = JournalFile{text}.balance();

    EXPECT_NE(answer.status, 0);
    EXPECT_NE(answer.text.find("does not balance"), std::string::npos) << answer.text;
}

TEST(LedgerText, BalancesInTheEyesOfLedgerCliForAnyEntries) {
    if (!ledger_is_installed()) GTEST_SKIP() << "skipped: the program ledger is not installed";
    constexpr unsigned seed = 20261124;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random{seed};
    const std::array<Account, 10> accounts{
        Account::bank(1),       Account::uitkering_vordering(), Account::te_verdelen(),
        Account::aangehouden(), Account::te_betalen("huur"),    Account::teruggekomen(),
        Account::onderweg(1),   Account::suspense(1),           Account::known_other(1),
        Account::beginsaldo(1)};
    std::string text;
    for (std::int64_t fact = 1; fact <= 200; ++fact) {
        JournalEntryBuilder builder{fact, day.plus_days(static_cast<int>(fact)), "any"};
        for (int i = 0; i < 5; ++i) {
            const auto amount = values::Euro::from_cents(static_cast<int>(random() % 1'000'000));
            builder.debit(accounts.at(random() % 10), amount);
            builder.credit(accounts.at(random() % 10), amount);
        }
        text += to_ledger_text(builder.finish());
    }

    const Answer answer = JournalFile{text}.balance();

    EXPECT_EQ(answer.status, 0) << answer.text;
    EXPECT_TRUE(answer.text.ends_with("\n                   0\n")) << answer.text;
}

}  // namespace
}  // namespace ontzorgd::ledger
