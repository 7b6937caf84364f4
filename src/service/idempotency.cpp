// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/idempotency.h"

#include "answer_text.h"
#include "bytes.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/idempotency.h"
#include "sealed.h"
#include "sealed_answer.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_kept = std::int64_t{35} * 86'400;
constexpr std::size_t longest_key = 255;

/// What was asked may hold a password, and its hash alone could be guessed from: it stands
/// encrypted before the answer, and nothing in its column.
constexpr base::Digest request_stands_in_the_answer{};

/// How it was kept before keys could be replaced, in rows that are gone 35 days later.
base::Digest request_of_before(const Municipality& town, const base::Digest& request) {
    return crypto::hmac_sha256(text_of(key_for(town, "answers to requests", 1)), text_of(request));
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
    auto body = opened_answer(town, user, key.key, kept->sealed);
    if (!body) return body.failure();
    std::string text = std::move(body).value();
    bool is_the_same = false;
    if (kept->request == request_stands_in_the_answer) {
        base::expects(text.size() >= key.request.size(), "an answer is kept with its request");
        is_the_same = text.starts_with(text_of(key.request));
        text.erase(0, key.request.size());
    } else {
        is_the_same = kept->request == request_of_before(town, key.request);
    }
    if (!is_the_same) {
        return base::refuse("idempotency_key_was_for_another_request", {{"key", key.key}});
    }
    Answer answer = answer_from(kept->status, std::move(text));
    answer.facts = kept->facts;
    return std::optional{std::move(answer)};
}

void keep_answer(Municipality& town, store::UserId user, const RequestKey& key,
                 const Answer& answer, Now now) {
    store::forget_answers_before(town.db(), now.unix_seconds - seconds_kept);
    store::keep_answer(
        town.db(), user, key.key,
        {.request = request_stands_in_the_answer,
         .status = answer.status,
         .sealed = sealed_answer(town, user, key.key, text_of(key.request) + text_of(answer)),
         .facts = store::chain_head(town.db()).length},
        now.unix_seconds);
}

}  // namespace ontzorgd::service
