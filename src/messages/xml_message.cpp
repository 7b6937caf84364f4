// SPDX-License-Identifier: EUPL-1.2
#include "xml_message.h"

#include "message_kind.h"
#include "ontzorgd/messages/byte_source.h"
#include "xml.h"

#include <optional>

namespace ontzorgd::messages {

namespace {

/// Reads no further than what tells which message it is.
class MessageFinder : public XmlHandler {
public:
    bool start(const XmlElement& element) override {
        if (is_in_document_) return find(kind_of_element(element.name()));
        if (element.name() != "Document") return false;
        is_in_document_ = true;
        if (const auto kind = kind_of_namespace(element.namespace_uri())) find(kind);
        return false;
    }
    void end(std::string_view /*name*/, std::string_view /*text*/) override {}
    [[nodiscard]] const std::string& message() const { return message_; }

private:
    bool find(const std::optional<MessageKind>& kind) {
        if (kind) message_ = kind->to_string();
        stop(base::malformed("message_kind_is_unknown"));
        return false;
    }
    bool is_in_document_ = false;
    std::string message_;
};

}  // namespace

std::string message_of_xml(std::string_view beginning) {
    MessageFinder finder;
    // Cut short: it always ends in an error, of the cut or of the finder that saw enough.
    static_cast<void>(read_xml(source_of(beginning), finder));
    return finder.message();
}

}  // namespace ontzorgd::messages
