// SPDX-License-Identifier: EUPL-1.2
#include "csv_out.h"

namespace ontzorgd::service {

void CsvOut::cell(std::string_view text) {
    constexpr std::string_view formula_begins = "=+-@\t\r";
    const bool is_formula =
        !text.empty() && formula_begins.find(text.front()) != std::string_view::npos;
    const bool needs_quotes = text.find_first_of("\"\r\n,;\t") != std::string_view::npos ||
                              text.find(separator_) != std::string_view::npos;
    if (!is_formula && !needs_quotes) {
        plain(text);
        return;
    }
    std::string quoted = "\"";
    if (is_formula) quoted += '\'';
    for (const char character : text) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    plain(quoted + '"');
}

}  // namespace ontzorgd::service
