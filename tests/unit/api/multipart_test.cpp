// SPDX-License-Identifier: EUPL-1.2
#include "multipart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::api {
namespace {

struct Read {
    std::string file{};
    std::vector<std::string> findings{};
};

/// In pieces of this many bytes.
Read read(std::string_view text, std::size_t piece = 1000) {
    Read made;
    Multipart form{"grens", [&](std::string_view part) { made.file += part; }};
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
        form.take(text.substr(0, piece));
    }
    if (const auto whole = form.end(); !whole) {
        for (const base::Error& cause : whole.error().causes) made.findings.push_back(cause.code);
    }
    return made;
}

std::string part(const std::string& content, const std::string& name = "bestand",
                 const std::string& more = {}) {
    return "--grens\r\nContent-Disposition: form-data; name=\"" + name +
           "\"; filename=\"a;b.xml\"\r\n" + more + "\r\n" + content + "\r\n";
}
const std::string end = "--grens--\r\n";
using Codes = std::vector<std::string>;

TEST(Multipart, GivesTheFileInWhateverPiecesItComes) {
    const std::string file = "<a>\r\n--gren\r\n--\r\n-\r\n\r\n--grenz</a>";
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U}) {
        const Read made = read("voorwoord\r\n" + part(file) + end + "nawoord", piece);
        EXPECT_EQ(made.findings, Codes{}) << piece;
        EXPECT_EQ(made.file, file) << piece;
    }
}

TEST(Multipart, TakesAnEmptyFileAndAPartWithoutFileName) {
    EXPECT_EQ(read(part("") + end).findings, Codes{});
    EXPECT_EQ(read(part("") + end).file, "");
    const Read bare = read(
        "--grens\r\ncontent-disposition: form-data; name=bestand\r\n"
        "Content-Type: text/csv\r\n\r\nx\r\n--grens--");
    EXPECT_EQ(bare.findings, Codes{});
    EXPECT_EQ(bare.file, "x");
}

TEST(Multipart, IsRefusedWhenItIsCutOffAnywhere) {
    const std::string whole = part("inhoud") + "--grens--";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(read(whole.substr(0, size)).findings, Codes{"multipart_is_cut_short"}) << size;
    }
}

TEST(Multipart, TellsAllThatIsWrong) {
    EXPECT_EQ(read(part("a") + part("b") + end).findings, Codes{"field_is_given_twice"});
    EXPECT_EQ(read(part("a", "file") + end).findings,
              (Codes{"field_is_unknown", "field_is_missing"}));
    EXPECT_EQ(
        read(part("a", "bestand", "Content-Type: multipart/mixed; boundary=x\r\n") + end).findings,
        Codes{"multipart_is_nested"});
    EXPECT_EQ(read(part("YQ==", "bestand", "Content-Transfer-Encoding: base64\r\n") + end).findings,
              Codes{"multipart_is_encoded"});
    EXPECT_EQ(read("--grens\r\n\r\nx\r\n" + part("a") + end).findings,
              Codes{"multipart_is_malformed"});
    EXPECT_EQ(read(end).findings, Codes{"field_is_missing"});
    EXPECT_EQ(read("--grensX\r\n").findings, Codes{"multipart_is_malformed"});
}

TEST(Multipart, KeepsNoMoreThanItNeeds) {
    EXPECT_EQ(read(part("a", "bestand", "X: " + std::string(5000, 'x') + "\r\n") + end).findings,
              Codes{"multipart_header_is_too_long"});
    EXPECT_EQ(read("--grens\r\nX: " + std::string(9000, 'x'), 100).findings,
              Codes{"multipart_header_is_too_long"});
    EXPECT_EQ(read("--grens" + std::string(100, ' ')).findings, Codes{"multipart_is_malformed"});
    std::string many;
    for (int i = 0; i < 20; ++i) many += part("a", "een");
    EXPECT_EQ(read(many + end).findings.back(), "multipart_is_malformed");
}

TEST(Multipart, BeginsWithABoundaryThatMayBeOne) {
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=abc").value(), "abc");
    EXPECT_EQ(boundary_of("multipart/form-data; Boundary=\"a b;c\"").error().code,
              "multipart_boundary_is_missing");
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=\"a b:c\"").value(), "a b:c");
    for (const std::string& wrong :
         {std::string{"multipart/form-data"}, std::string{"multipart/form-data; boundary="},
          std::string{"multipart/form-data; boundary=a; boundary=b"},
          "multipart/form-data; boundary=" + std::string(71, 'a'),
          std::string{"multipart/form-data; boundary=\"a \""}}) {
        EXPECT_FALSE(boundary_of(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace ontzorgd::api
