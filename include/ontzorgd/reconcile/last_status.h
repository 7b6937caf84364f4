// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The last thing that status reports say of a payment, and whether somebody has to be told.
///
/// Reports come twice and out of order: what counts is when the bank made them. None of this is
/// acceptance, rejection or proof (payment::BankWord).
namespace ontzorgd::reconcile {

/// ACFC, PATC, PDNG and BLCK wait for something; ACWC is accepted with a change.
[[nodiscard]] bool is_told_of(std::string_view code);
/// Of those, the ones that are no more than a step on the way until the day of execution is past.
[[nodiscard]] bool is_told_after_execution(std::string_view code);

struct SaidStatus {
    std::optional<std::int64_t> created{};  ///< of its report; one without comes before the others
    std::string code{};
    std::string reason{};
    std::string report{};  ///< the bank's name for it
    bool operator==(const SaidStatus&) const = default;
};

/// What was said of one payment, whatever the order and however often.
class LastStatus {
public:
    void add(const SaidStatus& said);

    /// Made at the same moment, what says more comes later.
    [[nodiscard]] const std::optional<SaidStatus>& last() const { return last_; }
    /// The last one when it is told of; a change that was announced also when the payment only went
    /// on since then. Nothing once it was settled or rejected.
    [[nodiscard]] const std::optional<SaidStatus>& told() const;

private:
    std::optional<SaidStatus> last_;
    std::optional<SaidStatus> change_;
    bool has_ended_ = false;
};

}  // namespace ontzorgd::reconcile
