// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "lockout.h"
#include "ontzorgd/service/office.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Tries: wrong tries to log in, in memory and in the directory, so that a lock outlives a restart.
namespace ontzorgd::api {

/// What somebody tries under, in one office: the same name in another is somebody else.
struct TriedName {
    service::Office* office = nullptr;
    std::int64_t index = 0;  ///< blind: a name that was tried may be a password
    std::string key;
};
/// Each is counted apart: a login name is any text, and may look like what another kind is tried
/// under.
enum class Tried : std::uint8_t { login, confirmation, machine };
[[nodiscard]] TriedName tried_name(service::Office& office, Tried kind, std::string_view what);

class Tries {
public:
    /// Reads what the offices know of before. They outlive it.
    explicit Tries(const std::vector<service::Office*>& offices);

    [[nodiscard]] bool may_try(const TriedName& name);
    /// In the directory too, as soon as its writer has time.
    void failed(const TriedName& name);
    void succeeded(const TriedName& name);

private:
    Lockout lockout_;
};

}  // namespace ontzorgd::api
