// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/uitkering/regelset.h"

/// @file
/// Whether the signatures under a batch are the ones the chain recorded: asked again at release, so
/// that somebody who changed rows of the database does not have anything paid.
namespace ontzorgd::service {

/// Errors (refused): signatures_do_not_verify, when fewer signatures than the regelset asks for
/// stand in the chain under these very bytes by other people than who made the batch.
[[nodiscard]] base::Result<base::Done> check_signatures(store::Database& db,
                                                        const store::StoredBatch& batch,
                                                        const uitkering::Regelset& regelset);

}  // namespace ontzorgd::service
