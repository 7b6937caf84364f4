// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "lockout.h"
#include "ontzorgd/service/office.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Tries: wrong tries to log in, in memory and in the directory, so that a lock outlives a restart.
namespace ontzorgd::api {

/// Each is counted apart, and has room of its own: a login name is any text, and may look like what
/// another kind is tried under; and whoever makes up names of one kind takes no room of another.
/// A room is that of the daemon: its gemeenten share it, and each counts its own names in it.
enum class Tried : std::uint8_t { login, confirmation, machine, command_line };
inline constexpr std::size_t kinds_of_tries = 4;
/// How many counters those of one kind in one office share when the room is full: what is counted
/// there, in memory and on disk, is bounded by it.
inline constexpr std::uint64_t shared_counters = 1'024;

/// What somebody tries under, in one office: the same name in another is somebody else.
struct TriedName {
    service::Office* office = nullptr;
    Tried kind = Tried::login;
    std::int64_t index = 0;  ///< blind: a name that was tried may be a password
    std::string key;
    /// With others, when there is no room for more names: by a part of their index, that of people
    /// or that of the network of a program, which nobody outside can choose.
    std::int64_t shared_index = 0;
    std::string shared_key;
};
/// Of a person.
[[nodiscard]] TriedName tried_name(service::Office& office, Tried kind, std::string_view what);
/// Of a program in this network, that says it is `who` or shows this certificate.
[[nodiscard]] TriedName tried_machine(service::Office& office, std::string_view network,
                                      std::string_view who);

class Tries {
public:
    /// Reads what the offices know of before. They outlive it.
    explicit Tries(const std::vector<service::Office*>& offices);

    [[nodiscard]] bool may_try(const TriedName& name);
    /// Of a name that may not try: whether the log has yet to be told.
    [[nodiscard]] bool is_news(const TriedName& name);
    /// In the directory too, as soon as its writer has time.
    void failed(const TriedName& name);
    void succeeded(const TriedName& name);

private:
    [[nodiscard]] Lockout& room_of(Tried kind);

    std::array<Lockout, kinds_of_tries> rooms_;
};

}  // namespace ontzorgd::api
