// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/part_word.h"

/// @file
/// What is told of recalls: that one waits for an answer, and that money came back after one that
/// nobody recorded.
namespace ontzorgd::service {

/// Opens, tells anew or closes the exceptions about recalls of this attempt, as it stands now.
void sync_recall_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                            const store::AttemptName& of);

}  // namespace ontzorgd::service
