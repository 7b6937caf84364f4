// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/key_rotation.h"

#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/store/personal.h"
#include "statement.h"

#include <array>

namespace ontzorgd::store {

namespace {

constexpr std::string_view personal = "personal";
constexpr std::string_view second_factor = "second_factor";

/// The values of a table that name another key than ?1, behind row ?2 (and name ?3), at most ?4:
/// row, personal row, owner, fact, health, name, value.
struct TableOfValues {
    SealedIn table;
    std::string_view find;
    std::string_view count;
};

constexpr std::array tables_of_values{
    TableOfValues{SealedIn::client_version, R"sql(
        SELECT v.id, v.bsn, v.client, v.fact, 0, c.nummer, p.value
          FROM client_version v CROSS JOIN personal p ON p.id = v.bsn CROSS JOIN client c ON c.id = v.client
         WHERE v.id > ?2 AND ?3 = '' AND substr(p.value, 1, 1) <> ?1 ORDER BY v.id LIMIT ?4
    )sql",
                  R"sql(
        SELECT count(*)
          FROM client_version v CROSS JOIN personal p ON p.id = v.bsn CROSS JOIN client c ON c.id = v.client
         WHERE substr(p.value, 1, 1) <> ?1
    )sql"},
    TableOfValues{SealedIn::note, R"sql(
        SELECT n.id, n.text, n.client, n.fact, n.health, '', p.value
          FROM note n CROSS JOIN personal p ON p.id = n.text
         WHERE n.id > ?2 AND ?3 = '' AND substr(p.value, 1, 1) <> ?1 ORDER BY n.id LIMIT ?4
    )sql",
                  R"sql(
        SELECT count(*) FROM note n CROSS JOIN personal p ON p.id = n.text
         WHERE substr(p.value, 1, 1) <> ?1
    )sql"},
    TableOfValues{SealedIn::second_factor, R"sql(
        SELECT id, 0, user, fact, 0, '', secret FROM second_factor
         WHERE id > ?2 AND ?3 = '' AND substr(secret, 1, 1) <> ?1 ORDER BY id LIMIT ?4
    )sql",
                  "SELECT count(*) FROM second_factor WHERE substr(secret, 1, 1) <> ?1"},
    TableOfValues{SealedIn::idempotency, R"sql(
        SELECT user, 0, user, 0, 0, key, answer FROM idempotency
         WHERE (user, key) > (?2, ?3) AND substr(answer, 1, 1) <> ?1 ORDER BY user, key LIMIT ?4
    )sql",
                  "SELECT count(*) FROM idempotency WHERE substr(answer, 1, 1) <> ?1"},
    TableOfValues{SealedIn::task, R"sql(
        SELECT id, 0, user, 0, 0, '', answer FROM task
         WHERE id > ?2 AND ?3 = '' AND answer IS NOT NULL AND length(answer) > 0
           AND substr(answer, 1, 1) <> ?1 ORDER BY id LIMIT ?4
    )sql",
                  R"sql(
        SELECT count(*) FROM task
         WHERE answer IS NOT NULL AND length(answer) > 0 AND substr(answer, 1, 1) <> ?1
    )sql"},
};

std::string first_byte(std::int64_t number) {
    return {static_cast<char>(number)};
}

/// As it stands in the table of what the chain commits to.
std::optional<base::Digest> leaf_hash_of_factor(Database& db, std::int64_t id) {
    Statement find{db, R"sql(
        SELECT id||'|'||user||'|'||lower(hex(secret)) FROM second_factor WHERE id = ?1
    )sql"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return audit::leaf_hash(crypto::sha256, find.text(0));
}

std::optional<base::Digest> committed_to(Database& db, std::string_view subject, std::int64_t row) {
    return subject == personal ? commitment_of(db, row) : leaf_hash_of_factor(db, row);
}

void note_reencrypted(Database& db, const Reencrypted& change, std::int64_t rotation) {
    Statement note{db, R"sql(
        INSERT INTO reencrypted(subject, row, before, after, rotation, fact)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6)
    )sql"};
    note.run_with(change.subject, change.row, change.before, change.after, rotation, change.fact);
}

void write_value(Database& db, SealedIn table, const SealedValue& value, std::string_view sealed) {
    const BlobText bytes{sealed};
    switch (table) {
        case SealedIn::client_version:
        case SealedIn::note: {
            Statement write{db, "UPDATE personal SET value = ?2 WHERE id = ?1"};
            return write.run_with(value.personal, bytes);
        }
        case SealedIn::second_factor: {
            Statement write{db, "UPDATE second_factor SET secret = ?2 WHERE id = ?1"};
            return write.run_with(value.row, bytes);
        }
        case SealedIn::idempotency: {
            Statement write{db, "UPDATE idempotency SET answer = ?3 WHERE user = ?1 AND key = ?2"};
            return write.run_with(value.row, value.name, bytes);
        }
        case SealedIn::task: {
            Statement write{db, "UPDATE task SET answer = ?2 WHERE id = ?1"};
            return write.run_with(value.row, bytes);
        }
    }
}

}  // namespace

namespace {

/// Not in a database of before they were kept.
bool keeps_rotations(Database& db) {
    Statement there{db, "SELECT 1 FROM sqlite_schema WHERE name = 'key_rotation'"};
    return there.next();
}

}  // namespace

std::optional<KeyRotation> newest_key_rotation(Database& db) {
    if (!keeps_rotations(db)) return std::nullopt;
    Statement find{db, R"sql(
        SELECT id, number, previous, mark, begun_by, fact, coalesce(ended_fact, 0)
          FROM key_rotation ORDER BY id DESC LIMIT 1
    )sql"};
    if (!find.next()) return std::nullopt;
    return KeyRotation{.id = find.integer(0),
                       .number = find.integer(1),
                       .previous = find.integer(2),
                       .mark = find.digest(3),
                       .begun_by = UserId{find.integer(4)},
                       .fact = find.integer(5),
                       .ended_fact = find.integer(6)};
}

std::optional<base::Digest> mark_of_rotation_to(Database& db, std::int64_t number) {
    if (!keeps_rotations(db)) return std::nullopt;
    Statement find{db, "SELECT mark FROM key_rotation WHERE number = ?1 ORDER BY id DESC LIMIT 1"};
    find.bind(number);
    return find.next() ? std::optional{find.digest(0)} : std::nullopt;
}

std::int64_t newest_key(Database& db) {
    const auto rotation = newest_key_rotation(db);
    return rotation ? rotation->number : 1;
}

std::vector<std::int64_t> keys_in_use(Database& db) {
    const auto rotation = newest_key_rotation(db);
    if (!rotation) return {1};
    if (rotation->ended_fact != 0) return {rotation->number};
    return {rotation->previous, rotation->number};
}

std::int64_t add_key_rotation(Database& db, const KeyRotation& rotation) {
    Statement add{db, R"sql(
        INSERT INTO key_rotation
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, NULL FROM key_rotation RETURNING id
    )sql"};
    add.bind(rotation.number, rotation.previous, rotation.mark, rotation.begun_by, rotation.fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void end_key_rotation(Database& db, std::int64_t id, std::int64_t fact) {
    Statement end{db, "UPDATE key_rotation SET ended_fact = ?2 WHERE id = ?1"};
    end.run_with(id, fact);
}

std::vector<SealedValue> values_under_another_key(Database& db, SealedIn table, std::int64_t number,
                                                  const After& after, std::size_t most) {
    const TableOfValues& of = tables_of_values.at(static_cast<std::size_t>(table));
    base::expects(of.table == table, "the tables stand in their order");
    const std::string byte = first_byte(number);
    Statement rows{db, of.find};
    rows.bind(BlobText{byte}, after.row, after.name, static_cast<std::int64_t>(most));
    std::vector<SealedValue> found;
    while (rows.next()) {
        found.push_back({.row = rows.integer(0),
                         .personal = rows.integer(1),
                         .owner = rows.integer(2),
                         .fact = rows.integer(3),
                         .is_health = rows.flag(4),
                         .name = std::string{rows.text(5)},
                         .sealed = std::string{rows.blob(6)}});
    }
    return found;
}

std::int64_t count_under_another_key(Database& db, std::int64_t number) {
    const std::string byte = first_byte(number);
    std::int64_t found = 0;
    for (const TableOfValues& each : tables_of_values) {
        Statement count{db, each.count};
        count.bind(BlobText{byte});
        count.next();
        found += count.integer(0);
        count.reset();
    }
    return found;
}

bool write_anew(Database& db, SealedIn table, const SealedValue& value, std::string_view sealed,
                const KeyRotation& rotation, std::int64_t fact) {
    if (table == SealedIn::idempotency || table == SealedIn::task) {
        write_value(db, table, value, sealed);
        return false;
    }
    const bool is_factor = table == SealedIn::second_factor;
    Reencrypted change{.subject = std::string{is_factor ? second_factor : personal},
                       .row = is_factor ? value.row : value.personal,
                       .fact = fact};
    const auto before = committed_to(db, change.subject, change.row);
    write_value(db, table, value, sealed);
    const auto after = committed_to(db, change.subject, change.row);
    base::expects(before && after, "what is encrypted anew is there");
    change.before = *before;
    change.after = *after;
    note_reencrypted(db, change, rotation.id);
    return true;
}

std::int64_t reencrypted_in(Database& db, std::int64_t rotation) {
    Statement count{db, "SELECT count(*) FROM reencrypted WHERE rotation = ?1"};
    count.bind(rotation);
    count.next();
    return count.integer(0);
}

void for_each_reencrypted(Database& db,
                          const std::function<void(const Reencrypted&, bool is_last,
                                                   std::optional<base::Digest> now)>& visit) {
    Statement rows{db, R"sql(
        SELECT subject, row, before, after, fact FROM reencrypted ORDER BY subject, row, id
    )sql"};
    std::optional<Reencrypted> waiting;
    while (rows.next()) {
        Reencrypted each{.subject = std::string{rows.text(0)},
                         .row = rows.integer(1),
                         .before = rows.digest(2),
                         .after = rows.digest(3),
                         .fact = rows.integer(4)};
        if (waiting) {
            const bool is_last = waiting->subject != each.subject || waiting->row != each.row;
            visit(*waiting, is_last,
                  is_last ? committed_to(db, waiting->subject, waiting->row) : std::nullopt);
        }
        waiting = std::move(each);
    }
    if (waiting) visit(*waiting, true, committed_to(db, waiting->subject, waiting->row));
}

void for_each_wrong_reencryption(Database& db, std::int64_t length,
                                 const std::function<void(const Reencrypted&)>& visit) {
    Statement rows{db, R"sql(
        SELECT r.subject, r.row, r.fact
          FROM reencrypted r LEFT JOIN key_rotation k ON k.id = r.rotation
         WHERE r.fact <= ?1 AND (
               k.id IS NULL OR r.fact <= k.fact OR r.fact > coalesce(k.ended_fact, r.fact)
            OR EXISTS (SELECT 1 FROM reencrypted e
                        WHERE e.subject = r.subject AND e.row = r.row AND e.id < r.id AND e.rotation >= r.rotation)
            OR (r.subject = 'personal'
                AND r.row NOT IN (SELECT bsn FROM client_version UNION ALL SELECT text FROM note))
            OR (NOT EXISTS (SELECT 1 FROM reencrypted e
                             WHERE e.subject = r.subject AND e.row = r.row AND e.id > r.id)
                AND printf('%02X', k.number) <> CASE r.subject
                    WHEN 'personal' THEN (SELECT hex(substr(p.value, 1, 1)) FROM personal p WHERE p.id = r.row)
                    ELSE (SELECT hex(substr(f.secret, 1, 1)) FROM second_factor f WHERE f.id = r.row) END))
         ORDER BY r.id
    )sql"};
    rows.bind(length);
    while (rows.next()) {
        visit({.subject = std::string{rows.text(0)},
               .row = rows.integer(1),
               .fact = rows.integer(2)});
    }
}

namespace {

constexpr std::string_view bsns = R"sql(
    SELECT c.nummer, p.value, v.bsn_index, v.fact
      FROM client_version v JOIN client c ON c.id = v.client JOIN personal p ON p.id = v.bsn ORDER BY v.id
)sql";

LookedUpBsn bsn_from(const Statement& row) {
    return {.client = std::string{row.text(0)},
            .sealed = std::string{row.blob(1)},
            .bsn_index = row.integer(2),
            .fact = row.integer(3)};
}

}  // namespace

void for_each_bsn(Database& db, const std::function<void(const LookedUpBsn&)>& visit) {
    Statement rows{db, bsns};
    while (rows.next()) visit(bsn_from(rows));
}

std::vector<LookedUpBsn> first_bsns(Database& db, std::size_t most) {
    Statement rows{db, bsns};
    std::vector<LookedUpBsn> first;
    while (first.size() < most && rows.next()) first.push_back(bsn_from(rows));
    return first;
}

bool is_sealed_marker(std::string_view table, int marker) {
    return (table == "client_version" && marker == 1) || (table == "note" && marker == 0);
}

bool has_rotation(Database& db, std::int64_t id, std::int64_t number) {
    Statement find{db, "SELECT 1 FROM key_rotation WHERE id = ?1 AND number = ?2"};
    find.bind(id, number);
    return find.next();
}

std::optional<base::Digest> factor_before(Database& db, std::int64_t id, std::int64_t fact) {
    Statement find{db, R"sql(
        SELECT before FROM reencrypted WHERE subject = ?1 AND row = ?2 AND fact > ?3 ORDER BY id LIMIT 1
    )sql"};
    find.bind(second_factor, id, fact);
    if (!find.next()) return std::nullopt;
    return find.digest(0);
}

bool has_ended_rotation(Database& db, std::int64_t id, std::int64_t number, std::int64_t fact) {
    Statement find{db,
                   "SELECT 1 FROM key_rotation WHERE id = ?1 AND number = ?2 AND ended_fact = ?3"};
    find.bind(id, number, fact);
    return find.next();
}

}  // namespace ontzorgd::store
