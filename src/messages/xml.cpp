// SPDX-License-Identifier: EUPL-1.2
#include "xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Failure;
using base::Result;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{}
                           : std::string_view{reinterpret_cast<const char*>(text)};
}

/// Refuses every external file: nothing we read may point elsewhere.
xmlParserInputPtr no_external_entity(const char* /*url*/, const char* /*id*/,
                                     xmlParserCtxtPtr /*parser*/) {
    return nullptr;
}

void prepare_libxml() {
    [[maybe_unused]] static const bool prepared = [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(no_external_entity);
        return true;
    }();
}

/// An attribute as it was meant: libxml2 resolves references in it, but keeps an & as "&#38;".
std::string with_ampersands(std::string_view value) {
    constexpr std::string_view written = "&#38;";
    std::string text;
    for (;;) {
        const std::size_t at = value.find(written);
        text += value.substr(0, at);
        if (at == std::string_view::npos) return text;
        text += '&';
        value.remove_prefix(at + written.size());
    }
}

struct FreeParser {
    void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};

/// Blocks of the source, cut into what libxml2 asks for, watched for size and NUL bytes.
class Input {
public:
    Input(const ByteSource& source, const XmlLimits& limits)
        : source_{source}, max_bytes_{limits.bytes} {}

    /// `size` bytes, fewer only at the end, -1 after an error. Always as many as asked for: libxml2
    /// looks ahead in what one read gave it, and takes too little for the end of a name or comment.
    int read(char* to, int size) {
        const auto wanted = static_cast<std::size_t>(size);
        std::size_t done = 0;
        while (done < wanted && (!block_.empty() || refill())) {
            const std::size_t part = std::min(block_.size(), wanted - done);
            std::ranges::copy(block_.first(part), to + done);
            block_ = block_.subspan(part);
            done += part;
        }
        return error_ ? -1 : static_cast<int>(done);
    }
    [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }
    [[nodiscard]] bool is_blank() const { return !has_begun_ && held_.empty(); }
    /// Lines that were left out before the document.
    [[nodiscard]] int skipped_lines() const { return lines_; }

private:
    bool refill() {
        if (ended_) return false;
        auto next = source_();
        if (!next) return refuse(next.failure());
        block_ = next.value();
        ended_ = block_.empty();
        // What looked like a mark that was cut was none.
        if (ended_ && !has_begun_ && !held_.empty()) {
            has_begun_ = true;
            block_ = held_;
        }
        if (block_.empty()) return false;
        if (ended_) return true;
        if (bytes_ == 0) is_utf16_ = has_begun_ = begins_as_utf16();
        bytes_ += block_.size();
        if (bytes_ > max_bytes_) {
            return refuse(
                base::malformed("file_is_too_large", {{"max_bytes", std::to_string(max_bytes_)}}));
        }
        // libxml2 would stop reading at a NUL as if the document ended there.
        if (!is_utf16_ && std::memchr(block_.data(), '\0', block_.size()) != nullptr) {
            return refuse(base::malformed("xml_has_nul_byte"));
        }
        if (!has_begun_ && !is_utf16_) skip_to_begin();
        return true;
    }
    /// Some banks write blanks or marks before the declaration, where nothing may stand.
    void skip_to_begin() {
        held_.append(block_.begin(), block_.end());
        std::string_view rest = held_;
        while (!rest.empty()) {
            if (is_blank_char(rest.front())) {
                lines_ += rest.front() == '\n' ? 1 : 0;
                rest.remove_prefix(1);
            } else if (rest.starts_with(utf8_mark)) {
                rest.remove_prefix(utf8_mark.size());
            } else {
                break;
            }
        }
        held_.erase(0, held_.size() - rest.size());
        // A mark may be cut in two by the end of a block.
        has_begun_ = !utf8_mark.starts_with(held_);
        block_ = has_begun_ ? std::span<const char>{held_} : std::span<const char>{};
    }
    bool refuse(const Failure& failure) {
        error_ = failure.error;
        block_ = {};
        ended_ = true;
        return false;
    }
    /// UTF-16 has NUL bytes by nature; libxml2 looks for them after decoding.
    [[nodiscard]] bool begins_as_utf16() const {
        const std::string_view begin{block_.data(), std::min<std::size_t>(block_.size(), 2)};
        return begin == "\xFE\xFF" || begin == "\xFF\xFE";
    }
    static bool is_blank_char(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    const ByteSource& source_;
    std::uint64_t max_bytes_;
    std::uint64_t bytes_ = 0;
    std::span<const char> block_;
    std::optional<base::Error> error_;
    bool ended_ = false;
    bool is_utf16_ = false;
    bool has_begun_ = false;
    std::string held_;  ///< the first block that has something
    int lines_ = 0;
};

/// One reading: carries libxml2's callbacks to the handler and keeps the limits.
class Reading {
public:
    Reading(const ByteSource& source, XmlHandler& handler, const XmlLimits& limits)
        : input_{source, limits}, handler_{handler}, limits_{limits} {
        frames_.reserve(limits.depth);
    }

    Result<Done> run();

private:
    struct Frame {
        std::string_view name;  // in libxml2's dictionary, which lives as long as the parser
        bool wants_text = false;
        bool has_elements = false;
    };

    static Reading& of(void* context) { return *static_cast<Reading*>(context); }
    /// Runs `step` unless the reading has ended; nothing may be thrown through libxml2's C.
    template <class Step>
    static void guarded(void* context, Step step) noexcept {
        Reading& reading = of(context);
        if (reading.error_ || reading.exception_) return;
        try {
            step(reading);
            if (reading.handler_.stopped()) reading.fail(Failure{*reading.handler_.stopped()});
        } catch (...) {
            reading.exception_ = std::current_exception();
            xmlStopParser(reading.parser_.get());
        }
    }

    static void on_start(void* context, const xmlChar* name, const xmlChar* /*prefix*/,
                         const xmlChar* uri, int /*namespaces*/, const xmlChar** /*declared*/,
                         int attributes, int /*defaulted*/, const xmlChar** values) {
        guarded(context, [&](Reading& reading) { reading.start(name, uri, attributes, values); });
    }
    static void on_end(void* context, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
                       const xmlChar* /*uri*/) {
        guarded(context, [&](Reading& reading) { reading.end(); });
    }
    static void on_text(void* context, const xmlChar* text, int size) {
        guarded(context, [&](Reading& reading) {
            reading.add({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
        });
    }
    static void on_doctype(void* context, const xmlChar* /*name*/, const xmlChar* /*id*/,
                           const xmlChar* /*system*/) {
        guarded(context,
                [](Reading& reading) { reading.fail(base::malformed("xml_has_doctype")); });
    }
    static void on_reference(void* context, const xmlChar* /*name*/) {
        guarded(context, [](Reading& reading) { reading.fail(base::malformed("xml_has_entity")); });
    }
    /// Silent: what libxml2 has to say is taken from the parser afterwards.
    static void on_error(void* /*context*/, xmlErrorPtr /*error*/) {}
    static int on_read(void* context, char* to, int size) {
        Reading& reading = of(context);
        if (reading.error_ || reading.exception_) return 0;
        try {
            return reading.input_.read(to, size);
        } catch (...) {
            reading.exception_ = std::current_exception();
            return -1;
        }
    }

    void start(const xmlChar* name, const xmlChar* uri, int count, const xmlChar** values);
    void take_attributes(int count, const xmlChar** values);
    void end();
    void add(std::string_view text);
    void fail(const Failure& failure);
    [[nodiscard]] bool text_is_blank() const {
        return text_.find_first_not_of(" \t\r\n") == std::string::npos;
    }
    [[nodiscard]] int line() const {
        return xmlSAX2GetLineNumber(parser_.get()) + input_.skipped_lines();
    }
    [[nodiscard]] Failure broken() const;
    static xmlSAXHandler callbacks();

    Input input_;
    XmlHandler& handler_;
    XmlLimits limits_;
    std::unique_ptr<xmlParserCtxt, FreeParser> parser_;
    std::vector<Frame> frames_;
    std::vector<XmlAttribute> attributes_;
    std::deque<std::string> attribute_texts_;  // a deque: the views above stay good while it grows
    std::string text_;
    std::optional<base::Error> error_;
    std::exception_ptr exception_;
};

void Reading::fail(const Failure& failure) {
    error_ = failure.error.with("line", std::to_string(line()));
    xmlStopParser(parser_.get());
}

void Reading::start(const xmlChar* name, const xmlChar* uri, int count, const xmlChar** values) {
    if (frames_.size() >= limits_.depth) return fail(base::malformed("xml_is_too_deep"));
    if (static_cast<std::size_t>(count) > limits_.attributes) {
        return fail(base::malformed("xml_has_too_many_attributes"));
    }
    if (!frames_.empty()) {
        frames_.back().has_elements = true;
        if (frames_.back().wants_text && !text_is_blank()) {
            return fail(base::malformed("xml_mixes_text_and_elements",
                                        {{"element", std::string{view(name)}}}));
        }
    }
    take_attributes(count, values);
    text_.clear();
    frames_.push_back({.name = view(name)});
    frames_.back().wants_text = handler_.start(
        XmlElement{frames_.back().name, reinterpret_cast<const char*>(uri), attributes_, line()});
}

void Reading::take_attributes(int count, const xmlChar** values) {
    attributes_.clear();
    attribute_texts_.clear();
    // libxml2 gives five pointers an attribute: name, prefix, namespace, value, end of value.
    for (const xmlChar** one = values; count > 0; --count, one += 5) {
        const auto* begin = reinterpret_cast<const char*>(one[3]);
        const std::string_view value{begin, static_cast<std::size_t>(one[4] - one[3])};
        attributes_.push_back({.name = view(one[0]), .value = value});
        if (value.find('&') == std::string_view::npos) continue;
        attribute_texts_.push_back(with_ampersands(value));
        attributes_.back().value = attribute_texts_.back();
    }
}

void Reading::end() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    const bool has_text = frame.wants_text && !frame.has_elements;
    if (frame.wants_text && frame.has_elements && !text_is_blank()) {
        return fail(
            base::malformed("xml_mixes_text_and_elements", {{"element", std::string{frame.name}}}));
    }
    handler_.end(frame.name, has_text ? std::string_view{text_} : std::string_view{});
    text_.clear();
}

void Reading::add(std::string_view text) {
    if (frames_.empty() || !frames_.back().wants_text) return;
    if (text_.size() + text.size() > limits_.text_bytes) {
        return fail(base::malformed("xml_text_is_too_long",
                                    {{"max_bytes", std::to_string(limits_.text_bytes)}}));
    }
    text_ += text;
}

xmlSAXHandler Reading::callbacks() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    // The same function, so that libxml2 does not stop to think which blanks matter.
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.internalSubset = on_doctype;
    sax.reference = on_reference;
    sax.serror = on_error;
    return sax;
}

/// What libxml2 found wrong, in our words.
Failure Reading::broken() const {
    const xmlError& last = parser_->lastError;
    const char* code = "xml_is_cut_or_broken";
    switch (last.code) {
        case XML_ERR_INVALID_CHAR:
        case XML_ERR_INVALID_ENCODING:
        case XML_ERR_UNKNOWN_ENCODING:
        case XML_ERR_UNSUPPORTED_ENCODING:
        case XML_I18N_CONV_FAILED: code = "xml_encoding_is_wrong"; break;
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY: code = "xml_has_entity"; break;
        default: break;
    }
    return base::malformed(
        code,
        {{"line", std::to_string(last.line > 0 ? last.line + input_.skipped_lines() : line())}});
}

Result<Done> Reading::run() {
    prepare_libxml();
    xmlSAXHandler sax = callbacks();
    // The handler is copied into the parser; libxml2 never changes the caller's.
    parser_.reset(
        xmlCreateIOParserCtxt(&sax, this, on_read, nullptr, this, XML_CHAR_ENCODING_NONE));
    if (!parser_) {
        if (input_.error()) return Failure{*input_.error()};
        return base::malformed("xml_is_cut_or_broken");
    }
    xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET);
    xmlParseDocument(parser_.get());
    if (exception_) std::rethrow_exception(exception_);
    if (error_) return Failure{*error_};
    if (input_.error()) return Failure{input_.error()->with("line", std::to_string(line()))};
    if (input_.is_blank()) return base::malformed("file_is_empty");
    if (parser_->wellFormed == 0 || !frames_.empty()) return broken();
    return Done{};
}

}  // namespace

std::optional<std::string_view> XmlElement::attribute(std::string_view name) const {
    for (const XmlAttribute& one : attributes_) {
        if (one.name == name) return one.value;
    }
    return std::nullopt;
}

Result<Done> read_xml(const ByteSource& source, XmlHandler& handler, const XmlLimits& limits) {
    return Reading{source, handler, limits}.run();
}

}  // namespace ontzorgd::messages
