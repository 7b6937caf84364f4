// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/last_moment.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/store/meta.h"
#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

std::int64_t number_in(const Statement& row, int column) {
    return row.is_null(column) ? 0 : base::parse_int(row.text(column)).value_or(0);
}

}  // namespace

LastMoment last_moment(Database& db) {
    Statement find{db, R"sql(
        SELECT (SELECT value FROM meta WHERE key = 'last_day'),
               (SELECT value FROM meta WHERE key = 'facts_of_day'),
               (SELECT value FROM meta WHERE key = 'last_instant')
    )sql"};
    find.next();
    LastMoment last;
    if (const auto day = values::CivilDate::from_number(number_in(find, 0))) last.day = day.value();
    last.facts_of_day = number_in(find, 1);
    last.unix_seconds = number_in(find, 2);
    return last;
}

void note_last_moment(Database& db, values::CivilDate day, std::int64_t facts_of_day,
                      std::int64_t unix_seconds) {
    write_meta(db, "last_day", std::to_string(day.to_number()));
    write_meta(db, "facts_of_day", std::to_string(facts_of_day));
    write_meta(db, "last_instant", std::to_string(unix_seconds));
}

}  // namespace ontzorgd::store
