// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/chain.h"

#include "ontzorgd/store/link_hash.h"
#include "statement.h"

namespace ontzorgd::store {

ChainHead chain_head(Database& db) {
    Statement head{db, "SELECT number, hash FROM audit_link ORDER BY number DESC LIMIT 1"};
    if (!head.next()) return {};
    return {.length = head.integer(0), .hash = head.digest(1)};
}

void append_link(Database& db, std::int64_t number, std::string_view record,
                 const base::Digest& hash, values::CivilDate day) {
    Statement append{db, "INSERT INTO audit_link VALUES(?1, ?2, ?3, ?4)"};
    append.run_with(number, BlobText{record}, hash, day);
}

std::int64_t last_fact_on(Database& db, values::CivilDate day) {
    Statement last{db, "SELECT coalesce(max(number), 0) FROM audit_link WHERE day <= ?1"};
    last.bind(day);
    last.next();
    return last.integer(0);
}

void for_each_link(Database& db, const std::function<void(const StoredLink&)>& visit) {
    Statement links{db, "SELECT number, record, hash, day FROM audit_link ORDER BY number"};
    while (links.next()) {
        visit({.number = links.integer(0),
               .record = links.blob(1),
               .hash = links.digest(2),
               .day = links.integer(3)});
    }
}

values::CivilDate day_of_fact(Database& db, std::int64_t fact) {
    Statement find{db, "SELECT day FROM audit_link WHERE number = ?1"};
    find.bind(fact);
    return find.next() ? find.date(0) : values::CivilDate{1900, 1, 1};
}

std::optional<base::Digest> hash_of_link(Database& db, std::int64_t number) {
    Statement find{db, "SELECT hash FROM audit_link WHERE number = ?1"};
    find.bind(number);
    if (!find.next()) return std::nullopt;
    return find.digest(0);
}

std::optional<std::string> record_of(Database& db, std::int64_t number) {
    Statement find{db, "SELECT record FROM audit_link WHERE number = ?1"};
    find.bind(number);
    if (!find.next()) return std::nullopt;
    return std::string{find.blob(0)};
}

struct PostingCursor::Inside {
    Statement rows;
};

PostingCursor::PostingCursor(Database& db)
    : inside_{std::make_unique<Inside>(Inside{Statement{db, R"sql(
          SELECT e.id, e.fact, e.date, e.description, coalesce(p.account, ''), coalesce(p.cents, 0)
            FROM journal_entry e LEFT JOIN posting p ON p.entry = e.id ORDER BY e.id, p.number
      )sql"}})} {}
PostingCursor::~PostingCursor() = default;

bool PostingCursor::next(StoredPosting& posting) {
    Statement& rows = inside_->rows;
    if (!rows.next()) return false;
    posting = {.entry = rows.integer(0),
               .fact = rows.integer(1),
               .date = rows.integer(2),
               .description = rows.text(3),
               .account = rows.text(4),
               .cents = rows.integer(5)};
    return true;
}

std::optional<std::int64_t> posting_without_entry(Database& db) {
    Statement find{db, R"sql(
        SELECT p.entry FROM posting p LEFT JOIN journal_entry e ON e.id = p.entry
         WHERE e.id IS NULL LIMIT 1
    )sql"};
    if (!find.next()) return std::nullopt;
    return find.integer(0);
}

std::int64_t append_entry(Database& db, std::int64_t fact, std::int64_t date,
                          std::string_view description) {
    Statement append{db, R"sql(
        INSERT INTO journal_entry SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3 FROM journal_entry
        RETURNING id
    )sql"};
    append.bind(fact, date, description);
    append.next();
    const std::int64_t id = append.integer(0);
    append.reset();
    return id;
}

void append_posting(Database& db, std::int64_t entry, std::int64_t number, std::string_view account,
                    std::int64_t cents) {
    Statement append{db, "INSERT INTO posting VALUES(?1, ?2, ?3, ?4)"};
    append.run_with(entry, number, account, cents);
}

void for_each_posting(Database& db, std::int64_t until,
                      const std::function<void(const StoredPosting&)>& visit) {
    Statement postings{db, R"sql(
        SELECT e.id, e.fact, e.date, e.description, p.account, p.cents
          FROM journal_entry e JOIN posting p ON p.entry = e.id
         WHERE e.date <= ?1
         ORDER BY e.id, p.number
    )sql"};
    postings.bind(until);
    while (postings.next()) {
        visit({.entry = postings.integer(0),
               .fact = postings.integer(1),
               .date = postings.integer(2),
               .description = postings.text(3),
               .account = postings.text(4),
               .cents = postings.integer(5)});
    }
}

}  // namespace ontzorgd::store
