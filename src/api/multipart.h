// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// A file as a form of a browser sends it: multipart/form-data (RFC 7578) with one part, `bestand`.
/// Read as it comes, with bounded memory; all that is wrong is found, as far as it can be read.
namespace ontzorgd::api {

inline constexpr std::string_view multipart_type = "multipart/form-data";

/// Of a Content-Type. Errors (malformed): multipart_boundary_is_missing, also for one that is too
/// long or holds what no boundary may.
[[nodiscard]] base::Result<std::string> boundary_of(std::string_view content_type);

class Multipart {
public:
    /// `file` gets the bytes of the file, in pieces of any size; to be thrown away when end() finds
    /// anything.
    Multipart(std::string_view boundary, std::function<void(std::string_view)> file);

    void take(std::string_view bytes);
    /// Nothing more comes. Errors (malformed): request_is_not_accepted with a cause each:
    /// multipart_is_cut_short, multipart_is_malformed, multipart_header_is_too_long,
    /// multipart_is_nested, multipart_is_encoded, field_is_unknown, field_is_given_twice,
    /// field_is_missing.
    [[nodiscard]] base::Result<base::Done> end();

private:
    enum class State : std::uint8_t { before, delimiter, headers, body, after, broken };

    /// Whether there was enough to go on from.
    bool step();
    bool pass_to_delimiter(bool is_of_part);
    bool after_delimiter();
    bool read_headers();
    void begin_part(std::string_view headers);
    void find(std::string_view code, std::string_view field = {});
    void break_off(std::string_view code);

    std::string delimiter_;  ///< with the line end that belongs to it
    std::function<void(std::string_view)> file_;
    std::string buffer_;
    State state_ = State::before;
    bool has_file_ = false;
    bool is_file_ = false;  ///< the part that is being read
    std::size_t parts_ = 0;
    std::vector<base::Error> causes_;
};

}  // namespace ontzorgd::api
