// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Audit: proof that what is stored is what was recorded, and samples of payments with their whole
/// story.
namespace ontzorgd::service {

struct VerifyOptions {
    /// Checkpoint files (schemas/audit/checkpoint-1.md) that somebody outside kept.
    std::vector<std::filesystem::path> checkpoints{};
    /// The municipality is as it was on an earlier day: the chain ends there, and an anchor of a
    /// longer one cannot be held against it.
    bool looks_back = false;
    Progress progress = [](std::string_view, std::int64_t) {};
};

/// Replays the chain and recomputes everything it commits to; reads only, in memory that does not
/// grow with the number of payments. Of an earlier day this proves the chain as far as it went, and
/// that the rows of that day are those it commits to. Errors (refused): audit_found_faults, with
/// each fault and its fact as a cause; anchor_is_of_a_later_day; (malformed):
/// checkpoint_is_malformed.
[[nodiscard]] base::Result<Report> verify_audit(Municipality& town, const VerifyOptions& options);

/// The length and head of the chain today, as text to be kept by somebody outside.
[[nodiscard]] base::Result<Report> audit_checkpoint(Municipality& town, values::CivilDate today,
                                                    const TextOut& out);

/// `size` payments drawn from all that were put in a file by the end of the day, each with its
/// whole story in one row: decision, machtiging, contract, run record, explanation, file,
/// signatures, line of the bank. Number i of the draw is SHA-256("SEED|i") modulo the population,
/// repeats left out; without a seed the head of the chain is the seed. Errors (malformed):
/// sample_is_malformed.
[[nodiscard]] base::Result<Report> audit_sample(Municipality& town, std::int64_t size,
                                                std::string seed, values::CivilDate as_of,
                                                const TextOut& out);

}  // namespace ontzorgd::service
