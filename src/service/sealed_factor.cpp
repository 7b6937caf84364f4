// SPDX-License-Identifier: EUPL-1.2
#include "sealed_factor.h"

#include "sealed.h"

namespace ontzorgd::service {

namespace {

Sealing sealing_of(store::UserId user, std::int64_t fact) {
    return {.purpose = "second factors",
            .place = std::to_string(user.number()) + '|' + std::to_string(fact)};
}

}  // namespace

std::string sealed_factor(const Municipality& town, store::UserId user, std::int64_t fact,
                          std::string_view secret) {
    return sealed(town, sealing_of(user, fact), town.salt_for("second factor nonce", fact), secret);
}

std::optional<std::string> opened_factor(const Municipality& town, store::UserId user,
                                         std::int64_t fact, std::string_view sealed) {
    return opened(town, sealing_of(user, fact), sealed);
}

}  // namespace ontzorgd::service
