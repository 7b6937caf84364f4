// SPDX-License-Identifier: EUPL-1.2
#include "message_kind.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>

namespace ontzorgd::messages {

namespace {

constexpr std::string_view variant = ".001.";

struct Known {
    std::string_view element;
    std::string_view kind;
};

constexpr std::array known_elements = {
    Known{"BkToCstmrAcctRpt", "camt.052"},      Known{"BkToCstmrStmt", "camt.053"},
    Known{"BkToCstmrDbtCdtNtfctn", "camt.054"}, Known{"CstmrCdtTrfInitn", "pain.001"},
    Known{"CstmrPmtStsRpt", "pain.002"},        Known{"CstmrDrctDbtInitn", "pain.008"},
};

bool is_lower_letter(char c) {
    return 'a' <= c && c <= 'z';
}

}  // namespace

std::string MessageKind::to_string() const {
    return version.empty() ? kind : kind + std::string{variant} + version;
}

std::optional<MessageKind> kind_of_namespace(std::string_view namespace_uri) {
    constexpr std::size_t size = 15;  // camt.053.001.08
    if (namespace_uri.size() < size) return std::nullopt;
    const std::string_view text = namespace_uri.substr(namespace_uri.size() - size);
    const std::string_view area = text.substr(0, 4);
    const std::string_view version = text.substr(13);
    if (!std::all_of(area.begin(), area.end(), is_lower_letter) || text[4] != '.' ||
        !base::is_digits(text.substr(5, 3)) || text.substr(8, 5) != variant ||
        !base::is_digits(version)) {
        return std::nullopt;
    }
    return MessageKind{.kind = std::string{text.substr(0, 8)}, .version = std::string{version}};
}

base::Failure not_read_here(const MessageKind& kind) {
    const bool is_order = kind.kind == "pain.001";
    return base::refuse(is_order ? "file_is_a_payment_order" : "message_kind_is_not_read_here",
                        {{"kind", kind.to_string()}});
}

std::optional<MessageKind> kind_of_element(std::string_view name) {
    for (const Known& known : known_elements) {
        if (known.element == name)
            return MessageKind{.kind = std::string{known.kind}, .version = {}};
    }
    return std::nullopt;
}

}  // namespace ontzorgd::messages
