// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/task.h"

#include "statement.h"

namespace ontzorgd::store {

std::int64_t add_task(Database& db, UserId user, std::string_view command, std::int64_t facts,
                      std::int64_t now_unix_seconds) {
    Statement add{db, R"sql(
        INSERT INTO task(user, command, begun, state, facts) VALUES(?1, ?2, ?3, 'taken', ?4)
        RETURNING id
    )sql"};
    add.bind(user, command, now_unix_seconds, facts);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

std::optional<StoredTask> find_task(Database& db, std::int64_t id) {
    Statement read{db, R"sql(
        SELECT user, command, state, begun, ended, coalesce(status, 0), coalesce(answer, x''),
               facts
          FROM task WHERE id = ?1
    )sql"};
    read.bind(id);
    if (!read.next()) return std::nullopt;
    StoredTask task;
    task.id = id;
    task.user = UserId{read.integer(0)};
    task.command = std::string{read.text(1)};
    task.state = std::string{read.text(2)};
    task.begun = read.integer(3);
    if (!read.is_null(4)) task.ended = read.integer(4);
    task.status = static_cast<int>(read.integer(5));
    task.sealed = std::string{read.blob(6)};
    task.facts = read.integer(7);
    return task;
}

void end_task(Database& db, std::int64_t id, std::string_view state, int status,
              std::string_view sealed, std::int64_t now_unix_seconds) {
    Statement write{db, R"sql(
        UPDATE task SET state = ?2, status = ?3, answer = ?4, ended = ?5 WHERE id = ?1 AND ended IS NULL
    )sql"};
    write.run_with(id, state, std::int64_t{status}, BlobText{sealed}, now_unix_seconds);
}

void interrupt_tasks(Database& db, std::int64_t now_unix_seconds) {
    Statement write{db, "UPDATE task SET state = 'interrupted', ended = ?1 WHERE ended IS NULL"};
    write.run_with(now_unix_seconds);
}

void forget_tasks_before(Database& db, std::int64_t unix_seconds) {
    Statement remove{db, "DELETE FROM task WHERE begun < ?1 AND ended IS NOT NULL"};
    remove.run_with(unix_seconds);
}

void forget_task_answers(Database& db) {
    db.execute("UPDATE task SET answer = NULL WHERE answer IS NOT NULL");
}

}  // namespace ontzorgd::store
