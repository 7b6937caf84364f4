// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/passwords.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace ontzorgd::service {
namespace {

class Secrets : public ::testing::Test {
public:
    Secrets(const Secrets&) = delete;
    Secrets& operator=(const Secrets&) = delete;
    Secrets(Secrets&&) = delete;
    Secrets& operator=(Secrets&&) = delete;

protected:
    Secrets() {
        std::string name = (std::filesystem::temp_directory_path() / "ontzorgd-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        auto made =
            Municipality::init({.state = folder_ / "gemeente", .keys = folder_ / "sleutels"},
                               {.gemeente = "1734",
                                .naam = "Gemeente Overbetuwe",
                                .rehearsal = true,
                                .seed = "passwords"},
                               1'796'025'600);
        EXPECT_TRUE(made) << made.error().code;
        if (made) town_.emplace(std::move(made).value());
    }
    ~Secrets() override {
        town_.reset();
        std::filesystem::remove_all(folder_);
    }

    Municipality& town() { return *town_; }

private:
    std::filesystem::path folder_;
    std::optional<Municipality> town_;
};

TEST_F(Secrets, OfAPasswordFitOnlyThatPasswordAndThatSalt) {
    const base::Digest hash = password_hash(town(), "een lang wachtwoord", "salt of anna");
    EXPECT_TRUE(password_fits(town(), "een lang wachtwoord", "salt of anna", hash));
    EXPECT_FALSE(password_fits(town(), "een lang Wachtwoord", "salt of anna", hash));
    EXPECT_FALSE(password_fits(town(), "een lang wachtwoord", "salt of bram", hash));
    EXPECT_FALSE(password_fits(town(), "", "salt of anna", hash));
}

TEST_F(Secrets, OfABsnOpenForItsOwnClientOnly) {
    const std::string sealed = sealed_bsn(town(), "C0001", "900000018");
    EXPECT_EQ(sealed.find("900000018"), std::string::npos);
    EXPECT_EQ(opened_bsn(town(), "C0001", sealed), "900000018");
    EXPECT_EQ(opened_bsn(town(), "C0002", sealed), "");
}

TEST_F(Secrets, OfABsnStayShutWhenAByteWasChanged) {
    const std::string sealed = sealed_bsn(town(), "C0001", "900000018");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_EQ(opened_bsn(town(), "C0001", changed), "") << "byte " << i;
        EXPECT_EQ(opened_bsn(town(), "C0001", sealed.substr(0, i)), "") << "cut at " << i;
    }
}

TEST_F(Secrets, OfTwoClientsShareNoNonce) {
    const std::string one = sealed_bsn(town(), "C0001", "900000018");
    const std::string other = sealed_bsn(town(), "C0002", "900000018");
    EXPECT_NE(one.substr(1, 12), other.substr(1, 12));
}

}  // namespace
}  // namespace ontzorgd::service
