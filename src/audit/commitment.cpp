// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/commitment.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

namespace ontzorgd::audit {

namespace {

constexpr std::string_view marker_begin = "{p:";
constexpr char marker_end = '}';
constexpr std::size_t longest_number = 18;  // digits; always fits 64 bits

/// The number between the braces, or nothing when it is none.
std::optional<std::int64_t> parse_number(std::string_view text) {
    if (!base::is_digits(text) || text.size() > longest_number || text.front() == '0') {
        return std::nullopt;
    }
    return base::parse_int(text);
}

}  // namespace

base::Digest commitment(const base::Sha256& sha256, const Salt& salt, std::string_view value) {
    std::string bytes{salt.begin(), salt.end()};
    bytes += value;
    return sha256(bytes);
}

std::string commitment_marker(std::int64_t personal) {
    base::expects(personal > 0, "a personal value is numbered from 1");
    return std::string{marker_begin} + std::to_string(personal) + marker_end;
}

base::Result<std::string> with_commitments(std::string_view child,
                                           const CommitmentOf& commitment_of) {
    std::string bytes;
    std::string_view rest = child;
    for (std::size_t begin = rest.find(marker_begin); begin != std::string_view::npos;
         begin = rest.find(marker_begin)) {
        const std::size_t inside = begin + marker_begin.size();
        const std::size_t end = rest.find(marker_end, inside);
        const auto number = end == std::string_view::npos
                                ? std::nullopt
                                : parse_number(rest.substr(inside, end - inside));
        bytes += rest.substr(0, number ? begin : inside);
        rest.remove_prefix(number ? end + 1 : inside);
        if (!number) continue;  // not a marker: its first bytes were taken over as they are
        const auto digest = commitment_of(*number);
        if (!digest) {
            return base::refuse("commitment_is_missing", {{"value", std::to_string(*number)}});
        }
        bytes += base::to_hex(*digest);
    }
    bytes += rest;
    return bytes;
}

}  // namespace ontzorgd::audit
