// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/task.h"

#include "answer_text.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/task.h"
#include "sealed_answer.h"

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_kept = std::int64_t{35} * 86'400;
constexpr int first_refusal = 300;

}  // namespace

std::int64_t begin_task(Municipality& town, store::UserId user, std::string_view command, Now now) {
    store::forget_tasks_before(town.db(), now.unix_seconds - seconds_kept);
    return store::add_task(town.db(), user, command, store::chain_head(town.db()).length,
                           now.unix_seconds);
}

void end_task(Municipality& town, std::int64_t id, const Answer& answer, Now now) {
    const std::string sealed = sealed_answer(town, id, text_of(answer));
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
              .ended = stored->ended,
              .facts = stored->facts};
    if (stored->status == 0) return task;
    task.answer = Answer{.status = stored->status, .body = {}};
    if (stored->sealed.empty()) return task;
    auto body = opened_answer(town, id, stored->sealed);
    if (!body) return body.failure();
    task.answer = answer_from(stored->status, std::move(body).value());
    return task;
}

}  // namespace ontzorgd::service
