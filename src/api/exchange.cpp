// SPDX-License-Identifier: EUPL-1.2
#include "exchange.h"

#include "kept_answer.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/service/task.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/user_relation.h"
#include "paged.h"
#include "printed_text.h"
#include "problem.h"
#include "sessions.h"
#include "task.h"

#include <atomic>
#include <exception>
#include <memory>
#include <utility>

namespace ontzorgd::api {

namespace {

base::Result<service::Now> now_of(service::Municipality& town, std::string_view practice_day) {
    std::optional<values::CivilDate> day;
    if (!practice_day.empty()) {
        const auto parsed = values::CivilDate::parse(practice_day);
        if (!parsed) return parsed.failure();
        day = parsed.value();
    }
    return service::begin_now(town, day);
}

/// Rows about whom the actor has a relation to are left out, as they are when he reads. An answer
/// that is about one as a whole was let through by the command.
http::Response answer_to(const service::Context& context, const Route& route,
                         const base::Result<service::Report>& result) {
    if (!result) return problem(result.error());
    const auto related = store::related_numbers(context.town.db(), context.actor.id);
    if (related.empty()) return json(route.status, result.value());
    const service::SeenReport seen = service::rows_without_relations(result.value(), related);
    http::Response response = json(route.status, seen.report);
    if (seen.left_out > 0) response.set(left_out_header, std::to_string(seen.left_out));
    return response;
}

/// Says which version an answer is of.
void add_version(service::Municipality& town, store::UserId asks, const Exchange& exchange,
                 http::Response& response) {
    constexpr int first_refusal = 300;
    if (!exchange.route.version || response.status >= first_refusal) return;
    const auto current = exchange.route.version(town, asks, exchange.given);
    if (current) response.set("ETag", tag_of(current.value()));
}

/// One transaction for what the route does and for its answer.
http::Response change_at_once(service::Context& context, const Exchange& exchange) {
    store::WholeTransaction whole{context.town.db()};
    const auto result = exchange.route.change(context, exchange.given);
    http::Response response = answer_to(context, exchange.route, result);
    add_version(context.town, context.actor.id, exchange, response);
    if (result) {
        keep_answer(context, exchange, response, result.value());
        whole.commit();
        if (exchange.route.ends_other_sessions) {
            const auto now = service::actor_named(context.town, exchange.user);
            if (now) exchange.go_on(now->password);
        }
    }
    return response;
}

/// Long work commits by itself. When it ends before its answer is kept, the same request is done
/// once more, and each command answers for what it finds done.
http::Response change_in_steps(service::Context& context, const Exchange& exchange) {
    service::settle_hand_overs(context);
    const auto result = exchange.route.change(context, exchange.given);
    http::Response response = answer_to(context, exchange.route, result);
    add_version(context.town, context.actor.id, exchange, response);
    if (result) {
        store::in_transaction(context.town.db(),
                              [&] { keep_answer(context, exchange, response, result.value()); });
    }
    return response;
}

/// Nothing when the request is of the version that there is; otherwise what to answer. Asked on the
/// writer's thread, so that nothing comes between this and the change.
std::optional<http::Response> refuse_version(service::Municipality& town,
                                             const service::Actor& actor,
                                             const Exchange& exchange) {
    if (!exchange.route.version) return std::nullopt;
    if (!exchange.route.asks_version && !exchange.if_match.is_given) return std::nullopt;
    const auto allowed = service::may(actor.roles, exchange.route.command);
    if (!allowed) return problem(allowed.error());
    const auto current = exchange.route.version(town, actor.id, exchange.given);
    if (!current) return problem(current.error());
    if (!exchange.if_match.is_given) return problem(428, "version_is_not_named");
    if (exchange.if_match.names(current.value())) return std::nullopt;
    http::Response response = problem(412, "version_is_another");
    response.set("ETag", tag_of(current.value()));
    return response;
}

/// Does what the route asks, whole or not at all.
http::Response change(service::Municipality& town, Exchange& exchange,
                      const base::Result<service::Now>& now) {
    if (!now) return problem(now.error());
    auto actor = actor_of(town, exchange.user, exchange.came_in);
    if (!actor) return problem(401, "session_is_needed");
    if (const auto passed = service::pass_gate(town, *actor, exchange.route.command); !passed)
        return problem(passed.error());
    std::optional<service::Answer> earlier;
    if (exchange.key) {
        auto given = earlier_answer(town, actor->id, *exchange.key);
        if (!given) return problem(given.error());
        earlier = std::move(given).value();
    }
    // It may tell of whom he had no relation to when it was kept.
    if (earlier && store::newest_relation(town.db(), actor->id) > earlier->facts)
        return problem(403, "client_is_a_relation");
    if (earlier && !exchange.route.tell_again) return again(*earlier);
    if (!earlier) {
        if (auto refusal = refuse_version(town, *actor, exchange)) return std::move(*refusal);
    }
    service::Context context{.town = town,
                             .actor = std::move(*actor),
                             .now = now.value(),
                             .progress = exchange.progress,
                             .between_slices = [&] { exchange.office.writer.between_slices(); }};
    if (earlier) return told_anew(context, exchange.route, *earlier);
    return exchange.route.work == Work::short_work ? change_at_once(context, exchange)
                                                   : change_in_steps(context, exchange);
}

http::Response print(service::Reading& reading, const Exchange& exchange,
                     const std::vector<std::string>& related) {
    if (!related.empty() && service::prints_clients(exchange.route.command))
        return problem(403, "export_holds_a_relation");
    PrintedText text{exchange.office.town().work_folder()};
    const auto result = exchange.route.print(reading, exchange.given,
                                             [&](std::string_view part) { text.write(part); });
    if (!result) return problem(result.error());
    http::Response response;
    text.put_into(response);
    response.set("Content-Type", exchange.route.prints);
    return response;
}

/// The whole answer, or the page of it that was asked for.
http::Response answer_with(service::Reading& reading, const service::Report& report,
                           const Exchange& exchange) {
    const bool is_page = !exchange.route.list.empty() && (exchange.given.number_if_given("limit") ||
                                                          exchange.given.text_if_given("cursor"));
    return is_page ? page_of(reading.town, report, exchange) : json(exchange.route.status, report);
}

/// `related`: the clients and households whom the reader has a relation to, and sees nothing of.
http::Response read_as_of(service::Reading& reading, const Exchange& exchange,
                          const std::vector<std::string>& related) {
    if (exchange.route.print) return print(reading, exchange, related);
    const auto report = exchange.route.read(reading, exchange.given);
    if (!report) return problem(report.error());
    if (related.empty()) return answer_with(reading, report.value(), exchange);
    const auto seen = service::without_relations(report.value(), related);
    if (!seen) return problem(seen.error());
    http::Response response = answer_with(reading, seen.value().report, exchange);
    response.set(left_out_header, std::to_string(seen.value().left_out));
    return response;
}

http::Response read(service::Municipality& town, const Exchange& exchange,
                    const base::Result<service::Now>& present) {
    const auto actor = actor_of(town, exchange.user, exchange.came_in);
    if (!actor) return problem(401, "session_is_needed");
    if (actor->roles.empty()) return problem(403, "user_has_no_role");
    if (const auto allowed = service::may_read(actor->roles, exchange.route.command); !allowed) {
        return problem(allowed.error());
    }
    const auto related = store::related_numbers(town.db(), actor->id);
    if (!present) return problem(present.error());
    service::Reading reading{.town = town, .now = present.value(), .as_of = present.value().today};
    const auto as_it_is = [&] {
        http::Response response = read_as_of(reading, exchange, related);
        add_version(town, actor->id, exchange, response);
        return response;
    };
    if (!exchange.route.looks_back) return as_it_is();
    const std::string& asked = exchange.given.text("peildatum");
    if (asked.empty()) return as_it_is();
    const auto day = values::CivilDate::parse(asked);
    if (!day) return problem(day.error());
    service::Municipality past = town.reader();
    const service::Past moment{past, day.value(), present.value()};
    service::Reading back{.town = past,
                          .now = moment.now(),
                          .as_of = moment.now().today,
                          .looks_back = moment.is_earlier()};
    return read_as_of(back, exchange, related);
}

/// The number that is asked about: what stands in the path, or whom the body names.
std::string subject_of(const Exchange& exchange) {
    for (const Field& field : exchange.route.fields) {
        const bool names_one = field.place == Place::path || field.name == "client" ||
                               field.name == "huishouden" || field.name == "contract";
        if (!names_one || field.place == Place::query) continue;
        if (field.kind == Kind::number) {
            const auto number = exchange.given.number_if_given(field.name);
            if (number) return std::to_string(*number);
        } else if (field.kind == Kind::text) {
            const auto text = exchange.given.text_if_given(field.name);
            if (text) return *text;
        }
    }
    return {};
}

/// Whoever asked may have seen a part of it. The fault itself is told as it is, also when the log
/// cannot be written.
void log_fault(service::Municipality& town, service::Handling& handling) {
    handling.ended_ms = service::clock_ms();
    handling.ended = service::Ended::fault;
    try {
        service::log_handling(town, handling);
    } catch (const std::exception&) {
        return;
    }
}

/// What a route does, at a moment that may have been refused.
using WorkAt = std::function<http::Response(const base::Result<service::Now>&)>;

/// What `work` answers, once both logs have it: who asked, and whose data was handled.
http::Response answer_once_logged(service::Municipality& town, const Exchange& exchange,
                                  const WorkAt& work) {
    const auto now = now_of(town, exchange.practice_day);
    const bool is_read = exchange.route.change == nullptr;
    service::Handling handling{
        .trace = exchange.trace,
        .user = exchange.user,
        .via = {},
        .command = exchange.route.command,
        .subject = subject_of(exchange),
        .began_ms = service::clock_ms(),
        .facts_before = is_read ? std::nullopt : std::optional{store::chain_head(town.db()).length},
        .day = now ? now.value().today : service::now_from_clock().today};
    const std::string via =
        std::string{http::to_text(exchange.route.method)} + ' ' + std::string{exchange.route.path};
    handling.via = via;
    http::Response response;
    try {
        response = work(now);
    } catch (const std::exception&) {
        log_fault(town, handling);
        throw;
    }
    handling.ended_ms = service::clock_ms();
    if (response.status >= 500) handling.ended = service::Ended::fault;
    if (400 <= response.status && response.status < 500) handling.ended = service::Ended::refused;
    try {
        service::log_handling(town, handling);
    } catch (const std::exception& fault) {
        // What was read is not told; what was changed stays, and may be asked for again.
        if (is_read) throw;
        return problem_of_fault("request_failed", fault);
    }
    return response;
}

/// Long work; readers are told what was before when it shows what is not whole. What a fault of the
/// world leaves is taken away before anything else is done. `keep` is done before readers see it.
http::Response done_long(service::Office& office, service::Municipality& town, Exchange& exchange,
                         const std::function<void(http::Response&)>& keep) {
    const bool is_whole = exchange.route.work == Work::whole;
    if (is_whole) office.readers.freeze();
    http::Response response;
    try {
        response = answer_once_logged(town, exchange,
                                      [&](const auto& now) { return change(town, exchange, now); });
    } catch (const std::exception& fault) {
        response = problem_of_fault("work_ended_halfway", fault);
        town.sweep();
    }
    keep(response);
    if (is_whole) office.readers.thaw();
    return response;
}

void do_long_work(service::Office& office, service::Municipality& town, Exchange& exchange) {
    http::Response response = done_long(office, town, exchange, [](http::Response&) {});
    exchange.hold.reset();
    exchange.reply(std::move(response));
}

/// Long work that nobody waits for, when its turn comes.
struct Task {
    std::shared_ptr<Exchange> exchange;
    service::Now begun;
    std::int64_t id = 0;
    std::shared_ptr<LiveTask> live;
    std::atomic<bool> is_taken = false;  ///< committed: what is not, is not done
};

void do_task(service::Municipality& town, Task& task, LiveTasks& tasks) {
    if (!task.is_taken) return;
    Exchange& exchange = *task.exchange;
    task.live->work();
    exchange.progress = [live = task.live](std::string_view what, std::int64_t done) {
        live->say(what, done);
    };
    http::Response ended = done_long(exchange.office, town, exchange, [&](http::Response& told) {
        try {
            service::end_task(
                town, task.id,
                {.status = told.status, .body = told.body, .left_out = left_out_of(told)},
                task.begun);
        } catch (const std::exception& fault) {
            // It is done and cannot be told so: without an end it is interrupted at the next start,
            // and the same request finds what was done.
            told.cause = fault.what();
        }
    });
    exchange.log_later(ended);
    tasks.end(place_of_task(town, task.id));
}

/// Takes long work on and answers at once. The task and the answer are one transaction.
http::Response try_task(service::Municipality& town, const std::shared_ptr<Exchange>& exchange,
                        LiveTasks& tasks) {
    const auto now = now_of(town, exchange->practice_day);
    if (!now) return problem(now.error());
    const auto actor = actor_of(town, exchange->user, exchange->came_in);
    if (!actor) return problem(401, "session_is_needed");
    if (exchange->key) {
        const auto given = earlier_answer(town, actor->id, *exchange->key);
        if (!given) return problem(given.error());
        if (given.value()) return again(*given.value());
    }
    const auto allowed = service::pass_gate(town, *actor, exchange->route.command);
    if (!allowed) return problem(allowed.error());
    if (auto refusal = refuse_version(town, *actor, *exchange)) return std::move(*refusal);
    store::WholeTransaction whole{town.db()};
    const auto task = std::make_shared<Task>();
    task->exchange = exchange;
    task->begun = now.value();
    task->id = service::begin_task(town, actor->id, exchange->route.command, now.value());
    http::Response response = accepted(task->id, exchange->route.command);
    if (exchange->key) {
        service::keep_answer(town, actor->id, *exchange->key,
                             {.status = response.status, .body = response.body}, now.value());
    }
    const std::string place = place_of_task(town, task->id);
    task->live = tasks.begin(place);
    if (!exchange->office.writer.post_long(
            [task, &tasks](service::Municipality& there) { do_task(there, *task, tasks); })) {
        tasks.end(place);
        return busy();
    }
    whole.commit();
    exchange->key.reset();
    task->is_taken = true;
    return response;
}

/// What is taken on is logged when it is done; what is refused, now.
http::Response take_task(service::Municipality& town, const std::shared_ptr<Exchange>& exchange,
                         LiveTasks& tasks) {
    constexpr int first_refusal = 400;
    http::Response response = try_task(town, exchange, tasks);
    if (response.status < first_refusal) return response;
    return answer_once_logged(town, *exchange, [&](const auto&) { return std::move(response); });
}

}  // namespace

bool InWork::begin(const std::string& place) {
    const std::scoped_lock lock{mutex_};
    return places_.insert(place).second;
}

void InWork::end(const std::string& place) {
    const std::scoped_lock lock{mutex_};
    places_.erase(place);
}

std::optional<service::Actor> actor_of(service::Municipality& town, std::string_view user,
                                       CameInWith with) {
    auto actor = service::actor_named(town, user);
    if (!actor || actor->password != with.password) return std::nullopt;
    actor->has_second_factor =
        with.second_factor == by_login_server ||
        (with.second_factor != 0 &&
         service::second_factor_in_use(town, actor->id) == with.second_factor);
    return actor;
}

http::Response answer_of(const std::function<http::Response()>& work) {
    try {
        return work();
    } catch (const std::exception& fault) {
        return problem_of_fault("storing_failed", fault);
    }
}

void hand_to_office(Exchange exchange, InWork& in_work, LiveTasks& tasks) {
    if (exchange.key) {
        const std::string place =
            exchange.office.town().gemeente() + '|' + exchange.user + '|' + exchange.key->key;
        if (!in_work.begin(place)) {
            http::Response response = problem(409, "request_is_in_work");
            response.set("Retry-After", "1");
            exchange.reply(std::move(response));
            return;
        }
        // Until it is answered, also when nobody answers.
        exchange.hold =
            std::shared_ptr<void>{nullptr, [place, &in_work](void*) { in_work.end(place); }};
    }
    service::Office& office = exchange.office;
    const bool is_read = exchange.route.change == nullptr;
    const Work work = exchange.route.work;
    const auto shared = std::make_shared<Exchange>(std::move(exchange));
    bool taken = false;
    if (is_read) {
        const bool is_of_another_day =
            shared->route.looks_back && !shared->given.text("peildatum").empty();
        service::Readers& readers = is_of_another_day ? office.history : office.readers;
        const auto answer = [shared](service::Municipality& town) {
            shared->reply(answer_of([&] {
                return answer_once_logged(
                    town, *shared, [&](const auto& now) { return read(town, *shared, now); });
            }));
        };
        taken = readers.post(answer);
    } else if (work != Work::short_work && shared->does_not_wait) {
        taken = office.writer.post([shared, &tasks](service::Municipality& town) {
            http::Response response = answer_of([&] { return take_task(town, shared, tasks); });
            shared->hold.reset();
            shared->reply(std::move(response));
        });
    } else if (work == Work::short_work) {
        taken = office.writer.post([shared](service::Municipality& town) {
            http::Response response = answer_of([&] {
                return answer_once_logged(
                    town, *shared, [&](const auto& now) { return change(town, *shared, now); });
            });
            shared->hold.reset();
            shared->reply(std::move(response));
        });
    } else {
        taken = office.writer.post_long(
            [shared](service::Municipality& town) { do_long_work(shared->office, town, *shared); });
    }
    if (!taken) shared->reply(busy());
}

}  // namespace ontzorgd::api
