// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/task.h"

#include "bytes.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/store/task.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_kept = std::int64_t{35} * 86'400;
constexpr int first_refusal = 300;

/// A key of its own, so that what is sealed here opens nothing else.
crypto::AesKey key_of(const Municipality& town) {
    return crypto::hmac_sha256(town.keys().bsn, "answers of tasks");
}

std::string place_of(std::int64_t id) {
    return "task|" + std::to_string(id);
}

}  // namespace

std::int64_t begin_task(Municipality& town, store::UserId user, std::string_view command, Now now) {
    store::forget_tasks_before(town.db(), now.unix_seconds - seconds_kept);
    return store::add_task(town.db(), user, command, now.unix_seconds);
}

void end_task(Municipality& town, std::int64_t id, const Answer& answer, Now now) {
    const auto nonce = crypto::random_array<std::tuple_size_v<crypto::AesNonce>>();
    const std::string sealed =
        text_of(nonce) + crypto::encrypt(key_of(town), nonce, answer.body, place_of(id));
    store::in_transaction(town.db(), [&] {
        store::end_task(town.db(), id, answer.status < first_refusal ? "done" : "failed",
                        answer.status, sealed, now.unix_seconds);
    });
}

void interrupt_tasks(Municipality& town, Now now) {
    store::in_transaction(town.db(), [&] { store::interrupt_tasks(town.db(), now.unix_seconds); });
}

base::Result<Task> find_task(Municipality& town, std::int64_t id, store::UserId reader,
                             bool reads_all) {
    auto stored = store::find_task(town.db(), id);
    if (!stored || (stored->user != reader && !reads_all)) {
        return base::refuse("task_is_unknown", {{"task", std::to_string(id)}});
    }
    Task task{.id = id,
              .user = stored->user,
              .command = std::move(stored->command),
              .state = std::move(stored->state),
              .begun = stored->begun,
              .ended = stored->ended};
    if (stored->status == 0) return task;
    task.answer = Answer{.status = stored->status, .body = {}};
    if (stored->sealed.empty()) return task;
    crypto::AesNonce nonce{};
    base::expects(stored->sealed.size() > nonce.size(), "an answer is kept with its nonce");
    std::ranges::copy(bytes_of(stored->sealed).first(nonce.size()), nonce.begin());
    auto body =
        crypto::decrypt(key_of(town), nonce, stored->sealed.substr(nonce.size()), place_of(id));
    if (!body) return body.failure();
    task.answer->body = std::move(body).value();
    return task;
}

}  // namespace ontzorgd::service
