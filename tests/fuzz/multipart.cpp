// SPDX-License-Identifier: EUPL-1.2
// A form with one file, as a browser sends it: in pieces of any size it is the same.
#include "multipart.h"

#include "fuzz.h"
#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <string>

namespace {

using namespace ontzorgd;

struct Read {
    bool is_taken = false;
    std::string file{};
    bool operator==(const Read&) const = default;
};

Read read(std::string_view text, std::string_view boundary, std::size_t piece) {
    Read made;
    api::Multipart form{boundary, [&](std::string_view part) { made.file += part; }};
    while (!text.empty()) {
        const std::string_view part = text.substr(0, piece);
        form.take(part);
        text.remove_prefix(part.size());
    }
    made.is_taken = static_cast<bool>(form.end());
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    // The first line is the Content-Type.
    const std::size_t line = std::min(text.find('\n'), text.size());
    const auto boundary = api::boundary_of(text.substr(0, line));
    const std::string name = boundary ? boundary.value() : "x";
    const std::string_view body = text.substr(std::min(line + 1, text.size()));
    const Read whole = read(body, name, body.size() + 1);
    base::expects(whole.file.size() <= body.size(), "a file is no larger than its form");
    const Read bytewise = read(body, name, 1);
    base::expects(whole.is_taken == bytewise.is_taken, "a form is the same in any pieces");
    base::expects(!whole.is_taken || whole == bytewise, "a file is the same in any pieces");
    return 0;
}
