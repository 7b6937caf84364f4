// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The EndToEndId by which people name a payment at the bank, and the attempt of this directory
/// that it is of.
namespace ontzorgd::service {

/// The references of attempts. Each begins with the generation in which its file was made: that
/// changes whenever the directory is put back from a backup.
class References {
public:
    /// It must not outlive the municipality.
    explicit References(Municipality& town);

    /// The reference of an attempt in this file.
    [[nodiscard]] payment::EndToEndId of(std::int64_t instruction, std::int64_t attempt,
                                         std::int64_t file) const;
    /// The same, where the file has to be looked up first.
    [[nodiscard]] payment::EndToEndId of(std::int64_t instruction, std::int64_t attempt) const;
    [[nodiscard]] payment::Generation generation_of(std::int64_t file) const;
    /// A generation that this directory has or had.
    [[nodiscard]] bool is_ours(const payment::Generation& generation) const;
    /// Whether a reference is that of an attempt that is in this file.
    [[nodiscard]] bool fits(const payment::Generation& generation, std::int64_t file) const {
        return generation_of(file) == generation;
    }
    /// Whether this instruction was there when references of this generation were given out: then
    /// one that names it is of it, also of an attempt that is not known here.
    [[nodiscard]] bool knew(const payment::Generation& generation, std::int64_t instruction) const;

private:
    Municipality& town_;
};

struct NamedPayment {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
};
/// Nothing for a payment that was never made, or is of another directory. Errors (malformed): those
/// of EndToEndId::parse().
[[nodiscard]] base::Result<std::optional<NamedPayment>> payment_named(Municipality& town,
                                                                      std::string_view reference);
[[nodiscard]] std::string reference_of(Municipality& town, std::int64_t instruction,
                                       std::int64_t attempt);

}  // namespace ontzorgd::service
