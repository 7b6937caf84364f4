// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Which bank profile holds for an account now.
namespace ontzorgd::service {

struct ProfileInForce {
    payment::BankProfile profile;
    std::int64_t version = 0;  ///< of the municipality itself; 0: the program brings it
    base::Digest sha256{};     ///< of its bytes
};

/// The one of this name: the highest version that two people of the municipality decided on, else
/// the one that the program brings. So a name that a later program brings as well stays what they
/// decided.
[[nodiscard]] std::optional<ProfileInForce> profile_in_force(store::Database& db,
                                                             std::string_view name);

/// The one of an account of ours; the most careful one, "generic", when there is none of that name.
[[nodiscard]] ProfileInForce profile_of(store::Database& db, std::int64_t account);

/// What a batch sheet says of the profile that the files of an account are made with: "profile IBAN
/// NAME SHA256", with a line end.
[[nodiscard]] std::string profile_line(store::Database& db, std::int64_t account);

}  // namespace ontzorgd::service
