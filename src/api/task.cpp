// SPDX-License-Identifier: EUPL-1.2
#include "task.h"

#include "exchange.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/service/task.h"
#include "ontzorgd/store/user_relation.h"
#include "ontzorgd/wording/sentence.h"
#include "problem.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::string_view path = "/v1/taken/";
/// The number of the last event of a task: whoever saw it needs no more.
constexpr std::string_view end_of_events = "einde";

std::string instant(std::int64_t unix_seconds) {
    service::Now now;
    now.unix_seconds = unix_seconds;
    return now.utc_text();
}

std::string_view state_of(const service::Task& task, const LiveTask* live) {
    if (task.state == "done") return "gereed";
    if (task.state == "failed") return "mislukt";
    if (task.state == "interrupted") return "afgebroken";
    // Without one it has just ended, after this was read.
    return live == nullptr || live->look().is_working ? "bezig" : "wacht";
}

/// The task as JSON; what it was answered stands in it as it was given.
std::string json_of(const service::Task& task, const LiveTask* live) {
    service::Report report;
    report.add("taak", service::Value{task.id})
        .add("opdracht", task.command)
        .add("staat", state_of(task, live))
        .add("begonnen", instant(task.begun));
    if (task.ended) report.add("geeindigd", instant(*task.ended));
    if (live != nullptr && !task.ended) {
        const LiveTask::State state = live->look();
        if (!state.what.empty()) {
            service::Report progress;
            progress.add("wat", state.what).add("aantal", service::Value{state.done});
            report.add("voortgang", std::move(progress));
        }
    }
    if (task.state == "interrupted") {
        report.add("volgende_stap", wording::phrase("next_task_is_interrupted"));
    }
    if (!task.answer) return report.to_json();
    report.add("status", service::Value{std::int64_t{task.answer->status}});
    if (task.answer->left_out > 0) report.add("weggelaten", service::Value{task.answer->left_out});
    std::string text = report.to_json();
    if (task.answer->body.empty()) return text;
    text.pop_back();
    return text + (task.state == "done" ? ",\"antwoord\":" : ",\"probleem\":") + task.answer->body +
           '}';
}

std::string event(std::string_view id, std::string_view name, std::string_view data) {
    return "id: " + std::string{id} + "\nevent: " + std::string{name} +
           "\ndata: " + std::string{data} + "\n\n";
}

/// What a stream tells next: how far the task is when that changed, and in the end that it ended.
class Events {
public:
    Events(std::shared_ptr<LiveTask> task, std::uint64_t seen)
        : task_{std::move(task)}, seen_{seen} {}

    std::optional<std::string> next() {
        if (told_end_) return std::nullopt;
        const LiveTask::State state = task_ != nullptr ? task_->look() : LiveTask::State{};
        if (task_ == nullptr || state.has_ended) {
            told_end_ = true;
            return event(end_of_events, "einde", R"({"einde":true})");
        }
        if (state.number <= seen_) return std::string{};
        seen_ = state.number;
        service::Report told;
        told.add("staat", state.is_working ? "bezig" : "wacht")
            .add("wat", state.what)
            .add("aantal", service::Value{state.done});
        return event(std::to_string(seen_), "voortgang", told.to_json());
    }

private:
    std::shared_ptr<LiveTask> task_;
    std::uint64_t seen_ = 0;
    bool told_end_ = false;
};

using Found = std::function<http::Response(const service::Task&, std::shared_ptr<LiveTask>)>;

/// Why the reader sees no more of a task that was his: roles may have been taken since, and what it
/// answered may tell of whom he has a relation to.
std::optional<http::Response> refuse_reader(service::Municipality& town,
                                            const service::Actor& actor, bool reads_all,
                                            const service::Task& task) {
    if (!reads_all) {
        const auto passed = service::pass_gate(town, actor, task.command);
        if (!passed) return problem(passed.error());
    }
    if (!task.answer || task.answer->body.empty()) return std::nullopt;
    // What he asked himself leaves out whom he had a relation to by then.
    const std::int64_t left_out_until = task.user == actor.id ? task.facts : 0;
    if (store::newest_relation(town.db(), actor.id) > left_out_until)
        return problem(403, "export_holds_a_relation");
    return std::nullopt;
}

/// Answers with what `found` makes of the task, for whoever may see it: who asked for it, as long
/// as he may ask for it, and the auditor, who reads everything.
void with_task(const LoginExchange& exchange, const Given& given, http::Reply reply, Found found) {
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    service::Office& office = *exchange.session->office;
    const std::int64_t id = given.number("taak");
    const bool taken =
        office.readers.post([waiting, id, &live = exchange.tasks, session = *exchange.session,
                             found = std::move(found)](service::Municipality& town) {
            (*waiting)(answer_of([&] {
                const auto actor = actor_of(town, session.user, session.came_in);
                if (!actor) return problem(401, "session_is_needed");
                const bool reads_all =
                    std::ranges::find(actor->roles, service::Role::auditor) != actor->roles.end();
                // Before the row: what ends in between has ended in it.
                auto task_now = live.find(place_of_task(town, id));
                const auto task = service::find_task(town, id, actor->id, reads_all);
                if (!task) return problem(task.error());
                if (auto refusal = refuse_reader(town, *actor, reads_all, task.value()))
                    return std::move(*refusal);
                return found(task.value(), std::move(task_now));
            }));
        });
    if (!taken) (*waiting)(busy());
}

}  // namespace

bool prefers_no_waiting(const std::vector<http::Header>& headers) {
    if (http::count_of(headers, "Prefer") == 0) return false;
    for (const http::Header& header : headers) {
        if (http::count_of({header}, "Prefer") == 0) continue;
        for (std::string_view part : base::split_text(header.value, ',')) {
            part = base::trimmed(part.substr(0, part.find(';')));
            if (part == "respond-async") return true;
        }
    }
    return false;
}

std::string place_of_task(const service::Municipality& town, std::int64_t id) {
    return town.gemeente() + '|' + std::to_string(id);
}

http::Response accepted(std::int64_t id, std::string_view command) {
    service::Report report;
    report.add("taak", service::Value{id}).add("opdracht", command).add("staat", "wacht");
    return accepted_again(report.to_json());
}

http::Response accepted_again(std::string body) {
    const std::string place = std::string{path} + std::string{task_in(body)};
    http::Response response = json(accepted_status, std::move(body));
    response.set("Location", place).set("Preference-Applied", "respond-async");
    return response;
}

std::string_view task_in(std::string_view accepted_body) {
    constexpr std::string_view begin = "{\"taak\":";
    return accepted_body.substr(begin.size(), accepted_body.find(',') - begin.size());
}

void show_task(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    with_task(exchange, given, std::move(reply),
              [](const service::Task& task, const std::shared_ptr<LiveTask>& live) {
                  return json(200, json_of(task, live.get()));
              });
}

void follow_task(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    const std::string last = exchange.last_event;
    with_task(exchange, given, std::move(reply),
              [last](const service::Task& task, std::shared_ptr<LiveTask> live) {
                  http::Response response;
                  if (last == end_of_events) {
                      response.status = 204;  // a browser asks no more
                      return response;
                  }
                  if (task.ended) live = nullptr;
                  const auto seen = base::parse_int(last).value_or(0);
                  const auto events = std::make_shared<Events>(
                      std::move(live), static_cast<std::uint64_t>(std::max<std::int64_t>(seen, 0)));
                  response.set("Content-Type", "text/event-stream; charset=utf-8");
                  response.parts = [events] { return events->next(); };
                  response.heartbeat = ": \n\n";
                  return response;
              });
}

}  // namespace ontzorgd::api
