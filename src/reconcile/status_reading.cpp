// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/status_reading.h"

#include "ontzorgd/reconcile/last_status.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ontzorgd::reconcile {

namespace {

/// A status as far as it tells about execution: waiting is no more than received.
StatusMeaning execution_of(std::string_view code) {
    const StatusMeaning meaning = meaning_of_status(code);
    switch (meaning) {
        case StatusMeaning::waiting: return StatusMeaning::received;
        case StatusMeaning::name_check:
        case StatusMeaning::unknown: return StatusMeaning::none;
        case StatusMeaning::none:
        case StatusMeaning::received:
        case StatusMeaning::accepted:
        case StatusMeaning::settled:
        case StatusMeaning::rejected:
        case StatusMeaning::partly: break;
    }
    return meaning;
}

/// The lowest level above the payments that tells about execution.
const Status* lowest(const Levels& above) {
    for (const Status* status : {above.payment, above.group}) {
        if (status != nullptr && execution_of(status->code) != StatusMeaning::none) return status;
    }
    return nullptr;
}

std::string_view reason_of(const Levels& above) {
    for (const Status* status : {above.payment, above.group}) {
        if (status != nullptr && !status->reason().empty()) return status->reason();
    }
    return {};
}

/// Whether a reason that stands beside the status is why, and not something else.
bool has_reason(StatusMeaning meaning, std::string_view code) {
    return meaning == StatusMeaning::rejected || is_told_of(code);
}

/// The counts of the lowest level that has them.
std::span<const StatusCount> counts_of(const Levels& above) {
    for (const Status* status : {above.payment, above.group}) {
        if (status != nullptr && !status->counts.empty()) return status->counts;
    }
    return {};
}

struct Rest {
    std::string_view code;
    std::int64_t count = 0;
};

/// The counts less what is named; nothing when they cannot be those of this file.
std::optional<std::vector<Rest>> rest_of(std::span<const StatusCount> counts,
                                         const NamedPayments& named, std::int64_t others) {
    std::vector<Rest> rest;
    std::int64_t sum = 0;
    for (const StatusCount& each : counts) {
        const std::int64_t left = each.count - named.with(each.code);
        // The count may leave out what is named one by one, or be wrong.
        if (left < 0 || left > others) return std::nullopt;
        sum += left;
        if (left > 0) rest.push_back({.code = each.code, .count = left});
    }
    if (sum != others) return std::nullopt;
    return rest;
}

Told by_counts(const Levels& above, const NamedPayments& named, std::int64_t others) {
    const auto rest = rest_of(counts_of(above), named, others);
    if (!rest || rest->empty()) return {};
    const StatusMeaning first = execution_of(rest->front().code);
    const bool is_one = std::ranges::all_of(
        *rest, [&](const Rest& each) { return execution_of(each.code) == first; });
    if (!is_one || first == StatusMeaning::partly || first == StatusMeaning::none) return {};
    // Of several codes that mean the same none may be told of all that only some of them have.
    const auto code = std::ranges::min_element(*rest, {}, [](const Rest& each) {
        return std::pair{is_told_of(each.code), each.code};
    });
    const bool is_known = rest->size() == 1 || !is_told_of(code->code);
    return {.meaning = first,
            .of_itself = false,
            .code = is_known ? code->code : std::string_view{},
            .reason =
                is_known && has_reason(first, code->code) ? reason_of(above) : std::string_view{}};
}

bool needs_looking_at(NameCheck check) {
    return check == NameCheck::close_match || check == NameCheck::no_match ||
           check == NameCheck::mismatches;
}

/// The lowest level above the payments that tells about names.
NameCheck check_of(const Levels& above) {
    for (const Status* status : {above.payment, above.group}) {
        if (status == nullptr) continue;
        if (const NameCheck check = status->name_check(); check != NameCheck::none) return check;
    }
    return NameCheck::none;
}

/// No counts: one code of all. A code for a group says that some do not match; when the report
/// names payments, it means those.
NamesOfOthers by_one_code(NameCheck check, const NamedPayments& named, std::int64_t others) {
    if (check != NameCheck::mismatches && !(needs_looking_at(check) && named.count() > 0)) {
        return {.each = check, .unknown = 0};
    }
    if (others == 1 && named.count() == 0) return {.each = check, .unknown = 0};
    return {.each = NameCheck::none, .unknown = named.count() > 0 ? 0 : -1};
}

}  // namespace

void NamedPayments::add(std::string_view code) {
    ++count_;
    const auto known = by_code_.find(code);
    if (known != by_code_.end()) {
        ++known->second;
    } else {
        by_code_.emplace(code, 1);
    }
}

std::int64_t NamedPayments::with(std::string_view code) const {
    const auto known = by_code_.find(code);
    return known == by_code_.end() ? 0 : known->second;
}

Told told_of_named(const Status& transaction, const Levels& above) {
    Told told{.meaning = execution_of(transaction.code),
              .of_itself = true,
              .code = transaction.code,
              .reason = transaction.reason()};
    if (told.meaning == StatusMeaning::none || told.meaning == StatusMeaning::partly) {
        const Status* const status = lowest(above);
        told.of_itself = false;
        told.meaning = status == nullptr ? StatusMeaning::none : execution_of(status->code);
        told.code = status == nullptr ? std::string_view{} : std::string_view{status->code};
        if (told.meaning == StatusMeaning::partly) told = {};
    }
    if (has_reason(told.meaning, told.code) && told.reason.empty()) {
        told.reason = reason_of(above);
    }
    return told;
}

Told told_of_others(const Levels& above, const NamedPayments& named, std::int64_t payments) {
    const std::int64_t others = payments - named.count();
    if (others <= 0) return {};
    const Status* const status = lowest(above);
    if (status == nullptr || execution_of(status->code) == StatusMeaning::partly) {
        return by_counts(above, named, others);
    }
    const StatusMeaning meaning = execution_of(status->code);
    return {.meaning = meaning,
            .of_itself = false,
            .code = status->code,
            .reason = has_reason(meaning, status->code) ? reason_of(above) : std::string_view{}};
}

NamesOfOthers names_of_others(const Levels& above, const NamedPayments& named,
                              std::int64_t payments) {
    const std::int64_t others = payments - named.count();
    const NameCheck check = check_of(above);
    if (others <= 0 || check == NameCheck::none || check == NameCheck::incomplete) return {};
    std::int64_t unknown = 0;
    std::int64_t told = 0;
    NameCheck only = NameCheck::none;  // the one result that is left over
    for (const StatusCount& each : counts_of(above)) {
        const NameCheck result = name_check_of(each.code);
        if (result == NameCheck::none) continue;
        // A bank may write any number: one too many says as much as the largest.
        const std::int64_t counted = std::clamp<std::int64_t>(each.count, 0, payments + 1);
        const std::int64_t left = std::max<std::int64_t>(0, counted - named.with(each.code));
        if (left == 0) continue;
        only = told == 0 || only == result ? result : NameCheck::none;
        told += left;
        if (needs_looking_at(result)) unknown += left;
    }
    if (told == others && only != NameCheck::none) return {.each = only, .unknown = 0};
    if (unknown > 0) return {.each = NameCheck::none, .unknown = std::min(unknown, others)};
    return told >= others ? NamesOfOthers{} : by_one_code(check, named, others);
}

}  // namespace ontzorgd::reconcile
