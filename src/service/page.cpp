// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/page.h"

#include "bytes.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/service/input.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace ontzorgd::service {

namespace {

constexpr std::size_t mark_size = 12;  ///< bytes by which a cursor knows a row
constexpr std::size_t seal_size = 16;
/// So many rows before its place a cursor knows: one that goes away does not lose it.
constexpr std::size_t most_marks = 8;

class Cursors {
public:
    Cursors(const Municipality& town, std::string_view scope)
        : key_{text_of(crypto::hmac_sha256(town.keys().index(), "cursors"))}, scope_{scope} {}

    /// A row by what tells it from the others. Of rows that nothing tells apart: which of them.
    [[nodiscard]] std::string mark_of(const std::string& row, std::int64_t which) const {
        return text_of(crypto::hmac_sha256(key_, "row|" + std::to_string(which) + '|' + row))
            .substr(0, mark_size);
    }
    [[nodiscard]] std::string sealed(const std::string& marks) const {
        return base::to_base64url(seal_of(marks) + marks);
    }
    /// The marks, the last row first; empty when it is none of ours.
    [[nodiscard]] std::vector<std::string> opened(std::string_view cursor) const {
        const auto bytes = base::from_base64url(cursor);
        std::vector<std::string> marks;
        if (!bytes || bytes->size() <= seal_size || (bytes->size() - seal_size) % mark_size != 0) {
            return marks;
        }
        const std::string text = bytes->substr(seal_size);
        if (seal_of(text) != bytes->substr(0, seal_size)) return marks;
        for (std::size_t at = 0; at < text.size(); at += mark_size) {
            marks.push_back(text.substr(at, mark_size));
        }
        return marks;
    }

private:
    [[nodiscard]] std::string seal_of(const std::string& marks) const {
        const std::string said = "cursor|" + std::to_string(scope_.size()) + '|' + scope_ + marks;
        return text_of(crypto::hmac_sha256(key_, said)).substr(0, seal_size);
    }

    std::string key_;
    std::string scope_;
};

/// Of every row, in their order.
std::vector<std::string> marks_of(const Cursors& cursors, const std::vector<Report>& rows,
                                  const std::vector<std::string_view>& keys) {
    std::map<std::string, std::int64_t> seen;
    std::vector<std::string> marks;
    marks.reserve(rows.size());
    for (const Report& row : rows) {
        Report told;
        for (const std::string_view key : keys) {
            if (const Field* const field = row.find(key)) told.add(key, field->value);
        }
        const std::string text = told.to_json();
        marks.push_back(cursors.mark_of(text, seen[text]++));
    }
    return marks;
}

/// Where the rows after the cursor begin.
std::optional<std::size_t> place_after(const std::vector<std::string>& marks,
                                       const std::vector<std::string>& known) {
    for (const std::string& mark : known) {
        const auto found = std::ranges::find(marks, mark);
        if (found != marks.end()) return static_cast<std::size_t>(found - marks.begin()) + 1;
    }
    return std::nullopt;
}

}  // namespace

base::Result<Page> page_of(const Municipality& town, const Report& whole,
                           const PageOptions& options) {
    const std::int64_t limit = options.limit.value_or(most_on_a_page);
    if (const auto fits = check_page_limit(limit); !fits) return fits.failure();
    const Field* const list = whole.find(options.list);
    base::expects(list != nullptr && std::holds_alternative<std::vector<Report>>(list->value),
                  "a list that comes in pages is one");
    const auto& rows = *std::get_if<std::vector<Report>>(&list->value);
    const Cursors cursors{town, options.scope};
    const std::vector<std::string> marks = marks_of(cursors, rows, options.keys);
    std::size_t begin = 0;
    if (!options.cursor.empty()) {
        const std::vector<std::string> known = cursors.opened(options.cursor);
        if (known.empty()) return base::malformed("cursor_is_malformed");
        const auto place = place_after(marks, known);
        if (!place) return base::refuse("cursor_is_lost");
        begin = *place;
    }
    const std::size_t end = std::min(rows.size(), begin + static_cast<std::size_t>(limit));
    Page page;
    for (const Field& field : whole.fields()) {
        if (field.name != options.list) {
            page.report.add(field.name, field.value);
            continue;
        }
        const auto shown = std::span{rows}.subspan(begin, end - begin);
        page.report.add_rows(field.name, {shown.begin(), shown.end()});
    }
    if (end < rows.size()) {
        std::string last;
        for (std::size_t i = end; i > 0 && last.size() < most_marks * mark_size; --i) {
            last += marks[i - 1];
        }
        page.next = cursors.sealed(last);
    }
    return page;
}

}  // namespace ontzorgd::service
