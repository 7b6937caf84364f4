// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/exception.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view columns = R"sql(
    SELECT id, kind, cause, household, owner_role, cents, details, opened, closed_fact IS NOT NULL
      FROM exception
)sql";

ExceptionRow exception_from(const Statement& row) {
    ExceptionRow made{.id = row.integer(0),
                      .kind = std::string{row.text(1)},
                      .cause = std::string{row.text(2)},
                      .household = dossier::HouseholdId{row.optional_integer(3).value_or(0)},
                      .owner_role = std::string{row.text(4)},
                      .cents = std::nullopt,
                      .details = std::string{row.text(6)},
                      .opened = row.date(7),
                      .closed = row.flag(8)};
    if (!row.is_null(5)) made.cents = row.euro(5);
    return made;
}

}  // namespace

struct ExceptionWriter::Inside {
    Inside(Database& database, std::int64_t fact_number, values::CivilDate day)
        : db{database},
          fact{fact_number},
          today{day},
          insert{db, R"sql(
              INSERT INTO exception VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL)
              ON CONFLICT(kind, cause) DO UPDATE SET closed_fact = NULL
               WHERE closed_fact IS NOT NULL AND NOT EXISTS (
                     SELECT 1 FROM exception_act a WHERE a.exception = exception.id AND a.kind = 'closed')
          )sql"},
          tell{db, R"sql(
              UPDATE exception SET details = ?3 WHERE kind = ?1 AND cause = ?2 AND details <> ?3
          )sql"},
          tell_cents{db, R"sql(
              UPDATE exception SET details = ?3, cents = ?4
               WHERE kind = ?1 AND cause = ?2 AND (details <> ?3 OR cents IS NOT ?4)
          )sql"} {
        Statement last{db, "SELECT coalesce(max(id), 0) FROM exception"};
        last.next();
        last_id = last.integer(0);
    }
    Database& db;
    std::int64_t fact;
    values::CivilDate today;
    Statement insert;
    Statement tell;
    Statement tell_cents;
    std::int64_t last_id = 0;
};

ExceptionWriter::ExceptionWriter(Database& db, std::int64_t fact, values::CivilDate today)
    : inside_{std::make_unique<Inside>(db, fact, today)} {}
ExceptionWriter::~ExceptionWriter() = default;

void ExceptionWriter::open(std::string_view kind, std::string_view cause,
                           dossier::HouseholdId household, std::string_view owner_role,
                           std::optional<values::Euro> cents, std::string_view details) {
    const std::optional<std::int64_t> whose =
        household.is_none() ? std::nullopt : std::optional{household.number()};
    inside_->insert.run_with(inside_->last_id + 1, kind, cause, whose, owner_role, cents, details,
                             inside_->today, inside_->fact);
    if (inside_->db.changes() == 0) return;
    ++inside_->last_id;
    ++opened_;
}

void ExceptionWriter::tell(std::string_view kind, std::string_view cause,
                           std::string_view details) {
    inside_->tell.run_with(kind, cause, details);
}

void ExceptionWriter::tell(std::string_view kind, std::string_view cause, values::Euro cents,
                           std::string_view details) {
    inside_->tell_cents.run_with(kind, cause, details, cents);
}

void ExceptionWriter::close(std::string_view kind, std::string_view cause) {
    Statement close{inside_->db, R"sql(
        UPDATE exception SET closed_fact = ?3 WHERE kind = ?1 AND cause = ?2 AND closed_fact IS NULL
    )sql"};
    close.run_with(kind, cause, inside_->fact);
}

void ExceptionWriter::open_again(std::string_view kind, std::string_view cause) {
    Statement open{inside_->db,
                   "UPDATE exception SET closed_fact = NULL WHERE kind = ?1 AND cause = ?2"};
    open.run_with(kind, cause);
}

void for_each_exception(Database& db, values::CivilDate as_of,
                        const std::function<void(const ExceptionRow&)>& visit) {
    Statement rows{db, std::string{columns} +
                           " WHERE opened <= ?1 AND closed_fact IS NULL ORDER BY opened, id"};
    rows.bind(as_of);
    while (rows.next()) visit(exception_from(rows));
}

std::vector<ExceptionRow> open_exceptions(Database& db, std::string_view kind) {
    Statement rows{
        db, std::string{columns} + " WHERE kind = ?1 AND closed_fact IS NULL ORDER BY cause"};
    rows.bind(kind);
    std::vector<ExceptionRow> all;
    while (rows.next()) all.push_back(exception_from(rows));
    return all;
}

std::vector<std::string> open_causes(Database& db, std::string_view kind, std::string_view begin) {
    Statement rows{db, R"sql(
        SELECT cause FROM exception
         WHERE kind = ?1 AND substr(cause, 1, length(?2)) = ?2 AND closed_fact IS NULL ORDER BY cause
    )sql"};
    rows.bind(kind, begin);
    std::vector<std::string> causes;
    while (rows.next()) causes.emplace_back(rows.text(0));
    return causes;
}

bool is_closed_by_person(Database& db, std::string_view kind, std::string_view cause) {
    Statement find{db, R"sql(
        SELECT 1 FROM exception e JOIN exception_act a ON a.exception = e.id
         WHERE e.kind = ?1 AND e.cause = ?2 AND a.kind = 'closed' LIMIT 1
    )sql"};
    find.bind(kind, cause);
    return find.next();
}

std::optional<ExceptionRow> exception_by_id(Database& db, std::int64_t id) {
    Statement find{db, std::string{columns} + " WHERE id = ?1"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return exception_from(find);
}

std::vector<ExceptionAct> acts_on_exception(Database& db, std::int64_t exception) {
    Statement rows{db,
                   "SELECT kind, user, fact FROM exception_act WHERE exception = ?1 ORDER BY id"};
    rows.bind(exception);
    std::vector<ExceptionAct> all;
    while (rows.next()) {
        all.push_back({.closes = rows.text(0) == "closed",
                       .user = UserId{rows.integer(1)},
                       .fact = rows.integer(2)});
    }
    return all;
}

void take_exception(Database& db, std::int64_t exception, UserId user, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO exception_act SELECT coalesce(max(id), 0) + 1, ?1, 'taken', ?2, NULL, ?3 FROM exception_act
    )sql"};
    add.run_with(exception, user, fact);
}

void close_exception(Database& db, std::int64_t exception, UserId user, std::int64_t reason,
                     std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO exception_act SELECT coalesce(max(id), 0) + 1, ?1, 'closed', ?2, ?3, ?4 FROM exception_act
    )sql"};
    add.run_with(exception, user, reason, fact);
    Statement close{db, "UPDATE exception SET closed_fact = ?2 WHERE id = ?1"};
    close.run_with(exception, fact);
}

}  // namespace ontzorgd::store
