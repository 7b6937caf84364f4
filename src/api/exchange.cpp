// SPDX-License-Identifier: EUPL-1.2
#include "exchange.h"

#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/sweep.h"
#include "problem.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
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

http::Response answer_to(const Route& route, const base::Result<service::Report>& result) {
    return result ? json(route.status, result.value()) : problem(result.error());
}

/// Keeps what was done and answered; a refusal changed nothing, and may be asked again.
void keep(service::Context& context, const Exchange& exchange, const http::Response& response) {
    if (!exchange.key) return;
    service::keep_answer(context.town, context.actor.id, *exchange.key,
                         {.status = response.status, .body = response.body}, context.now);
}

/// One transaction for what the route does and for its answer.
http::Response change_at_once(service::Context& context, const Exchange& exchange) {
    store::WholeTransaction whole{context.town.db()};
    const auto result = exchange.route.change(context, exchange.given);
    http::Response response = answer_to(exchange.route, result);
    if (result) {
        keep(context, exchange, response);
        whole.commit();
    }
    return response;
}

/// Long work commits by itself. When it ends before its answer is kept, the same request is done
/// once more, and each command answers for what it finds done.
http::Response change_in_steps(service::Context& context, const Exchange& exchange) {
    service::settle_hand_overs(context);
    const auto result = exchange.route.change(context, exchange.given);
    http::Response response = answer_to(exchange.route, result);
    if (result) {
        store::in_transaction(context.town.db(), [&] { keep(context, exchange, response); });
    }
    return response;
}

/// Does what the route asks, whole or not at all.
http::Response change(service::Municipality& town, Exchange& exchange) {
    const auto now = now_of(town, exchange.practice_day);
    if (!now) return problem(now.error());
    auto actor = actor_of(town, exchange.user);
    if (!actor) return problem(401, "session_is_needed");
    if (exchange.key) {
        const auto given = service::answer_given(town, actor->id, *exchange.key);
        if (!given) return problem(given.error());
        if (given.value()) return json(given.value()->status, given.value()->body);
    }
    service::Context context{
        .town = town, .actor = std::move(*actor), .now = now.value(), .between_slices = [&] {
            exchange.office.writer.between_slices();
        }};
    return exchange.route.work == Work::short_work ? change_at_once(context, exchange)
                                                   : change_in_steps(context, exchange);
}

/// The text of an export: in memory while it is small, then in a file.
class PrintedText {
public:
    explicit PrintedText(std::filesystem::path folder) : folder_{std::move(folder)} {}

    void write(std::string_view part) {
        constexpr std::size_t most_in_memory = 1'000'000;
        text_ += part;
        if (text_.size() >= most_in_memory) flush();
    }
    void put_into(http::Response& response) {
        if (file_ != nullptr) flush();
        response.body = std::move(text_);
        response.file = file_;
    }

private:
    void flush() {
        if (file_ == nullptr) {
            static std::atomic<std::uint64_t> number = 0;
            const auto path = folder_ / ("export-" + std::to_string(++number));
            file_ = std::make_shared<http::TemporaryFile>(path);
            out_.open(path, std::ios::binary | std::ios::trunc);
        }
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        out_.flush();
        if (!out_) throw service::FileFault{"writing an export"};
        text_.clear();
    }

    std::filesystem::path folder_;
    std::string text_;
    std::shared_ptr<http::TemporaryFile> file_;
    std::ofstream out_;
};

http::Response print(service::Reading& reading, const Exchange& exchange) {
    PrintedText text{exchange.office.town().work_folder()};
    const auto result = exchange.route.print(reading, exchange.given,
                                             [&](std::string_view part) { text.write(part); });
    if (!result) return problem(result.error());
    http::Response response;
    text.put_into(response);
    response.set("Content-Type", exchange.route.prints);
    add_common_headers(response);
    return response;
}

http::Response read_as_of(service::Reading& reading, const Exchange& exchange) {
    if (exchange.route.print) return print(reading, exchange);
    return answer_to(exchange.route, exchange.route.read(reading, exchange.given));
}

http::Response read(service::Municipality& town, const Exchange& exchange) {
    const auto actor = actor_of(town, exchange.user);
    if (!actor) return problem(401, "session_is_needed");
    if (actor->roles.empty()) return problem(403, "user_has_no_role");
    if (const auto allowed = service::may_read(actor->roles, exchange.route.command); !allowed) {
        return problem(allowed.error());
    }
    const auto present = now_of(town, exchange.practice_day);
    if (!present) return problem(present.error());
    service::Reading reading{.town = town, .now = present.value(), .as_of = present.value().today};
    if (!exchange.route.looks_back) return read_as_of(reading, exchange);
    const std::string& asked = exchange.given.text("peildatum");
    if (asked.empty()) return read_as_of(reading, exchange);
    const auto day = values::CivilDate::parse(asked);
    if (!day) return problem(day.error());
    service::Municipality past = town.reader();
    // Half work has no fact: it is not there at the end of any day, nor now. What is written after
    // this does not come into the answer.
    std::optional<store::Snapshot> moment;
    moment.emplace(past.db());
    const std::int64_t head = store::chain_head(past.db()).length;
    const auto last = store::last_fact_on(past.db(), day.value());
    if (store::has_unfinished_work(past.db()) || last < head) {
        moment.reset();
        past.rewind_to(std::min(last, head));
    }
    if (day.value() >= present.value().today) {
        service::Reading now{.town = past, .now = present.value(), .as_of = present.value().today};
        return read_as_of(now, exchange);
    }
    const service::Now then = service::look_back(past, day.value());
    service::Reading back{.town = past, .now = then, .as_of = then.today, .looks_back = true};
    return read_as_of(back, exchange);
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

/// What `work` answers, once both logs have it: who asked, and whose data was handled.
http::Response answer_once_logged(service::Municipality& town, const Exchange& exchange,
                                  const std::function<http::Response()>& work) {
    const auto now = now_of(town, exchange.practice_day);
    service::Handling handling{.trace = exchange.trace,
                               .user = exchange.user,
                               .via = {},
                               .command = exchange.route.command,
                               .subject = subject_of(exchange),
                               .began_ms = service::clock_ms(),
                               .facts_before = store::chain_head(town.db()).length,
                               .day = now ? now.value().today : service::now_from_clock().today};
    const std::string via =
        std::string{http::to_text(exchange.route.method)} + ' ' + std::string{exchange.route.path};
    handling.via = via;
    http::Response response = work();
    handling.ended_ms = service::clock_ms();
    if (response.status >= 500) handling.ended = service::Ended::fault;
    if (400 <= response.status && response.status < 500) handling.ended = service::Ended::refused;
    try {
        service::log_handling(town, handling);
    } catch (const std::exception&) {
        // What was read is not told; what was changed stays, and may be asked for again.
        if (exchange.route.change == nullptr) throw;
        return problem(500, "request_failed");
    }
    return response;
}

/// Long work; readers are told what was before when it shows what is not whole. What a fault of the
/// world leaves is taken away before anything else is done.
void do_long_work(service::Office& office, service::Municipality& town, Exchange& exchange) {
    const bool is_whole = exchange.route.work == Work::whole;
    if (is_whole) office.readers.freeze();
    http::Response response;
    try {
        response = answer_once_logged(town, exchange, [&] { return change(town, exchange); });
    } catch (const std::exception&) {
        town.sweep();
        response = problem(500, "work_ended_halfway");
    }
    if (is_whole) office.readers.thaw();
    exchange.hold.reset();
    exchange.reply(std::move(response));
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

std::optional<service::Actor> actor_of(service::Municipality& town, std::string_view user) {
    const auto stored = store::find_user(town.db(), user);
    if (!stored) return std::nullopt;
    service::Actor actor{.id = stored->id, .name = stored->name, .roles = {}};
    for (const std::string& text : store::roles_of(town.db(), stored->id)) {
        if (const auto role = service::role_from(text)) actor.roles.push_back(*role);
    }
    return actor;
}

http::Response answer_of(const std::function<http::Response()>& work) {
    try {
        return work();
    } catch (const std::exception&) {
        return problem(500, "storing_failed");
    }
}

void hand_to_office(Exchange exchange, InWork& in_work) {
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
        taken = readers.post([shared](service::Municipality& town) {
            shared->reply(answer_of([&] {
                return answer_once_logged(town, *shared, [&] { return read(town, *shared); });
            }));
        });
    } else if (work == Work::short_work) {
        taken = office.writer.post([shared](service::Municipality& town) {
            http::Response response = answer_of([&] {
                return answer_once_logged(town, *shared, [&] { return change(town, *shared); });
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
