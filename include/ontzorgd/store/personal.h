// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Personal data: values that can be destroyed. A row's commitment is SHA-256(salt || value); after
/// destruction the commitment stays and the value and salt are gone.
namespace ontzorgd::store {

/// Gives the 16 bytes of salt of personal row `id`.
using Salter = std::function<std::string(std::int64_t id)>;

/// Adds personal rows. Numbers are given once and never again, destroyed rows included.
class PersonalWriter {
public:
    PersonalWriter(Database& db, Salter salter);
    ~PersonalWriter();
    PersonalWriter(const PersonalWriter&) = delete;
    PersonalWriter& operator=(const PersonalWriter&) = delete;
    PersonalWriter(PersonalWriter&&) = delete;
    PersonalWriter& operator=(PersonalWriter&&) = delete;

    std::int64_t add(std::string_view value);
    /// The commitment of the row added last.
    [[nodiscard]] const base::Digest& last_commitment() const { return commitment_; }
    /// Remembers the highest number; part of the transaction that makes the rows count.
    void finish();

private:
    struct Inside;
    Database& db_;
    Salter salter_;
    std::int64_t last_ = 0;
    base::Digest commitment_{};
    std::unique_ptr<Inside> inside_;
};

/// The value, or nothing when it was destroyed.
[[nodiscard]] std::optional<std::string> read_personal(Database& db, std::int64_t id);
/// Commitment of a live or destroyed row.
[[nodiscard]] std::optional<base::Digest> commitment_of(Database& db, std::int64_t id);
/// Destroys value and salt; the commitment stays, with the date (yyyymmdd) and the list it was on.
void destroy_personal(Database& db, std::int64_t id, std::int64_t date, std::int64_t list);

}  // namespace ontzorgd::store
