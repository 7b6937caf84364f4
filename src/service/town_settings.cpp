// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/town_settings.h"

#include <map>
#include <mutex>
#include <utility>

namespace ontzorgd::service {

namespace {

struct Kept {
    std::mutex mutex;
    std::map<std::filesystem::path, TownSettings> of;
};

Kept& kept() {
    static Kept all;
    return all;
}

}  // namespace

void set_settings(const std::filesystem::path& state, TownSettings settings) {
    const std::scoped_lock lock{kept().mutex};
    kept().of.insert_or_assign(state, std::move(settings));
}

TownSettings settings_of(const Municipality& town) {
    const std::scoped_lock lock{kept().mutex};
    const auto found = kept().of.find(town.places().state);
    return found == kept().of.end() ? TownSettings{} : found->second;
}

}  // namespace ontzorgd::service
