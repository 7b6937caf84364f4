// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/result.h"

namespace ontzorgd::base {

std::string_view Error::detail(std::string_view name) const {
    for (const Detail& detail : details) {
        if (detail.name == name) return detail.value;
    }
    return {};
}

Error Error::with(std::string name, std::string value) const {
    Error more = *this;
    for (const Detail& detail : details) {
        if (detail.name == name) return more;
    }
    more.details.push_back({.name = std::move(name), .value = std::move(value)});
    return more;
}

Failure refuse(std::string code, std::vector<Detail> details) {
    return {{.kind = ErrorKind::refused, .code = std::move(code), .details = std::move(details)}};
}

Failure malformed(std::string code, std::vector<Detail> details) {
    return {{.kind = ErrorKind::malformed, .code = std::move(code), .details = std::move(details)}};
}

}  // namespace ontzorgd::base
