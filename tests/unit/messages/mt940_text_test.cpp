// SPDX-License-Identifier: EUPL-1.2
#include "mt940_text.h"

#include <gtest/gtest.h>

#include <tuple>

namespace ontzorgd::messages {
namespace {

std::string decoded(std::string_view bytes) {
    Mt940Text text;
    return std::string{text.decode(bytes)};
}

std::string assumed(std::string_view bytes) {
    Mt940Text text;
    std::ignore = text.decode(bytes);
    return text.assumed();
}

TEST(Mt940Text, ThatIsUtf8StaysAsItIs) {
    EXPECT_EQ(decoded("Ren\xC3\xA9 \xE2\x82\xAC 5"), "Ren\xC3\xA9 \xE2\x82\xAC 5");
    EXPECT_EQ(assumed("Ren\xC3\xA9"), "UTF-8");
    EXPECT_EQ(decoded("huur"), "huur");
    EXPECT_EQ(assumed("huur"), "ASCII");
}

TEST(Mt940Text, OfWindows1252BecomesUtf8) {
    EXPECT_EQ(decoded("Ren\xE9 Co\xEBlho"), "René Coëlho");
    EXPECT_EQ(decoded("Caf\xC9 \x80 5, auto\x92s"), "CafÉ € 5, auto’s");
    EXPECT_EQ(decoded("\x93huur\x94 \x96 etc\x85"), "“huur” – etc…");
    EXPECT_EQ(assumed("Ren\xE9"), "windows-1252");
    EXPECT_EQ(assumed("auto\x92s"), "windows-1252");
}

TEST(Mt940Text, OfCodePage850BecomesUtf8) {
    EXPECT_EQ(decoded("Ren\x82 Co\x89lho"), "René Coëlho");
    EXPECT_EQ(decoded("M\x81ller, K\x94ln, B\x84r"), "Müller, Köln, Bär");
    EXPECT_EQ(decoded("Gar\x87on, caf\x90"), "Garçon, cafÉ");
    EXPECT_EQ(assumed("Ren\x82"), "cp850");
}

TEST(Mt940Text, ThatTellsNothingIsReadAsTheFieldsBeforeIt) {
    Mt940Text text;
    std::ignore = text.decode("Ren\x82");
    EXPECT_EQ(text.decode("\x80 5"), "Ç 5");
    EXPECT_EQ(text.assumed(), "cp850");
    EXPECT_EQ(decoded("\x80 5"), "€ 5");
}

TEST(Mt940Text, SaysEachAssumptionThatWasMade) {
    Mt940Text text;
    std::ignore = text.decode("Ren\xC3\xA9");
    std::ignore = text.decode("Ren\xE9");
    EXPECT_EQ(text.assumed(), "UTF-8+windows-1252");
}

TEST(Mt940Text, OfAnyByteIsUtf8AndOneCharacterForEachByte) {
    for (int byte = 0x80; byte <= 0xFF; ++byte) {
        for (const char* around : {"", "a", " "}) {
            const std::string bytes =
                std::string{around} + static_cast<char>(byte) + std::string{around};
            const std::string text = decoded(bytes);
            EXPECT_GE(text.size(), bytes.size() + 1);
            EXPECT_LE(text.size(), bytes.size() + 2);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::messages
