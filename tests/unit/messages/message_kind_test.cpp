// SPDX-License-Identifier: EUPL-1.2
#include "message_kind.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

TEST(MessageKind, ComesFromTheEndOfTheNamespace) {
    const MessageKind camt{.kind = "camt.053", .version = "08"};
    EXPECT_EQ(kind_of_namespace("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"), camt);
    EXPECT_EQ(kind_of_namespace("urn:swift:xsd:camt.053.001.08"), camt);
    EXPECT_EQ(camt.to_string(), "camt.053.001.08");
}

TEST(MessageKind, IsNotGuessedFromAnotherNamespace) {
    for (const char* uri :
         {"", "http://www.w3.org/1999/xhtml", "urn:camt.053.002.08", "camt.053.001.8",
          "urn:CAMT.053.001.08", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.0x"}) {
        EXPECT_EQ(kind_of_namespace(uri), std::nullopt) << uri;
    }
}

TEST(MessageKind, IsKnownWithoutVersionByTheElementInTheDocument) {
    EXPECT_EQ(kind_of_element("CstmrPmtStsRpt"), (MessageKind{.kind = "pain.002", .version = ""}));
    EXPECT_EQ(kind_of_element("BkToCstmrStmt")->to_string(), "camt.053");
    EXPECT_EQ(kind_of_element("Invoice"), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::messages
