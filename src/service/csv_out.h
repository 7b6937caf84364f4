// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// CSV as the exports write it: comma or another mark, quotes as in RFC 4180, one LF after each
/// row. Text that a spreadsheet would take for a formula gets an apostrophe before it; our own
/// numbers never do.
namespace ontzorgd::service {

class CsvOut {
public:
    explicit CsvOut(const TextOut& out, char separator = ',') : out_{out}, separator_{separator} {}

    /// One row; the values in the order of the header.
    template <class... Cells>
    void row(const Cells&... cells) {
        begin_row();
        (cell(cells), ...);
        end_row();
    }
    /// An amount as it was written by us: never a formula, quoted when it holds the separator.
    void amount(std::string_view text) { plain(text); }
    void begin_row() {
        text_.clear();
        is_first_ = true;
    }
    void cell(std::string_view text);
    void cell(const std::string& text) { cell(std::string_view{text}); }
    void cell(const char* text) { cell(std::string_view{text}); }
    /// Cents.
    void cell(values::Euro amount) { number(amount.cents()); }
    void cell(values::CivilDate date) { plain(date.to_string()); }
    void cell(values::Month month) { plain(month.to_string()); }
    template <std::integral Integer>
    void cell(Integer value) {
        number(static_cast<std::int64_t>(value));
    }
    template <class Value>
    void cell(const std::optional<Value>& value) {
        if (value) {
            cell(*value);
        } else {
            plain("");
        }
    }
    void end_row() {
        text_ += '\n';
        out_(text_);
    }

private:
    void number(std::int64_t value) { plain(std::to_string(value)); }
    void plain(std::string_view text) {
        if (!is_first_) text_ += separator_;
        is_first_ = false;
        text_ += text;
    }

    const TextOut& out_;
    char separator_;
    std::string text_;
    bool is_first_ = true;
};

}  // namespace ontzorgd::service
