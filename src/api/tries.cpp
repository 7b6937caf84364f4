// SPDX-License-Identifier: EUPL-1.2
#include "tries.h"

#include "ontzorgd/service/now.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/login_state.h"

#include <algorithm>
#include <exception>

namespace ontzorgd::api {

namespace {

constexpr std::int64_t seconds_locked = std::chrono::seconds{Lockout::locked}.count();

std::string key_of(const service::Office& office, std::int64_t index) {
    return office.town().gemeente() + '|' + std::to_string(index);
}

std::string_view prefix_of(Tried kind) {
    switch (kind) {
        case Tried::login: return "login|";
        case Tried::confirmation: return "bevestiging|";
        case Tried::machine: return "machine|";
        case Tried::command_line: return "opdrachtregel|";
    }
    return {};
}

/// The lowest bits of an index say of which kind it is, so that it is read back to its own room.
constexpr std::int64_t bits_of_kind = 3;

std::int64_t index_of(const service::Office& office, Tried kind, std::string_view what) {
    const std::int64_t blind =
        office.town().blind_index(std::string{prefix_of(kind)} + std::string{what});
    return (blind & ~bits_of_kind) | static_cast<std::int64_t>(kind);
}

/// The counter that an index shares with others.
std::int64_t shared_with(const service::Office& office, Tried kind, std::int64_t index) {
    const std::uint64_t part = (static_cast<std::uint64_t>(index) >> 2U) % shared_counters;
    return index_of(office, kind, "gedeeld\n" + std::to_string(part));
}

TriedName name_with(service::Office& office, Tried kind, std::int64_t index, std::int64_t shared) {
    return {.office = &office,
            .kind = kind,
            .index = index,
            .key = key_of(office, index),
            .shared_index = shared,
            .shared_key = key_of(office, shared)};
}

Lockout::Name counted(const TriedName& name) {
    return {.own = name.key, .shared = name.shared_key};
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
    const std::int64_t index = index_of(office, kind, what);
    return name_with(office, kind, index, shared_with(office, kind, index));
}

TriedName tried_machine(service::Office& office, std::string_view network, std::string_view who) {
    const std::string at{network};
    return name_with(office, Tried::machine,
                     index_of(office, Tried::machine, at + '|' + std::string{who}),
                     shared_with(office, Tried::machine, index_of(office, Tried::machine, at)));
}

Tries::Tries(const std::vector<service::Office*>& offices) {
    const std::int64_t today = service::now_from_clock().unix_seconds;
    for (service::Office* office : offices) {
        service::Municipality town = office->town().reader();
        store::for_each_login_failure(town.db(), [&](const store::LoginFailures& each) {
            // A clock that was put back does not lock for longer.
            const std::chrono::seconds ago{std::clamp<std::int64_t>(today - each.last, 0, 86'400)};
            if (ago.count() >= seconds_locked) return;
            const auto kind = static_cast<std::size_t>(each.name & bits_of_kind);
            const auto count = std::min<std::int64_t>(each.count, Lockout::most_failures);
            rooms_.at(kind).restore(key_of(*office, each.name), static_cast<int>(count),
                                    now() - ago);
        });
    }
}

Lockout& Tries::room_of(Tried kind) {
    return rooms_.at(static_cast<std::size_t>(kind));
}

bool Tries::may_try(const TriedName& name) {
    return room_of(name.kind).may_try(counted(name), now());
}

bool Tries::is_news(const TriedName& name) {
    return room_of(name.kind).is_news(counted(name), now());
}

void Tries::failed(const TriedName& name) {
    const bool is_own = room_of(name.kind).failed(counted(name), now());
    const std::int64_t index = is_own ? name.index : name.shared_index;
    const std::int64_t at = service::now_from_clock().unix_seconds;
    in_writer(*name.office, [index, at](store::Database& db) {
        store::forget_login_failures_before(db, at - seconds_locked);
        store::add_login_failure(db, index, at);
    });
}

void Tries::succeeded(const TriedName& name) {
    if (!room_of(name.kind).succeeded(name.key)) return;
    in_writer(*name.office, [index = name.index](store::Database& db) {
        store::forget_login_failures(db, index);
    });
}

}  // namespace ontzorgd::api
