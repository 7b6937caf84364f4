// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/uitkering/regelset.h"

#include <string_view>

/// @file
/// Regelset file: reads the policy of a municipality from TOML (schemas/regelset-1.md).
namespace ontzorgd::messages {

/// Reads the whole text (at most 64 KiB). Every key is required, a key that is not known is
/// refused. Errors (malformed), with details line, field and value where they apply:
/// file_is_empty, file_is_too_large, file_is_not_utf8, file_has_byte_order_mark,
/// file_has_nul_byte, toml_is_malformed, regelset_version_is_unknown, key_is_missing,
/// key_is_unknown, key_has_wrong_type, gemeente_is_malformed, date_..., euro_..., text_...,
/// number_is_out_of_bounds, word_is_unknown, kind_is_unknown, kind_is_double, kind_is_missing,
/// list_is_empty, list_is_too_long, bands_are_not_ascending, last_band_has_a_bound,
/// band_has_no_bound.
[[nodiscard]] base::Result<uitkering::Regelset> read_regelset(std::string_view toml);

}  // namespace ontzorgd::messages
