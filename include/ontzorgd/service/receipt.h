// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string>
#include <string_view>
#include <vector>

/// @file
/// Receipts: beside a file in the outbox the bank's mover lays NAME.ack when it took the file over.
/// Its first line is what NAME.sha256 holds, of the bytes that it took: the SHA-256, two blanks,
/// the name. What follows is the mover's own and is not read.
///
///     DIR/outbox/NAME.ack               laid by the mover
///     DIR/outbox/bevestigd/NAME.ack     read, and right
///     DIR/outbox/opzij/NAME.ack         read, and not right, with NAME.ack.bevindingen.txt
namespace ontzorgd::service {

/// Records that the mover took a file over. Bytes that are not the ones that were signed open an
/// exception; nothing is repaired. The report: bestand, staat (taken, known, set_aside, gone) and
/// code. Errors (refused): role_may_not_do_this.
[[nodiscard]] base::Result<Report> take_receipt(Context& context, const std::string& name);
/// Those that lie there.
[[nodiscard]] std::vector<std::string> receipts_in(const Municipality& town);

[[nodiscard]] bool is_name_of_receipt(std::string_view name);

}  // namespace ontzorgd::service
