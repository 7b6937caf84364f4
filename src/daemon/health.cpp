// SPDX-License-Identifier: EUPL-1.2
#include "health.h"

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/schedule.h"
#include "ontzorgd/store/watch.h"

#include <fmt/format.h>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace ontzorgd::daemon {

namespace {

http::Response text(int status, std::string_view type, std::string body) {
    http::Response response{.status = status, .body = std::move(body)};
    response.set("Content-Type", type).set("Cache-Control", "no-store");
    return response;
}

/// The text format of Prometheus, one metric after the other.
class Metrics {
public:
    void begin(std::string_view name, std::string_view question) {
        fmt::format_to(std::back_inserter(text_),
                       "# HELP ontzorgd_{} {}\n# TYPE ontzorgd_{} gauge\n", name, question, name);
    }
    void add(std::string_view name, std::int64_t value) {
        fmt::format_to(std::back_inserter(text_), "ontzorgd_{} {}\n", name, value);
    }
    void add(std::string_view name, std::string_view label, std::string_view of,
             std::int64_t value) {
        fmt::format_to(std::back_inserter(text_), "ontzorgd_{}{{{}=\"{}\"}} {}\n", name, label, of,
                       value);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void add_work(Metrics& metrics, const store::Watch& watch, values::CivilDate today) {
    metrics.begin("last_statement_age_days", "How old is the last statement of each account?");
    for (const auto& account : watch.statements) {
        if (!account.until) continue;
        metrics.add("last_statement_age_days", "account", account.account, today - *account.until);
    }
    metrics.begin("unsigned_batches", "How many batches wait for a signature?");
    metrics.add("unsigned_batches", watch.unsigned_batches);
    metrics.begin("open_exceptions", "How many exceptions wait for each role?");
    for (const auto& waiting : watch.exceptions) {
        metrics.add("open_exceptions", "role", waiting.role, waiting.count);
    }
    metrics.begin("oldest_exception_days",
                  "How long has the oldest exception of each role waited?");
    for (const auto& waiting : watch.exceptions) {
        metrics.add("oldest_exception_days", "role", waiting.role, today - waiting.oldest);
    }
    metrics.begin("facts", "How long is the audit chain?");
    metrics.add("facts", watch.facts);
}

void add_schedule(Metrics& metrics, const service::ScheduleWatch& watch) {
    metrics.begin("schedule_tasks_today", "How many tasks of the schedule ran today?");
    metrics.add("schedule_tasks_today", watch.ran_today);
    metrics.begin("schedule_failed_today", "How many of them were refused or too late?");
    metrics.add("schedule_failed_today", watch.failed_today);
    metrics.begin("schedule_late_today", "How many of them ran late?");
    metrics.add("schedule_late_today", watch.late_today);
}

}  // namespace

http::Response Health::metrics(const store::Watch& watch, service::Municipality& town,
                               const http::Server& server) {
    Metrics metrics;
    const auto now = service::begin_now(town, std::nullopt);
    if (now) add_work(metrics, watch, now.value().today);
    if (now) add_schedule(metrics, service::watch_schedule(town, now.value().today));
    if (folders_) {
        const Folders folders = folders_();
        metrics.begin("inbox_waiting", "How many files wait in the inbox?");
        metrics.add("inbox_waiting", folders.waiting);
        metrics.begin("inbox_faults", "How often did a fault keep a file from being taken in?");
        metrics.add("inbox_faults", folders.faults);
    }
    const auto queue = office_.writer.waiting();
    metrics.begin("waiting_changes", "How many changes wait for the writer?");
    metrics.add("waiting_changes", "work", "short", static_cast<std::int64_t>(queue.short_work));
    metrics.add("waiting_changes", "work", "long",
                static_cast<std::int64_t>(queue.long_work + (queue.does_long_work ? 1 : 0)));
    metrics.begin("sessions", "How many people are logged in?");
    metrics.add("sessions", static_cast<std::int64_t>(api_.sessions()));
    metrics.begin("connections", "How many connections are open?");
    metrics.add("connections", static_cast<std::int64_t>(server.connections()));
    metrics.begin("up_seconds", "How long has the daemon been up?");
    metrics.add("up_seconds", std::chrono::duration_cast<std::chrono::seconds>(
                                  std::chrono::steady_clock::now() - began_)
                                  .count());
    return text(200, "text/plain; version=0.0.4", metrics.take());
}

std::optional<http::Plan> Health::plan(const http::RequestHead& head, const http::Server& server) {
    const bool is_read = head.method == http::Method::get || head.method == http::Method::head;
    if (!is_read || (head.target != "/health" && head.target != "/metrics")) return std::nullopt;
    http::Plan plan;
    const bool is_here = head.peer.address == "127.0.0.1" || head.peer.address == "::1";
    const bool is_health = head.target == "/health";
    if (!is_health && !is_here) {
        plan.refused = api::Api::error(404, "path_is_unknown");
        return plan;
    }
    plan.handle = [this, is_health, &server](const http::Request& /*request*/, http::Reply reply) {
        const auto waiting = std::make_shared<http::Reply>(std::move(reply));
        const bool taken =
            office_.watch.post([this, waiting, is_health, &server](service::Municipality& town) {
                try {
                    const store::Watch watch = store::watch(town.db());
                    (*waiting)(is_health ? text(200, "application/json", "{\"status\":\"gezond\"}")
                                         : metrics(watch, town, server));
                } catch (const store::DatabaseFault&) {
                    (*waiting)(api::Api::error(503, "storing_failed"));
                }
            });
        if (!taken) (*waiting)(api::Api::error(503, "office_is_busy"));
    };
    return plan;
}

}  // namespace ontzorgd::daemon
