// SPDX-License-Identifier: EUPL-1.2
#include "tries.h"

#include "ontzorgd/service/now.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/login_state.h"

#include <algorithm>
#include <exception>

namespace ontzorgd::api {

namespace {

constexpr std::int64_t most_names = 10'000;
constexpr std::int64_t seconds_locked = std::chrono::seconds{Lockout::locked}.count();

std::string key_of(const service::Office& office, std::int64_t index) {
    return office.town().gemeente() + '|' + std::to_string(index);
}

std::string_view prefix_of(Tried kind) {
    switch (kind) {
        case Tried::login: return "login|";
        case Tried::confirmation: return "bevestiging|";
        case Tried::machine: return "machine|";
    }
    return {};
}

Lockout::Instant now() {
    return std::chrono::steady_clock::now();
}

/// A fault of the world leaves what memory knows.
void in_writer(service::Office& office, std::function<void(store::Database&)> work) {
    static_cast<void>(office.writer.post([work = std::move(work)](service::Municipality& town) {
        try {
            store::in_transaction(town.db(), [&] { work(town.db()); });
        } catch (const std::exception&) {
            return;
        }
    }));
}

}  // namespace

TriedName tried_name(service::Office& office, Tried kind, std::string_view what) {
    const std::int64_t index =
        office.town().blind_index(std::string{prefix_of(kind)} + std::string{what});
    return {.office = &office, .index = index, .key = key_of(office, index)};
}

Tries::Tries(const std::vector<service::Office*>& offices) {
    const std::int64_t today = service::now_from_clock().unix_seconds;
    for (service::Office* office : offices) {
        service::Municipality town = office->town().reader();
        store::for_each_login_failure(town.db(), [&](const store::LoginFailures& each) {
            // A clock that was put back does not lock for longer.
            const std::chrono::seconds ago{std::clamp<std::int64_t>(today - each.last, 0, 86'400)};
            if (ago.count() >= seconds_locked) return;
            const auto count = std::min<std::int64_t>(each.count, Lockout::most_failures);
            lockout_.restore(key_of(*office, each.name), static_cast<int>(count), now() - ago);
        });
    }
}

bool Tries::may_try(const TriedName& name) {
    return lockout_.may_try(name.key, now());
}

void Tries::failed(const TriedName& name) {
    lockout_.failed(name.key, now());
    const std::int64_t at = service::now_from_clock().unix_seconds;
    in_writer(*name.office, [index = name.index, at](store::Database& db) {
        store::forget_login_failures_before(db, at - seconds_locked);
        store::add_login_failure(db, index, at, most_names);
    });
}

void Tries::succeeded(const TriedName& name) {
    if (!lockout_.succeeded(name.key)) return;
    in_writer(*name.office, [index = name.index](store::Database& db) {
        store::forget_login_failures(db, index);
    });
}

}  // namespace ontzorgd::api
