// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/login_answer.h"

#include "ontzorgd/base/contract.h"
#include "shown.h"

namespace ontzorgd::login {

namespace {

constexpr std::size_t longest_code = 4096;

}  // namespace

base::Result<std::string> code_of_answer(const LoginAnswer& answer, const LoginSecrets& secrets,
                                         std::string_view issuer) {
    base::expects(!secrets.state.empty(), "a login has a state");
    // First whether it is an answer to us at all; only then what it says.
    if (answer.state != secrets.state) return base::refuse("login_answer_has_another_state");
    if (answer.issuer && *answer.issuer != issuer) {
        return base::refuse("login_answer_has_another_issuer", {{"value", shown(*answer.issuer)}});
    }
    if (answer.error)
        return base::refuse("login_server_said_no", {{"value", shown(*answer.error)}});
    if (!answer.code || answer.code->empty() || answer.code->size() > longest_code) {
        return base::refuse("login_answer_has_no_code");
    }
    return *answer.code;
}

}  // namespace ontzorgd::login
