// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The stored audit chain and the stored journal.
namespace ontzorgd::store {

struct ChainHead {
    std::int64_t length = 0;
    base::Digest hash{};  ///< all zero when the chain is empty
};

[[nodiscard]] ChainHead chain_head(Database& db);
/// `day` is the day that stands in the record.
void append_link(Database& db, std::int64_t number, std::string_view record,
                 const base::Digest& hash, values::CivilDate day);
/// The length of the chain at the end of a day: a row was known then when its fact is at most this,
/// and current when no fact of at most this replaced it.
[[nodiscard]] std::int64_t last_fact_on(Database& db, values::CivilDate day);
/// The day that stands in the record of a fact; the first day there is for a fact that is not
/// there.
[[nodiscard]] values::CivilDate day_of_fact(Database& db, std::int64_t fact);
/// As last_fact_on, for whoever reads what is current, rows of unfinished work of its own included.
inline constexpr std::int64_t every_fact = INT64_MAX;
struct StoredLink {
    std::int64_t number = 0;
    std::string_view record;  ///< valid during the call
    base::Digest hash{};
    std::int64_t day = 0;  ///< yyyymmdd, as the record says
};
/// Every link in order.
void for_each_link(Database& db, const std::function<void(const StoredLink&)>& visit);

/// The bytes of one link's record.
[[nodiscard]] std::optional<std::string> record_of(Database& db, std::int64_t number);

/// Adds a journal entry; postings follow with append_posting. Returns the entry's number.
std::int64_t append_entry(Database& db, std::int64_t fact, std::int64_t date,
                          std::string_view description);
void append_posting(Database& db, std::int64_t entry, std::int64_t number, std::string_view account,
                    std::int64_t cents);

struct StoredPosting {
    std::int64_t entry = 0;
    std::int64_t fact = 0;
    std::int64_t date = 0;
    std::string_view description;
    std::string_view account;
    std::int64_t cents = 0;
};
/// Reads the postings one by one, by entry and number; an entry without postings comes once, with
/// an empty account and zero cents.
class PostingCursor {
public:
    explicit PostingCursor(Database& db);
    ~PostingCursor();
    PostingCursor(const PostingCursor&) = delete;
    PostingCursor& operator=(const PostingCursor&) = delete;
    PostingCursor(PostingCursor&&) = delete;
    PostingCursor& operator=(PostingCursor&&) = delete;
    /// False at the end. The texts are valid until the next call.
    bool next(StoredPosting& posting);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};
/// The entry of a posting that belongs to none, if there is one.
[[nodiscard]] std::optional<std::int64_t> posting_without_entry(Database& db);

/// Every posting dated on or before `until` (yyyymmdd), by entry and number.
void for_each_posting(Database& db, std::int64_t until,
                      const std::function<void(const StoredPosting&)>& visit);

}  // namespace ontzorgd::store
