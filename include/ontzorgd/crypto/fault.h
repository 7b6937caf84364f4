// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>

/// @file
/// CryptoFault: the crypto library could not do what it always can (no memory, no random source).
///
/// A fault of the world, not a refusal: nobody can act on it but the operator.
namespace ontzorgd::crypto {

class CryptoFault : public std::runtime_error {
public:
    /// `what` names the operation, never a key or a plain text.
    explicit CryptoFault(const char* what) : std::runtime_error{what} {}
};

}  // namespace ontzorgd::crypto
