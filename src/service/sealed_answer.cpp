// SPDX-License-Identifier: EUPL-1.2
#include "sealed_answer.h"

#include "bytes.h"
#include "ontzorgd/crypto/random.h"
#include "sealed.h"

#include <tuple>

namespace ontzorgd::service {

namespace {

Sealing of_request(store::UserId user, std::string_view key) {
    return {.purpose = "answers to requests",
            .place = std::to_string(user.number()) + '|' + std::string{key}};
}

Sealing of_task(std::int64_t task) {
    return {.purpose = "answers of tasks", .place = "task|" + std::to_string(task)};
}

/// The same answer may be kept twice: always random, in practice too.
std::string sealed_once(const Municipality& town, const Sealing& sealing, std::string_view answer) {
    const auto nonce = crypto::random_array<std::tuple_size_v<crypto::AesNonce>>();
    return sealed(town, sealing, text_of(nonce), answer);
}

base::Result<std::string> opened_or_refused(const Municipality& town, const Sealing& sealing,
                                            std::string_view sealed) {
    auto answer = opened(town, sealing, sealed);
    if (!answer) return base::refuse("ciphertext_is_not_authentic");
    return *std::move(answer);
}

}  // namespace

std::string sealed_answer(const Municipality& town, store::UserId user, std::string_view key,
                          std::string_view answer) {
    return sealed_once(town, of_request(user, key), answer);
}

std::string sealed_answer(const Municipality& town, std::int64_t task, std::string_view answer) {
    return sealed_once(town, of_task(task), answer);
}

base::Result<std::string> opened_answer(const Municipality& town, store::UserId user,
                                        std::string_view key, std::string_view sealed) {
    return opened_or_refused(town, of_request(user, key), sealed);
}

base::Result<std::string> opened_answer(const Municipality& town, std::int64_t task,
                                        std::string_view sealed) {
    return opened_or_refused(town, of_task(task), sealed);
}

}  // namespace ontzorgd::service
