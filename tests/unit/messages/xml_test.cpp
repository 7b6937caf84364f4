// SPDX-License-Identifier: EUPL-1.2
#include "xml.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ontzorgd::messages {
namespace {

/// Writes down what it receives; asks for the text of elements whose name is one letter.
class Recorder : public XmlHandler {
public:
    bool start(const XmlElement& element) override {
        if (element.name() == "stop") stop(base::refuse("told_to_stop"));
        if (element.name() == "throw") throw std::runtime_error{"from the handler"};
        log += "<" + std::string{element.name()};
        for (const auto& one : element.attributes()) {
            log += " " + std::string{one.name} + "=" + std::string{one.value};
        }
        log += ">";
        namespace_uri = element.namespace_uri();
        return element.name().size() == 1;
    }
    void end(std::string_view name, std::string_view text) override {
        log += std::string{text} + "</" + std::string{name} + ">";
    }
    std::string log;
    std::string namespace_uri;
};

struct Outcome {
    std::string code;
    std::string line;
    std::string log;
};

/// Reads `text` in blocks of `block` bytes.
Outcome read(std::string_view text, std::size_t block = 1'000'000, const XmlLimits& limits = {}) {
    Recorder recorder;
    const auto done = read_xml(
        [&]() -> base::Result<std::span<const char>> {
            const std::string_view next = text.substr(0, block);
            text.remove_prefix(next.size());
            return std::span<const char>{next};
        },
        recorder, limits);
    if (done) return {.code = "", .line = "", .log = recorder.log};
    return {.code = done.error().code,
            .line = std::string{done.error().detail("line")},
            .log = recorder.log};
}

TEST(Xml, GivesElementsAttributesAndTextInOrder) {
    const auto seen =
        read("<r x='1' y='a&amp;b'><a>t&lt;<![CDATA[<u>]]></a><b/>\n<cc>not asked</cc></r>");
    EXPECT_EQ(seen.code, "");
    EXPECT_EQ(seen.log, "<r x=1 y=a&b><a>t<<u></a><b></b><cc></cc></r>");
}

TEST(Xml, ReadsTheSameWhateverTheBlocks) {
    const std::string text = "<r><a Ccy='EUR'>12.50</a><!-- c --><?p i?><b>caf\xC3\xA9</b></r>";
    const std::string whole = read(text).log;
    for (std::size_t block = 1; block < text.size(); ++block)
        EXPECT_EQ(read(text, block).log, whole);
}

TEST(Xml, KnowsNamesWithoutPrefixAndTheNamespaceBesideIt) {
    Recorder recorder;
    ASSERT_TRUE(read_xml(source_of("<n:r xmlns:n='urn:x'><n:aa/></n:r>"), recorder));
    EXPECT_EQ(recorder.log, "<r><aa></aa></r>");
    EXPECT_EQ(recorder.namespace_uri, "urn:x");
}

TEST(Xml, RefusesAnyDoctypeBeforeItsContent) {
    for (const char* text :
         {"<!DOCTYPE r><r/>", "<!DOCTYPE r SYSTEM 'http://localhost/x.dtd'><r/>",
          "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r><a>&e;</a></r>",
          "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
          "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><r>&c;</r>",
          "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r/>"}) {
        const auto seen = read(text);
        EXPECT_EQ(seen.code, "xml_has_doctype") << text;
        EXPECT_EQ(seen.log, "") << text;
    }
}

TEST(Xml, KnowsNoEntitiesButThoseOfXml) {
    EXPECT_EQ(read("<r><a>&#65;&quot;&#x20AC;</a></r>").log, "<r><a>A\"\xE2\x82\xAC</a></r>");
    EXPECT_EQ(read("<r><a>&eacute;</a></r>").code, "xml_has_entity");
    EXPECT_EQ(read("<r x='&eacute;'/>").code, "xml_has_entity");
}

TEST(Xml, IsNotReadWhenItIsEmpty) {
    EXPECT_EQ(read("").code, "file_is_empty");
    EXPECT_EQ(read(" \r\n\t\n").code, "file_is_empty");
    EXPECT_EQ(read("\xEF\xBB\xBF").code, "file_is_empty");
    EXPECT_EQ(read("no xml").code, "xml_is_cut_or_broken");
}

TEST(Xml, SaysOnWhichLineItIsCutOrBroken) {
    const auto cut = read("<r>\n<a>1</a>\n<b>");
    EXPECT_EQ(cut.code, "xml_is_cut_or_broken");
    EXPECT_EQ(cut.line, "3");
    EXPECT_EQ(read("<r>\n</q>").code, "xml_is_cut_or_broken");
    EXPECT_EQ(read("<r/><r/>").code, "xml_is_cut_or_broken");
    EXPECT_EQ(read("<r/>\n<!DOCTYPE r>").code, "xml_is_cut_or_broken");
    EXPECT_EQ(read("<r a='1' a='2'/>").code, "xml_is_cut_or_broken");
}

TEST(Xml, RefusesNulBytesWhereverTheyStand) {
    const std::string inside{"<r><a>1\0002</a></r>", 18};
    EXPECT_EQ(read(inside).code, "xml_has_nul_byte");
    EXPECT_EQ(read(std::string{"<r/>\0<r/>", 9}).code, "xml_has_nul_byte");
}

TEST(Xml, TakesTheEncodingThatTheDocumentDeclares) {
    EXPECT_EQ(read("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>").log,
              "<a>caf\xC3\xA9</a>");
    EXPECT_EQ(read("\xEF\xBB\xBF<?xml version='1.0'?><a>x</a>").log, "<a>x</a>");
    EXPECT_EQ(read(std::string{"\xFF\xFE<\0a\0/\0>\0", 10}).log, "<a></a>");
    EXPECT_EQ(read("<?xml version='1.0'?>\n<a>caf\xE9 au lait</a>").code, "xml_encoding_is_wrong");
    EXPECT_EQ(read("<?xml version='1.0' encoding='KLINGON'?><a/>").code, "xml_encoding_is_wrong");
}

TEST(Xml, ReadsCarriageReturnsAsLineEnds) {
    EXPECT_EQ(read("<r>\r\n<a>1\r\n2</a>\r\n</r>\r\n").log, "<r><a>1\n2</a></r>");
}

TEST(Xml, StopsAtDepthTextAndAttributesBeforeTheyHurt) {
    std::string deep;
    for (int level = 0; level < 200'000; ++level) deep += "<t>";
    EXPECT_EQ(read(deep).code, "xml_is_too_deep");
    const std::string text(100'001, 'x');
    EXPECT_EQ(read("<a>" + text + "</a>").code, "xml_text_is_too_long");
    EXPECT_EQ(read("<a>" + text.substr(1) + "</a>").code, "");
    EXPECT_EQ(read("<rr>" + text + "</rr>").code, "") << "text that nobody asked for is not kept";
    std::string attributes;
    for (int at = 0; at < 65; ++at) attributes += " x" + std::to_string(at) + "=''";
    EXPECT_EQ(read("<a" + attributes + "/>").code, "xml_has_too_many_attributes");
    EXPECT_EQ(read("<r>" + std::string(1000, ' ') + "</r>", 100, {.bytes = 500}).code,
              "file_is_too_large");
}

TEST(Xml, RefusesTextBetweenElementsWhereTextCounts) {
    EXPECT_EQ(read("<a>12<b/>34</a>").code, "xml_mixes_text_and_elements");
    EXPECT_EQ(read("<a><b/>34</a>").code, "xml_mixes_text_and_elements");
    EXPECT_EQ(read("<a> <b/> </a>").log, "<a><b></b></a>");
    EXPECT_EQ(read("<a>12<!-- -->34</a>").log, "<a>1234</a>");
}

TEST(Xml, EndsWithWhatTheHandlerStoppedWith) {
    const auto seen = read("<r>\n<stop/><a>1</a></r>");
    EXPECT_EQ(seen.code, "told_to_stop");
    EXPECT_EQ(seen.line, "2");
    EXPECT_EQ(seen.log, "<r><stop>") << "nothing comes after it";
}

TEST(Xml, LetsAnExceptionOfTheHandlerThrough) {
    EXPECT_THROW(read("<r><throw/></r>"), std::runtime_error);
}

TEST(Xml, PassesOnWhatTheSourceSays) {
    Recorder recorder;
    int calls = 0;
    const auto done = read_xml(
        [&]() -> base::Result<std::span<const char>> {
            if (calls++ > 0) return base::malformed("disk_on_fire");
            return std::span<const char>{std::string_view{"<r><a>1</a>"}};
        },
        recorder);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "disk_on_fire");
}

}  // namespace
}  // namespace ontzorgd::messages
