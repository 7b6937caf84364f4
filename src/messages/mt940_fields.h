// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// @file
/// The fields of an MT940 file: a tag and what stands behind it, one in hand.
///
/// Lines end in LF, CRLF or CR. The lines of a field are joined without adding or losing a
/// character, as bytes: a bank may break a line inside a character.
namespace ontzorgd::messages {

/// No bank writes a line, or a field in all its lines, that is longer; 65 and 390 are the standard.
inline constexpr std::size_t longest_mt940_line = std::size_t{16} * 1024;
inline constexpr std::size_t longest_mt940_field = std::size_t{64} * 1024;
inline constexpr std::int64_t most_mt940_field_lines = 1000;

/// The part of a file that was read last.
enum class Mt940Part : std::uint8_t {
    field,
    boundary,  ///< a trailer ("-", "-}") or a block ("{1:..."): no field goes on behind it
    end,       ///< of the file
};

struct Mt940Field {
    std::string tag;              ///< "60F", without colons
    std::string first;            ///< the rest of the line of the tag
    std::string more;             ///< the lines behind it, joined
    std::int64_t line = 0;        ///< where it begins, from 1
    bool has_broken_tag = false;  ///< a line in it is a tag of which the second colon is missing
};

class Mt940Fields {
public:
    explicit Mt940Fields(ByteSource source) : source_{std::move(source)} {}

    /// Reads on. Errors (malformed, detail line): line_is_too_long, field_is_too_long,
    /// field_has_too_many_lines (detail field), file_has_nul_byte, tag_is_cut_in_two; those of the
    /// source.
    [[nodiscard]] base::Result<Mt940Part> next();
    [[nodiscard]] const Mt940Field& field() const { return field_; }
    /// The line that was read last.
    [[nodiscard]] std::int64_t line() const { return line_number_; }

private:
    [[nodiscard]] base::Result<bool> read_line();
    [[nodiscard]] base::Result<bool> more_bytes();
    [[nodiscard]] base::Result<base::Done> add_to_line(std::string_view bytes);
    [[nodiscard]] base::Result<base::Done> read_rest_of_field();
    [[nodiscard]] base::Failure failure(std::string code) const;

    ByteSource source_;
    std::string_view block_;
    bool is_at_begin_ = true;
    bool ended_with_return_ = false;
    std::string line_;
    bool has_line_ = false;  ///< `line_` was read, and is not used yet
    std::int64_t line_number_ = 0;
    Mt940Field field_;
};

}  // namespace ontzorgd::messages
