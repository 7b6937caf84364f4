// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Which encryption key is used since when, the values that still name an older one, and what the
/// chain committed to before a value was encrypted anew.
namespace ontzorgd::store {

struct KeyRotation {
    std::int64_t id = 0;
    std::int64_t number = 0;    ///< of the key that is used from here on
    std::int64_t previous = 0;  ///< of the one before it
    base::Digest mark{};
    UserId begun_by{};
    std::int64_t fact = 0;
    std::int64_t ended_fact = 0;  ///< 0: not yet
};
/// None in a database of before they were kept.
[[nodiscard]] std::optional<KeyRotation> newest_key_rotation(Database& db);
/// The number of the key that new values are encrypted with.
[[nodiscard]] std::int64_t newest_key(Database& db);
/// The numbers of the keys that values may name: the newest one, and while a rotation is not at its
/// end the one before it.
[[nodiscard]] std::vector<std::int64_t> keys_in_use(Database& db);
/// Gives it its number.
std::int64_t add_key_rotation(Database& db, const KeyRotation& rotation);
void end_key_rotation(Database& db, std::int64_t id, std::int64_t fact);

/// Where an encrypted value stands.
enum class SealedIn : std::uint8_t { client_version, note, second_factor, idempotency, task };
/// An encrypted value, with what ties it to its place.
struct SealedValue {
    std::int64_t row = 0;       ///< number of the row of its table; of idempotency: the user
    std::int64_t personal = 0;  ///< the personal row that has it, or 0
    std::int64_t owner = 0;     ///< client of a note, user of a second factor
    std::int64_t fact = 0;      ///< of a second factor
    bool is_health = false;     ///< of a note
    std::string name;           ///< nummer of a client, key of a request
    std::string sealed;
};
/// A place in the order of the values of one table: behind this one.
struct After {
    std::int64_t row = 0;
    std::string name;
};
/// At most `most` values of a table that name another key than `number`, in their order.
[[nodiscard]] std::vector<SealedValue> values_under_another_key(Database& db, SealedIn table,
                                                                std::int64_t number,
                                                                const After& after,
                                                                std::size_t most);
/// How many there are in all tables.
[[nodiscard]] std::int64_t count_under_another_key(Database& db, std::int64_t number);

/// What the chain committed to, and what it commits to from here on.
struct Reencrypted {
    std::string subject;  ///< personal or second_factor
    std::int64_t row = 0;
    base::Digest before{};
    base::Digest after{};
    std::int64_t fact = 0;
};
/// Puts the same value in its place, encrypted anew. Of what the chain commits to that is noted;
/// true when it was.
bool write_anew(Database& db, SealedIn table, const SealedValue& value, std::string_view sealed,
                const KeyRotation& rotation, std::int64_t fact);

/// How many values that the chain commits to a rotation encrypted anew.
[[nodiscard]] std::int64_t reencrypted_in(Database& db, std::int64_t rotation);
/// All of them, those of one value behind each other in order. `now` is what the chain would commit
/// to at this moment, on the last one of each value; nothing when the value is not there.
void for_each_reencrypted(Database& db,
                          const std::function<void(const Reencrypted&, bool is_last,
                                                   std::optional<base::Digest> now)>& visit);
/// Those that no rotation made: of a rotation that did not run at that fact, of one value twice by
/// one rotation, of a value that is not kept encrypted, or whose last one names another key than is
/// there now. Of facts up to `length`.
void for_each_wrong_reencryption(Database& db, std::int64_t length,
                                 const std::function<void(const Reencrypted&)>& visit);
/// A BSN as it is kept and as it is looked up; not of who was destroyed.
struct LookedUpBsn {
    std::string client;
    std::string sealed;
    std::int64_t bsn_index = 0;
    std::int64_t fact = 0;
};
void for_each_bsn(Database& db, const std::function<void(const LookedUpBsn&)>& visit);
/// The first of them, at most `most`.
[[nodiscard]] std::vector<LookedUpBsn> first_bsns(Database& db, std::size_t most);
/// The mark of the key that a rotation went to; none of the first key.
[[nodiscard]] std::optional<base::Digest> mark_of_rotation_to(Database& db, std::int64_t number);
/// Whether the marker (from 0) of a leaf of this covered table stands for a value that is kept
/// encrypted: nothing else is ever encrypted anew.
[[nodiscard]] bool is_sealed_marker(std::string_view table, int marker);
/// The hash of the leaf of a second factor as fact `fact` committed to it; nothing when that is the
/// leaf as it is.
[[nodiscard]] std::optional<base::Digest> factor_before(Database& db, std::int64_t id,
                                                        std::int64_t fact);
/// There is such a rotation, to that key.
[[nodiscard]] bool has_rotation(Database& db, std::int64_t id, std::int64_t number);
/// A rotation came to its end by this fact.
[[nodiscard]] bool has_ended_rotation(Database& db, std::int64_t id, std::int64_t number,
                                      std::int64_t fact);

}  // namespace ontzorgd::store
