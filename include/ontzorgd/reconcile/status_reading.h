// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/status_report.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// @file
/// What one status report says of each payment of a file: of those it names, and of those it does
/// not.
///
/// A lower level goes before a higher one. A name check says nothing about execution, on whatever
/// level. PART tells of the named payments only; of the others it tells by the counts per status,
/// when those leave one answer.
namespace ontzorgd::reconcile {

/// What a report says of the execution of a payment.
struct Told {
    StatusMeaning meaning = StatusMeaning::none;  ///< none, received, accepted, settled, rejected
    bool of_itself = false;                       ///< said of this payment, not of all
    std::string_view code;                        ///< ACSP, RJCT, ...
    std::string_view reason;  ///< the first reason code, of the lowest level that gives one
    bool operator==(const Told&) const = default;
};

/// What the levels above its payments say; each may be empty.
struct Levels {
    const Status* group = nullptr;
    const Status* payment = nullptr;
};

/// Of a payment that the report names.
[[nodiscard]] Told told_of_named(const Status& transaction, const Levels& above);

/// Payments of one file that the report names, by the code that their status has.
class NamedPayments {
public:
    void add(std::string_view code);
    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::int64_t with(std::string_view code) const;

private:
    std::int64_t count_ = 0;
    std::map<std::string, std::int64_t, std::less<>> by_code_;
};

/// Of every payment that it does not name, of a file with `payments` payments. Nothing (meaning
/// none) when there are no others, or when it is not known which of them have which status.
[[nodiscard]] Told told_of_others(const Levels& above, const NamedPayments& named,
                                  std::int64_t payments);

/// What a report says of the names of the payments that it does not name.
struct NamesOfOthers {
    /// The result of each of them; none when nothing is said, or not of each.
    NameCheck each = NameCheck::none;
    /// How many of them do not match, closely or not at all, and are not named: a person has to
    /// look in the bank's portal. -1: some, it is not known how many.
    std::int64_t unknown = 0;
    bool operator==(const NamesOfOthers&) const = default;
};
[[nodiscard]] NamesOfOthers names_of_others(const Levels& above, const NamedPayments& named,
                                            std::int64_t payments);

}  // namespace ontzorgd::reconcile
