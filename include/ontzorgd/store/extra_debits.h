// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// Debits that name a payment or a file of ours and are none that we asked for: a file that was
/// uploaded again, a payment typed by hand in the portal of the bank.
namespace ontzorgd::store {

/// Why a debit is none of ours.
enum class ExtraKind : std::uint8_t {
    twice,      ///< the payment was booked already
    dead,       ///< it was given up
    unasked,    ///< its file never went to the bank
    elsewhere,  ///< it went to another account than in the file
};

/// A counting debit of that kind, still unexplained.
struct ExtraDebit {
    LineKey key{};
    values::Euro cents{};
    std::string_view rule{};  ///< valid during the visit
    ExtraKind kind = ExtraKind::twice;
    std::int64_t file = 0;         ///< 0: which one is not known
    std::int64_t instruction = 0;  ///< 0: it is of the whole file
    std::int64_t attempt = 0;
};

/// Whether an unexplained line that stands by this rule is told with its file, and not by itself.
[[nodiscard]] std::optional<ExtraKind> extra_kind_of(std::string_view rule);

/// All of them, by file.
void for_each_extra_debit(Database& db, const std::function<void(const ExtraDebit&)>& visit);

/// What of a file that was booked in whole more than once is not back.
struct StillOut {
    std::int64_t payments = 0;
    values::Euro cents{};
};
/// Of every payment of the file `times` more debits than were asked for, less the credits that name
/// it or the whole file.
[[nodiscard]] StillOut still_out(Database& db, std::int64_t file, std::int64_t times);
/// What came back of the payment by credits that name it or its whole file, and was not paid again.
[[nodiscard]] values::Euro came_back_of(Database& db, std::int64_t instruction,
                                        std::int64_t attempt, std::int64_t file);

}  // namespace ontzorgd::store
