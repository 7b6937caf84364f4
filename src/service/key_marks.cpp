// SPDX-License-Identifier: EUPL-1.2
#include "key_marks.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/service/key_rotation.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/meta.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

namespace ontzorgd::service {

namespace {

constexpr std::string_view index_mark = "index_key_mark";
constexpr std::string_view first_mark = "first_key_mark";  // later ones stand with their rotation

std::string mark_text(std::string_view key) {
    return base::to_hex(mark_of_key(key));
}

base::Failure of_another(const std::filesystem::path& file) {
    return base::refuse("keys_are_of_another_municipality", {{"file", file.string()}});
}

/// Empty when it was not kept.
std::string mark_kept(store::Database& db, std::int64_t number) {
    if (const auto mark = store::mark_of_rotation_to(db, number)) return base::to_hex(*mark);
    return number == 1 ? store::read_meta(db, first_mark).value_or("") : std::string{};
}

/// One of some BSNs that both keys fit, and how many were tried: a row may be damaged, and is named
/// by 'audit verify'.
struct Tried {
    std::size_t count = 0;
    std::optional<store::LookedUpBsn> fits{};
};
Tried try_bsns(Municipality& town) {
    constexpr std::size_t most = 20;
    Tried tried;
    for (store::LookedUpBsn& each : store::first_bsns(town.db(), most)) {
        ++tried.count;
        const std::string digits = opened_bsn(town, each.client, each.sealed);
        if (digits.empty() || each.bsn_index != town.blind_index("bsn " + digits)) continue;
        tried.fits = std::move(each);
        break;
    }
    return tried;
}

void note_index_mark(store::Database& db, const Keys& keys) {
    store::write_meta(db, index_mark, mark_text(keys.index()));
}
void note_first_mark(store::Database& db, const Keys& keys) {
    if (const auto first = keys.find(1)) store::write_meta(db, first_mark, mark_text(*first));
}

}  // namespace

void note_key_marks(store::Database& db, const Keys& keys) {
    note_index_mark(db, keys);
    note_first_mark(db, keys);
}

base::Result<base::Done> check_key_marks(store::Database& db, const Keys& keys,
                                         const std::filesystem::path& folder) {
    for (const std::int64_t number : store::keys_in_use(db)) {
        const std::string mark = mark_kept(db, number);
        if (!mark.empty() && mark != mark_text(keys.of(number)))
            return of_another(key_file(folder, number));
    }
    const auto index = store::read_meta(db, index_mark);
    if (index && *index != mark_text(keys.index())) return of_another(folder / index_key_name);
    return base::Done{};
}

base::Result<base::Done> prove_keys(Municipality& town) {
    store::Database& db = town.db();
    if (store::read_meta(db, index_mark)) return base::Done{};
    const Tried tried = try_bsns(town);
    if (tried.count > 0 && !tried.fits) return of_another(town.places().keys);
    if (tried.fits && town.mode() == Mode::change) {
        const bool proves_first = tried.fits->sealed.front() == '\1';  // the number of its key
        store::in_transaction(db, [&] {
            note_index_mark(db, town.keys());
            if (proves_first) note_first_mark(db, town.keys());
        });
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
