// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/pain001.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

/// @file
/// The second pair of eyes on a payment file: read back from disk, validated and added up again.
///
/// It shares no code with the writer. One streaming pass; memory does not grow with the file. Any
/// DOCTYPE, entity or schema instruction inside the file is refused; nothing is ever fetched.
namespace ontzorgd::messages {

/// What the file must hold, from the rows it was made of.
struct Pain001Expectations {
    std::int64_t count = 0;
    values::Euro total;
    payment::PaymentMessage message = payment::PaymentMessage::pain_001_001_09;
    payment::Speed speed = payment::Speed::ordinary;
};

/// What the file holds, counted and added from its transfers.
struct Pain001Figures {
    std::int64_t count = 0;
    values::Euro total;
    bool operator==(const Pain001Figures&) const = default;
};

/// One transfer as the file has it. Views live during the call; an absent element is empty. The
/// IBAN has the shape of one; whether it is the right one is for the caller to compare.
struct Pain001ReadBack {
    std::string_view end_to_end_id;
    std::string_view instruction_id;
    values::Euro amount;
    std::string_view creditor_name;
    std::string_view creditor_iban;
    std::string_view ultimate_debtor_name;
    std::string_view purpose;
    Pain001Remittance remittance;
    std::string_view creditor_town;
    std::string_view creditor_country;
};

/// Called for each transfer, in the order of the file. A refusal ends the reading and is returned.
using Pain001Visitor = std::function<base::Result<base::Done>(const Pain001ReadBack&)>;

/// Validates the file at `path` against our profile of the expected message, and adds up its
/// transfers: their count and sum must be those of the payment, of the group and of `expectations`.
///
/// Errors (malformed): pain001_is_not_valid (details file, line, message), pain001_has_a_doctype
/// (file, line), pain001_speed_differs (file), pain001_count_differs and pain001_sum_differs (file,
/// level = payment, group or expected, declared, counted). Throws std::filesystem::filesystem_error
/// when it cannot be read.
[[nodiscard]] base::Result<Pain001Figures> check_pain001(const std::filesystem::path& path,
                                                         const Pain001Expectations& expectations,
                                                         const Pain001Visitor& visitor = {});

/// Validates the file at `path` against another schema on disk and nothing more; for tests against
/// the official one. Errors as check_pain001(), and schema_is_not_usable.
[[nodiscard]] base::Result<base::Done> validate_against(const std::filesystem::path& path,
                                                        const std::filesystem::path& schema);

}  // namespace ontzorgd::messages
