// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Notes that a klantmanager writes about a client. What says something of his health stands apart:
/// with a key of its own, for those who may read it by the tables of policy.h, and in no export.
namespace ontzorgd::service {

enum class Compartment : std::uint8_t { ordinary, health };

/// Errors (refused): client_is_unknown, note_is_empty; (malformed): text_is_too_long,
/// text_is_not_utf8.
[[nodiscard]] base::Result<Report> add_note(Context& context, std::string_view client,
                                            std::string_view text, Compartment compartment);
/// The text of a note from here on; the one before stays and is shown with the history. Errors as
/// above; (refused): note_is_unknown, note_was_replaced.
[[nodiscard]] base::Result<Report> replace_note(Context& context, std::int64_t number,
                                                std::string_view text, Compartment compartment);
/// What writing note `number` answered, to whoever wrote it. Errors (refused): note_is_unknown,
/// client_is_a_relation.
[[nodiscard]] base::Result<Report> tell_note(Context& context, std::int64_t number,
                                             Compartment compartment);
/// The notes of a client; with `history` also those that were replaced. Errors (refused):
/// client_is_unknown, role_may_not_do_this.
[[nodiscard]] base::Result<Report> list_notes(Municipality& town, std::span<const Role> roles,
                                              std::string_view client, bool history,
                                              Compartment compartment);

/// For an inzage: every note of a compartment, each with its text.
[[nodiscard]] std::vector<Report> all_notes(Municipality& town, std::string_view client,
                                            Compartment compartment);

}  // namespace ontzorgd::service
