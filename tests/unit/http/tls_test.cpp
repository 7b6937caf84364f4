// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/tls.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace ontzorgd::http {
namespace {

namespace fs = std::filesystem;

fs::path file_with(const std::string& name, const std::string& text) {
    fs::path path =
        fs::path{testing::TempDir()} / ("http-tls-" + std::to_string(::getpid()) + name);
    std::ofstream{path} << text;
    return path;
}

TEST(Tls, ReadsACertificateWithItsKey) {
    const SelfSigned made = make_self_signed();
    const auto read = TlsSettings::read({.certificate = file_with("cert", made.certificate),
                                         .key = file_with("key", made.key),
                                         .client_authorities = {}});
    EXPECT_TRUE(read);
}

TEST(Tls, RefusesAKeyOfAnotherCertificate) {
    const auto read =
        TlsSettings::read({.certificate = file_with("cert", make_self_signed().certificate),
                           .key = file_with("other-key", make_self_signed().key),
                           .client_authorities = {}});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "certificate_key_is_unusable");
}

TEST(Tls, SaysWhichFileIsNotWhatItShouldBe) {
    const SelfSigned made = make_self_signed();
    const fs::path certificate = file_with("cert", made.certificate);
    const fs::path key = file_with("key", made.key);
    const fs::path nothing = file_with("nothing", "niets");
    EXPECT_EQ(TlsSettings::read({.certificate = nothing, .key = key, .client_authorities = {}})
                  .error()
                  .code,
              "certificate_is_unusable");
    EXPECT_EQ(
        TlsSettings::read({.certificate = certificate, .key = "/er/niet", .client_authorities = {}})
            .error()
            .code,
        "certificate_key_is_unusable");
    EXPECT_EQ(
        TlsSettings::read({.certificate = certificate, .key = key, .client_authorities = nothing})
            .error()
            .code,
        "client_authorities_are_unusable");
}

}  // namespace
}  // namespace ontzorgd::http
