// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bank_archive.h"
#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <filesystem>

/// @file
/// A status report comes in: what the bank says of our payments, and whose names do not match.
///
/// It moves payments between handed over, accepted and rejected and never proves one. What it says
/// of something that is not as we sent it moves nothing and is an exception.
namespace ontzorgd::service {

/// Whether the file is a pain.002, told by its beginning.
[[nodiscard]] bool is_status_report(const std::filesystem::path& file);

/// Ingests it whole or not at all, and keeps its bytes. A report that says again what an earlier
/// one of its name said counts for nothing; one about none of our payments is kept and named.
/// Errors (malformed): status_code_is_unknown (the file is kept, nothing in it counts),
/// bank_file_is_damaged; those of read_pain002().
[[nodiscard]] base::Result<Report> ingest_status_report(Context& context,
                                                        const std::filesystem::path& file,
                                                        const base::Digest& sha256, Kept kept,
                                                        messages::ByteSource source);

}  // namespace ontzorgd::service
