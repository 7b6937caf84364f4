// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/schedule.h"

#include "statement.h"

namespace ontzorgd::store {

void add_schedule_outcome(Database& db, const ScheduleOutcomeRow& row) {
    Statement add{db, R"sql(
        INSERT INTO schedule_outcome(task, object, version, planned_day, planned_minute, day, minute,
                                     outcome, code, found, late, fact)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
    )sql"};
    add.run_with(row.task, row.object, row.version, row.planned_day, row.planned_minute, row.day,
                 row.minute, row.outcome, row.code, row.found, row.late ? 1 : 0, row.fact);
}

std::vector<ScheduleOutcomeRow> schedule_outcomes(Database& db, std::size_t most,
                                                  std::optional<values::CivilDate> since) {
    Statement read{db, R"sql(
        SELECT id, task, object, version, planned_day, planned_minute, day, minute, outcome, code,
               found, late, fact
          FROM schedule_outcome WHERE day >= ?2 ORDER BY id DESC LIMIT ?1
    )sql"};
    read.bind(most, since.value_or(values::CivilDate{}));
    std::vector<ScheduleOutcomeRow> rows;
    while (read.next()) {
        rows.push_back({.id = read.integer(0),
                        .task = std::string{read.text(1)},
                        .object = read.integer(2),
                        .version = read.integer(3),
                        .planned_day = read.date(4),
                        .planned_minute = static_cast<int>(read.integer(5)),
                        .day = read.date(6),
                        .minute = static_cast<int>(read.integer(7)),
                        .outcome = std::string{read.text(8)},
                        .code = std::string{read.text(9)},
                        .found = read.integer(10),
                        .late = read.flag(11),
                        .fact = read.integer(12)});
    }
    return rows;
}

std::optional<values::CivilDate> last_well(Database& db, std::string_view task) {
    Statement read{db, R"sql(
        SELECT day FROM schedule_outcome
         WHERE task = ?1 AND object = 0 AND outcome = 'done'
         ORDER BY planned_day DESC LIMIT 1
    )sql"};
    read.bind(task);
    if (!read.next()) return std::nullopt;
    return read.date(0);
}

std::vector<std::int64_t> batches_with_waiting_files(Database& db) {
    Statement read{db, R"sql(
        SELECT b.id FROM batch b
         WHERE b.state <> 'withdrawn'
           AND EXISTS(SELECT 1 FROM file f
                       WHERE f.batch = b.id AND f.version = b.version AND f.state = 'built')
         ORDER BY b.id
    )sql"};
    std::vector<std::int64_t> batches;
    while (read.next()) batches.push_back(read.integer(0));
    return batches;
}

std::int64_t exceptions_older_than(Database& db, values::CivilDate day) {
    Statement read{db, R"sql(
        SELECT count(*) FROM exception WHERE closed_fact IS NULL AND opened <= ?1
    )sql"};
    read.bind(day);
    read.next();
    return read.integer(0);
}

}  // namespace ontzorgd::store
