// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/policy_rows.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The files of a batch: rendered from the stored rows, validated and read back, archived by their
/// hash.
namespace ontzorgd::service {

/// A name that went into a file in other letters than the dossier has.
struct Respelling {
    const store::NamedPayments& named;
    std::string_view sent;
};
/// Derived anew: from the names the dossier had when the file was made, by the function that wrote
/// it. Views are valid during the call.
void for_each_respelling(store::Database& db, std::int64_t file,
                         const std::function<void(const Respelling&)>& visit);

/// Renders `file` (whose attempts are stored, and whose count and cents are filled in) into the
/// archive and fills in its hash. The same rows always give the same bytes. Errors: those of the
/// writer and the check.
[[nodiscard]] base::Result<base::Done> build_file(Context& context, store::StoredFile& file,
                                                  payment::Speed speed);

/// Whether the archive still holds the bytes that were signed.
[[nodiscard]] bool archive_holds(const Municipality& town, const store::StoredFile& file);

/// "OEFEN-4K7Q-2026-11-30-lasten-1.xml"
[[nodiscard]] std::string file_name(const Municipality& town, const store::StoredFile& file,
                                    const store::OwnAccount& account);

/// The purpose code of a kind (sepa.md 1.5); empty for overig.
[[nodiscard]] std::string_view purpose_of(std::int64_t kind);

}  // namespace ontzorgd::service
