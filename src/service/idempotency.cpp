// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/idempotency.h"

#include "bytes.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/store/idempotency.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_kept = std::int64_t{35} * 86'400;
constexpr std::size_t longest_key = 255;

/// A key of its own, so that what is sealed here opens nothing else.
crypto::AesKey key_of(const Municipality& town) {
    return crypto::hmac_sha256(town.keys().bsn, "answers to requests");
}

/// What was asked may hold a password; kept by itself its hash could be guessed from.
base::Digest kept_request(const Municipality& town, const base::Digest& request) {
    return crypto::hmac_sha256(text_of(key_of(town)), text_of(request));
}

std::string place_of(store::UserId user, std::string_view key) {
    return std::to_string(user.number()) + '|' + std::string{key};
}

}  // namespace

bool is_idempotency_key(std::string_view text) {
    return !text.empty() && text.size() <= longest_key &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

base::Result<std::optional<Answer>> answer_given(Municipality& town, store::UserId user,
                                                 const RequestKey& key) {
    const auto kept = store::find_answer(town.db(), user, key.key);
    if (!kept) return std::optional<Answer>{};
    if (kept->request != kept_request(town, key.request)) {
        return base::refuse("idempotency_key_was_for_another_request", {{"key", key.key}});
    }
    crypto::AesNonce nonce{};
    base::expects(kept->sealed.size() > nonce.size(), "an answer is kept with its nonce");
    std::ranges::copy(bytes_of(kept->sealed).first(nonce.size()), nonce.begin());
    auto body = crypto::decrypt(key_of(town), nonce, kept->sealed.substr(nonce.size()),
                                place_of(user, key.key));
    if (!body) return body.failure();
    return std::optional{Answer{.status = kept->status, .body = std::move(body).value()}};
}

void keep_answer(Municipality& town, store::UserId user, const RequestKey& key,
                 const Answer& answer, Now now) {
    const auto nonce = crypto::random_array<std::tuple_size_v<crypto::AesNonce>>();
    store::forget_answers_before(town.db(), now.unix_seconds - seconds_kept);
    store::keep_answer(town.db(), user, key.key,
                       {.request = kept_request(town, key.request),
                        .status = answer.status,
                        .sealed = text_of(nonce) + crypto::encrypt(key_of(town), nonce, answer.body,
                                                                   place_of(user, key.key))},
                       now.unix_seconds);
}

}  // namespace ontzorgd::service
