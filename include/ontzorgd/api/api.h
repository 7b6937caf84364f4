// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/login_server.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/service/office.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

/// @file
/// Api: everything that the command line can do, as a REST API by the NLGov API Design Rules 2.1.
/// The contract is schemas/openapi/openapi.json; the routes are tables beside the commands'
/// (src/api/<noun>.cpp).
namespace ontzorgd::api {

/// How many logins by a login server may be under way.
struct LoginRoom {
    std::size_t of_all = 10'000;
    std::size_t of_network = 200;  ///< all that come by one proxy, when there is one

    /// How many of them may at one time turn in a code, for which others wait.
    [[nodiscard]] std::size_t in_work_of_network() const {
        constexpr std::size_t part = 25;
        return std::max<std::size_t>(of_network / part, 1);
    }
};

struct Settings {
    std::chrono::seconds session_idle{15 * 60};
    std::chrono::seconds session_longest{8 * 60 * 60};
    /// How long after the password was typed again a person may sign or release.
    std::chrono::seconds confirmed{5 * 60};
    /// Takes a line (JSON, without its end) for each request; from any thread. May be empty.
    std::function<void(std::string_view)> log{};
    std::uint64_t largest_upload = 2'000'000'000;
    /// At most one of a gemeente.
    std::vector<std::shared_ptr<LoginServer>> login_servers{};
    LoginRoom logins{};
};

class Api {
public:
    /// The offices outlive it. Contract: no two of one gemeente.
    Api(std::vector<service::Office*> offices, Settings settings);
    ~Api();
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;
    Api(Api&&) = delete;
    Api& operator=(Api&&) = delete;

    /// What is to be done with a request; from any thread.
    [[nodiscard]] http::Plan plan(const http::RequestHead& head);
    /// The answer to what never became a request.
    [[nodiscard]] static http::Response error(int status, std::string_view code);
    /// Of every answer: the version of the API, whose first number is that of the path (NLGov API
    /// Design Rules), and what keeps browsers from misusing an answer (OWASP ASVS 3.4).
    [[nodiscard]] static std::vector<http::Header> headers();

    /// The times and the size that hold from here on, for who is logged in already as well; the
    /// log stays. From any thread.
    void use(const Settings& settings);

    /// Wrong passwords and codes that are typed on this machine are counted as those at the door,
    /// and apart from them: whoever guesses there keeps nobody from working here. From any thread.
    [[nodiscard]] bool may_try_on_command_line(service::Office& office, std::string_view user);
    void tried_on_command_line(service::Office& office, std::string_view user, bool came_in);
    /// How many people are logged in.
    [[nodiscard]] std::size_t sessions() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// One route, as the contract names it.
struct RouteName {
    std::string_view method;
    std::string_view path;
    std::string_view command;   ///< the row of the policy table, or the reading command
    bool is_long = false;       ///< others are let in between, or wait
    bool hides_itself = false;  ///< readers are told what was before, until it is done
};
/// Every route that asks for a login, in the order of the path.
[[nodiscard]] std::vector<RouteName> all_routes();

}  // namespace ontzorgd::api
