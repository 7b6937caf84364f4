// SPDX-License-Identifier: EUPL-1.2
#include "account_profile.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/profile_file.h"
#include "ontzorgd/store/policy_rows.h"

namespace ontzorgd::service {

std::optional<ProfileInForce> profile_in_force(store::Database& db, std::string_view name) {
    if (const auto own = store::bank_profile_in_force(db, name)) {
        auto profile = messages::read_bank_profile(own->toml, own->name);
        base::expects(static_cast<bool>(profile), "a bank profile that was confirmed is one");
        // Of the bytes as they are now: rows that somebody changed are not what was signed.
        return ProfileInForce{.profile = std::move(profile).value(),
                              .version = own->version,
                              .sha256 = crypto::sha256(own->toml)};
    }
    const payment::BankProfile* brought = messages::find_bank_profile(name);
    if (brought == nullptr) return std::nullopt;
    return ProfileInForce{.profile = *brought,
                          .version = 0,
                          .sha256 = crypto::sha256(messages::bank_profile_bytes(name))};
}

ProfileInForce profile_of(store::Database& db, std::int64_t account) {
    const auto own = store::own_account_by_id(db, account);
    auto found = profile_in_force(db, own ? own->bank_profile : "");
    if (!found) found = profile_in_force(db, messages::bank_profile("").name);
    base::expects(found.has_value(), "the program brings the most careful profile");
    return *std::move(found);
}

std::string profile_line(store::Database& db, std::int64_t account) {
    const auto own = store::own_account_by_id(db, account);
    const ProfileInForce in_force = profile_of(db, account);
    return "profile " + (own ? own->iban : "") + ' ' + in_force.profile.name + ' ' +
           base::to_hex(in_force.sha256) + '\n';
}

}  // namespace ontzorgd::service
