// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/people.h"

/// @file
/// Whom an exception is about.
namespace ontzorgd::service {

/// Neither its household nor that of its payment. Errors (refused): client_is_a_relation.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_exception(
    Municipality& town, store::UserId user, const store::ExceptionRow& exception);

}  // namespace ontzorgd::service
