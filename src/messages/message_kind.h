// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// Which ISO 20022 message a document is.
namespace ontzorgd::messages {

/// "camt.053", "08" of "camt.053.001.08"; the version is empty when only the kind is known.
struct MessageKind {
    std::string kind;
    std::string version;
    bool operator==(const MessageKind&) const = default;

    /// "camt.053.001.08"
    [[nodiscard]] std::string to_string() const;
};

/// From a namespace ("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"; banks also use
/// "urn:swift:xsd:camt.053.001.02"). Nothing when it ends in no message of variant 001.
[[nodiscard]] std::optional<MessageKind> kind_of_namespace(std::string_view namespace_uri);

/// Refuses a message that a reader of what the bank says cannot be given: file_is_a_payment_order
/// for a pain.001, which nobody has from the bank, else message_kind_is_not_read_here; detail kind.
[[nodiscard]] base::Failure not_read_here(const MessageKind& kind);

/// From the element inside `Document` ("BkToCstmrStmt"), for documents without a namespace.
[[nodiscard]] std::optional<MessageKind> kind_of_element(std::string_view name);

}  // namespace ontzorgd::messages
