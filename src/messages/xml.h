// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// @file
/// XML from outside, as a stream of elements in memory that does not grow.
///
/// libxml2 SAX2 behind one door, with everything off that an attacker could use
/// (docs/decisions.md): any DOCTYPE is refused before its content is read, so there are no entities
/// but the five of XML; no network, no external files, no HUGE. Names are local names: a reader
/// that cares for the namespace asks for it.
namespace ontzorgd::messages {

/// What a document may have at most. The messages we read stay far below; only an attack does not.
struct XmlLimits {
    /// Below 2 GiB: libxml2 2.9 counts parts of a document in ints. One million entries of a
    /// camt.053.001.08 take 0.8 GB.
    std::uint64_t bytes = 2'000'000'000;
    /// The deepest ISO 20022 message stays under 25.
    std::size_t depth = 64;
    /// ISO 20022 texts end at 500 characters, a few at 20,000 and signatures at more.
    std::size_t text_bytes = 100'000;
    std::size_t attributes = 64;
};

struct XmlAttribute {
    std::string_view name;
    std::string_view value;
};

/// A start tag; everything in it but its name is gone after start() returns. Within one document
/// the same name is at the same address, so that a handler may remember names by address.
class XmlElement {
public:
    XmlElement(std::string_view name, const char* namespace_uri,
               std::span<const XmlAttribute> attributes, std::int64_t line)
        : name_{name}, namespace_uri_{namespace_uri}, attributes_{attributes}, line_{line} {}

    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] std::string_view namespace_uri() const {
        return namespace_uri_ == nullptr ? std::string_view{} : std::string_view{namespace_uri_};
    }
    [[nodiscard]] std::span<const XmlAttribute> attributes() const { return attributes_; }
    /// The line that the start tag ends on.
    [[nodiscard]] std::int64_t line() const { return line_; }
    /// The value of an attribute, or nothing.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;

private:
    std::string_view name_;
    const char* namespace_uri_;
    std::span<const XmlAttribute> attributes_;
    std::int64_t line_;
};

/// Receives a document, element by element. An exception from here comes out of read_xml().
class XmlHandler {
public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    XmlHandler(XmlHandler&&) = delete;
    XmlHandler& operator=(XmlHandler&&) = delete;
    virtual ~XmlHandler() = default;

    /// True when end() needs the text of this element.
    virtual bool start(const XmlElement& element) = 0;
    /// `text` is the text of an element that asked for it, exactly as delivered, and empty
    /// otherwise. Of an element that has elements as well only blanks are allowed as text, and none
    /// are given.
    virtual void end(std::string_view name, std::string_view text) = 0;

    /// Set by stop(): why the rest of the document is not read.
    [[nodiscard]] const std::optional<base::Error>& stopped() const { return stopped_; }

protected:
    /// Ends the reading with this error; the first one counts.
    void stop(const base::Failure& failure) {
        if (!stopped_) stopped_ = failure.error;
    }

private:
    std::optional<base::Error> stopped_;
};

/// Reads one document to its end. What went wrong has a detail `line`. Errors (malformed):
/// file_is_empty, file_is_too_large, xml_has_nul_byte, xml_has_doctype, xml_has_entity,
/// xml_is_too_deep, xml_text_is_too_long, xml_has_too_many_attributes, xml_mixes_text_and_elements,
/// xml_encoding_is_wrong, xml_is_cut_or_broken; those of the source; what the handler stopped with.
[[nodiscard]] base::Result<base::Done> read_xml(const ByteSource& source, XmlHandler& handler,
                                                const XmlLimits& limits = {});

}  // namespace ontzorgd::messages
