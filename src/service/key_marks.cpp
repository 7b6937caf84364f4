// SPDX-License-Identifier: EUPL-1.2
#include "key_marks.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/service/key_rotation.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/meta.h"

#include <filesystem>

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

/// What one BSN says of both keys; true when there is none.
bool fits_first_bsn(Municipality& town, bool& is_proved) {
    const auto first = store::first_bsn(town.db());
    is_proved = first.has_value();
    if (!first) return true;
    const std::string digits = opened_bsn(town, first->client, first->sealed);
    return !digits.empty() && first->bsn_index == town.blind_index("bsn " + digits);
}

}  // namespace

void note_key_marks(store::Database& db, const Keys& keys) {
    store::write_meta(db, index_mark, mark_text(keys.index()));
    if (const auto first = keys.find(1)) store::write_meta(db, first_mark, mark_text(*first));
}

base::Result<base::Done> check_key_marks(Municipality& town) {
    store::Database& db = town.db();
    const std::filesystem::path& folder = town.places().keys;
    for (const std::int64_t number : store::keys_in_use(db)) {
        const std::string mark = mark_kept(db, number);
        if (!mark.empty() && mark != mark_text(town.keys().of(number)))
            return of_another(key_file(folder, number));
    }
    const auto index = store::read_meta(db, index_mark);
    if (index && *index != mark_text(town.keys().index()))
        return of_another(folder / index_key_name);
    if (index) return base::Done{};
    bool is_proved = false;
    if (!fits_first_bsn(town, is_proved)) return of_another(folder);
    if (is_proved && town.mode() == Mode::change) {
        store::in_transaction(db, [&] { note_key_marks(db, town.keys()); });
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
