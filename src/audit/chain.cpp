// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/chain.h"

#include "bytes.h"
#include "ontzorgd/audit/record.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::audit {

namespace {

constexpr char link_mark = 0x02;

}  // namespace

base::Digest link_hash(const base::Sha256& sha256, const base::Digest& previous,
                       std::string_view record) {
    std::string bytes;
    bytes.reserve(1 + previous.size() + record.size());
    bytes += link_mark;
    bytes += as_text(previous);
    bytes += record;
    return sha256(bytes);
}

ChainHead extended(const base::Sha256& sha256, const ChainHead& head, std::string_view record) {
    return {.length = head.length + 1, .hash = link_hash(sha256, head.hash, record)};
}

std::string_view to_text(ChainFaultKind kind) {
    switch (kind) {
        case ChainFaultKind::link_is_missing: return "link_is_missing";
        case ChainFaultKind::link_is_repeated: return "link_is_repeated";
        case ChainFaultKind::hash_differs: return "hash_differs";
        case ChainFaultKind::record_is_malformed: return "record_is_malformed";
        case ChainFaultKind::anchor_differs: return "anchor_differs";
        case ChainFaultKind::shorter_than_anchor: return "shorter_than_anchor";
        case ChainFaultKind::head_differs: return "head_differs";
        case ChainFaultKind::longer_than_expected: return "longer_than_expected";
    }
    return "hash_differs";
}

ChainVerifier::ChainVerifier(base::Sha256 sha256, std::vector<ChainHead> anchors)
    : sha256_{std::move(sha256)}, anchors_{std::move(anchors)} {
    std::sort(anchors_.begin(), anchors_.end(),
              [](const ChainHead& a, const ChainHead& b) { return a.length < b.length; });
    // An anchor of length zero must have the genesis hash.
    if (!pass_anchors()) fault_ = {.kind = ChainFaultKind::anchor_differs, .number = 0};
}

bool ChainVerifier::add(const Link& link) {
    if (fault_) return false;
    const std::int64_t expected = head_.length + 1;
    if (const auto kind = look_at(link)) {
        const bool is_missing = *kind == ChainFaultKind::link_is_missing;
        fault_ = {.kind = *kind, .number = is_missing ? expected : link.number};
        return false;
    }
    head_ = {.length = link.number, .hash = link.hash};
    if (!pass_anchors()) {
        fault_ = {.kind = ChainFaultKind::anchor_differs, .number = link.number};
    }
    return !fault_;
}

std::optional<ChainFaultKind> ChainVerifier::look_at(const Link& link) {
    if (link.number > head_.length + 1) return ChainFaultKind::link_is_missing;
    if (link.number <= head_.length) return ChainFaultKind::link_is_repeated;
    if (link_hash(sha256_, head_.hash, link.record) != link.hash) {
        return ChainFaultKind::hash_differs;
    }
    if (!decode(link.record)) return ChainFaultKind::record_is_malformed;
    return std::nullopt;
}

bool ChainVerifier::pass_anchors() {
    for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].length <= head_.length;
         ++next_anchor_) {
        if (anchors_[next_anchor_] != head_) return false;
        anchored_length_ = head_.length;
    }
    return true;
}

std::optional<ChainFault> ChainVerifier::finish(const std::optional<ChainHead>& expected) {
    if (fault_) return fault_;
    const std::int64_t next = head_.length + 1;
    const bool is_short = next_anchor_ < anchors_.size();
    if (is_short || (expected && expected->length > head_.length)) {
        fault_ = {.kind = ChainFaultKind::shorter_than_anchor, .number = next};
    } else if (expected && expected->length < head_.length) {
        fault_ = {.kind = ChainFaultKind::longer_than_expected, .number = expected->length + 1};
    } else if (expected && *expected != head_) {
        fault_ = {.kind = ChainFaultKind::head_differs, .number = head_.length};
    }
    return fault_;
}

}  // namespace ontzorgd::audit
