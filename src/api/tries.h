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
enum class Tried : std::uint8_t { login, confirmation, machine };
inline constexpr std::size_t kinds_of_tries = 3;

/// What somebody tries under, in one office: the same name in another is somebody else.
struct TriedName {
    service::Office* office = nullptr;
    Tried kind = Tried::login;
    std::int64_t index = 0;  ///< blind: a name that was tried may be a password
    std::string key;
    /// With others, when there is no room for more names: those of a program by its address, those
    /// of people by a part of their index, which nobody outside can choose.
    std::int64_t shared_index = 0;
    std::string shared_key;
};
/// Of a person.
[[nodiscard]] TriedName tried_name(service::Office& office, Tried kind, std::string_view what);
/// Of a program at this address, that says it is `who` or shows this certificate.
[[nodiscard]] TriedName tried_machine(service::Office& office, std::string_view address,
                                      std::string_view who);

class Tries {
public:
    /// Reads what the offices know of before. They outlive it.
    explicit Tries(const std::vector<service::Office*>& offices);

    [[nodiscard]] bool may_try(const TriedName& name);
    /// In the directory too, as soon as its writer has time.
    void failed(const TriedName& name);
    void succeeded(const TriedName& name);

private:
    [[nodiscard]] Lockout& room_of(Tried kind);

    std::array<Lockout, kinds_of_tries> rooms_;
};

}  // namespace ontzorgd::api
