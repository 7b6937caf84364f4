// SPDX-License-Identifier: EUPL-1.2
#include "office_lender.h"

#include "ontzorgd/service/login_log.h"
#include "ontzorgd/service/second_factor.h"

#include <algorithm>
#include <exception>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

namespace ontzorgd::daemon {

namespace {

/// Hands `work` over by `post` and waits for what it gives; what it throws is thrown here.
template <class Post, class Work>
auto done_by(const Post& post, const Work& work)
    -> std::invoke_result_t<Work, service::Municipality&> {
    using Answer = std::invoke_result_t<Work, service::Municipality&>;
    // Destroyed without an answer when the work is dropped.
    auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    const bool taken = post([&work, promise = std::move(promise)](service::Municipality& town) {
        try {
            promise->set_value(work(town));
        } catch (...) {
            promise->set_exception(std::current_exception());
        }
    });
    if (!taken) return base::refuse("daemon_is_busy");
    try {
        return answer.get();
    } catch (const std::future_error&) {
        return base::refuse("daemon_stops");
    }
}

struct Kind {
    bool is_long = true;
    bool hides_itself = true;
};

/// What the routes say of this command; of one that has no route, the most careful.
Kind kind_of(std::string_view command) {
    const auto routes = api::all_routes();
    const auto route = std::ranges::find_if(routes, [&](const api::RouteName& each) {
        return each.command == command && each.method != "GET";
    });
    if (route == routes.end()) return {};
    return {.is_long = route->is_long, .hides_itself = route->hides_itself};
}

}  // namespace

base::Result<service::Report> OfficeLender::lend(const Loan& loan, const Work& work) {
    const auto post_to = [](auto& threads) {
        return [&threads](auto asked) { return threads.post(std::move(asked)); };
    };
    if (loan.mode == service::Mode::dry_run) {
        const Work on_a_copy = [&](service::Municipality& town) {
            service::Municipality copy = town.trial();
            return work(copy);
        };
        return done_by(post_to(office_.history), on_a_copy);
    }
    if (loan.mode == service::Mode::read && loan.looks_back) {
        // A reader of its own, which is taken back to that day: the thread answers others.
        const Work on_its_own = [&](service::Municipality& town) {
            service::Municipality past = town.reader();
            return work(past);
        };
        return done_by(post_to(office_.history), on_its_own);
    }
    if (loan.mode == service::Mode::read) return done_by(post_to(office_.readers), work);
    const Kind kind = kind_of(loan.command);
    if (!kind.is_long) return done_by(post_to(office_.writer), work);
    const Work whole = [&](service::Municipality& town) {
        if (kind.hides_itself) office_.readers.freeze();
        const std::shared_ptr<void> thaws{nullptr, [&](void*) {
                                              if (kind.hides_itself) office_.readers.thaw();
                                          }};
        try {
            return work(town);
        } catch (...) {
            town.sweep();
            throw;
        }
    };
    return done_by([&](auto asked) { return office_.writer.post_long(std::move(asked)); }, whole);
}

base::Result<cli::Lender::Person> OfficeLender::authenticate(std::string_view name,
                                                             std::string_view password) {
    const auto check = [&](service::Municipality& town) -> base::Result<Person> {
        // Others may have tried while this one waited.
        if (!api_.may_try_on_command_line(office_, name))
            return base::refuse("command_line_has_too_many_wrong_tries");
        auto actor = service::authenticate(town, name, password);
        if (!actor) {
            api_.tried_on_command_line(office_, name, false);
            service::log_login(
                town,
                {.trace = service::new_trace(), .user = std::string{name}, .via = "opdrachtregel"});
            return actor.failure();
        }
        const bool shows_code = service::second_factor_in_use(town, actor.value().id) != 0;
        if (!shows_code) api_.tried_on_command_line(office_, name, true);
        return Person{.actor = std::move(actor).value(), .shows_code = shows_code};
    };
    return done_by([&](auto asked) { return office_.logins.post(std::move(asked)); }, check);
}

}  // namespace ontzorgd::daemon
