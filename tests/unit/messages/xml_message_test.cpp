// SPDX-License-Identifier: EUPL-1.2
#include "xml_message.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

TEST(MessageOfXml, IsToldByTheBeginningOfTheDocument) {
    EXPECT_EQ(message_of_xml("<?xml version='1.0'?><!-- x -->\n<Document "
                             "xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'>\n<Cst"),
              "pain.002.001.10");
    EXPECT_EQ(message_of_xml("<Document><CstmrPmtStsRpt><GrpHdr>"), "pain.002");
    EXPECT_EQ(message_of_xml("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>"),
              "camt.053.001.08");
    EXPECT_EQ(
        message_of_xml("<Envelope><AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.01'/>"
                       "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'>"),
        "pain.002.001.03");
    EXPECT_EQ(message_of_xml("<html><body>"), "");
    EXPECT_EQ(message_of_xml("<!DOCTYPE x><Document>"), "");
    EXPECT_EQ(message_of_xml(""), "");
}

}  // namespace
}  // namespace ontzorgd::messages
