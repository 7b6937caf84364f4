// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Contracts by what a creditor writes when it pays money back: a kenmerk, or a number of ours.
namespace ontzorgd::store {

struct KenmerkContract {
    std::int64_t contract = 0;
    std::int64_t household = 0;
    std::int64_t creditor = 0;
    std::optional<values::CivilDate> until{};  ///< the last day, when it has one
    std::string kenmerk{};                     ///< as the dossier has it; empty by number
};

/// Kenmerken are personal values without an order of their own: the first question reads them all,
/// once, into sixteen bytes each.
class KenmerkLookup {
public:
    explicit KenmerkLookup(Database& db) : db_{db} {}

    /// Creditors whose account (blind index) this is or was; none when it is a client's as well.
    [[nodiscard]] std::vector<std::int64_t> creditors_with(std::int64_t counter);
    /// Contracts that have, or had, a kenmerk with exactly these letters and digits.
    [[nodiscard]] std::vector<KenmerkContract> with_kenmerk(const std::string& plain);
    /// The contract with this number, or the contracts of the household of the client with it.
    [[nodiscard]] std::vector<KenmerkContract> with_number(std::string_view number);

private:
    struct Known {
        std::uint64_t hash = 0;
        std::int64_t version = 0;
    };
    void load();

    Database& db_;
    bool is_loaded_ = false;
    std::vector<Known> known_;
};

}  // namespace ontzorgd::store
