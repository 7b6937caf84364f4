// SPDX-License-Identifier: EUPL-1.2
#include "health.h"

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/schedule.h"
#include "ontzorgd/store/watch.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>

namespace ontzorgd::daemon {

namespace {

http::Response text(int status, std::string_view type, std::string body) {
    http::Response response{.status = status, .body = std::move(body)};
    response.set("Content-Type", type);
    return response;
}

/// The text format of Prometheus, one metric after the other.
class Metrics {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    void begin(std::string_view name, std::string_view question) {
        fmt::format_to(std::back_inserter(text_),
                       "# HELP ontzorgd_{} {}\n# TYPE ontzorgd_{} gauge\n", name, question, name);
    }
    void add(std::string_view name, Labels labels, std::int64_t value) {
        text_ += "ontzorgd_" + std::string{name};
        std::string_view between = "{";
        for (const auto& [label, of] : labels) {
            fmt::format_to(std::back_inserter(text_), "{}{}=\"{}\"", between, label, of);
            between = ",";
        }
        fmt::format_to(std::back_inserter(text_), "{} {}\n", labels.size() > 0 ? "}" : "", value);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

/// What one office said of itself.
struct Told {
    std::string gemeente;
    bool is_well = false;
    store::Watch watch;
    std::optional<values::CivilDate> today;
    service::ScheduleWatch schedule;
    service::Writer::Waiting queue;
};

using EachTold = std::function<void(const Told&)>;

void for_each_well(const std::vector<Told>& told, const EachTold& take) {
    for (const Told& each : told) {
        if (each.is_well) take(each);
    }
}

void add_statements(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("last_statement_age_days", "How old is the last statement of each account?");
    for_each_well(told, [&](const Told& each) {
        for (const auto& account : each.watch.statements) {
            if (!account.until || !each.today) continue;
            metrics.add("last_statement_age_days",
                        {{"gemeente", each.gemeente}, {"account", account.account}},
                        *each.today - *account.until);
        }
    });
}

void add_exceptions(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("open_exceptions", "How many exceptions wait for each role?");
    for_each_well(told, [&](const Told& each) {
        for (const auto& waiting : each.watch.exceptions) {
            metrics.add("open_exceptions", {{"gemeente", each.gemeente}, {"role", waiting.role}},
                        waiting.count);
        }
    });
    metrics.begin("oldest_exception_days",
                  "How long has the oldest exception of each role waited?");
    for_each_well(told, [&](const Told& each) {
        for (const auto& waiting : each.watch.exceptions) {
            if (!each.today) continue;
            metrics.add("oldest_exception_days",
                        {{"gemeente", each.gemeente}, {"role", waiting.role}},
                        *each.today - waiting.oldest);
        }
    });
}

void add_rights(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("rights_review_age_days",
                  "How long ago did somebody look through the list of rights?");
    for_each_well(told, [&](const Told& each) {
        if (!each.watch.rights_unseen_since || !each.today) return;
        metrics.add("rights_review_age_days", {{"gemeente", each.gemeente}},
                    *each.today - *each.watch.rights_unseen_since);
    });
}

void add_work(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("well", "Can the directory of each gemeente be read?");
    for (const Told& each : told) {
        metrics.add("well", {{"gemeente", each.gemeente}}, each.is_well ? 1 : 0);
    }
    add_statements(metrics, told);
    metrics.begin("unsigned_batches", "How many batches wait for a signature?");
    for_each_well(told, [&](const Told& each) {
        metrics.add("unsigned_batches", {{"gemeente", each.gemeente}}, each.watch.unsigned_batches);
    });
    add_exceptions(metrics, told);
    add_rights(metrics, told);
    metrics.begin("facts", "How long is the audit chain?");
    for_each_well(told, [&](const Told& each) {
        metrics.add("facts", {{"gemeente", each.gemeente}}, each.watch.facts);
    });
    metrics.begin("waiting_changes", "How many changes wait for the writer?");
    for (const Told& each : told) {
        const auto& queue = each.queue;
        metrics.add("waiting_changes", {{"gemeente", each.gemeente}, {"work", "short"}},
                    static_cast<std::int64_t>(queue.short_work));
        metrics.add("waiting_changes", {{"gemeente", each.gemeente}, {"work", "long"}},
                    static_cast<std::int64_t>(queue.long_work + (queue.does_long_work ? 1 : 0)));
    }
}

void add_schedule(Metrics& metrics, const std::vector<Told>& told) {
    using Counted = std::int64_t service::ScheduleWatch::*;
    const auto add = [&](std::string_view name, std::string_view question, Counted counted) {
        metrics.begin(name, question);
        for_each_well(told, [&](const Told& each) {
            metrics.add(name, {{"gemeente", each.gemeente}}, each.schedule.*counted);
        });
    };
    add("schedule_tasks_today", "How many tasks of the schedule ran today?",
        &service::ScheduleWatch::ran_today);
    add("schedule_failed_today", "How many of them were refused or too late?",
        &service::ScheduleWatch::failed_today);
    metrics.begin("backup_well_age_days", "How long ago were the backups last looked at and well?");
    for_each_well(told, [&](const Told& each) {
        if (!each.schedule.backup_well || !each.today) return;
        metrics.add("backup_well_age_days", {{"gemeente", each.gemeente}},
                    *each.today - *each.schedule.backup_well);
    });
    add("schedule_late_today", "How many of them ran late?", &service::ScheduleWatch::late_today);
}

void add_folders(Metrics& metrics, const std::vector<Told>& told,
                 const std::vector<Health::Folders>& folders) {
    using Counted = std::int64_t Health::Folders::*;
    const auto add = [&](std::string_view name, std::string_view question, Counted counted) {
        metrics.begin(name, question);
        for (std::size_t i = 0; i < folders.size(); ++i) {
            metrics.add(name, {{"gemeente", told[i].gemeente}}, folders[i].*counted);
        }
    };
    add("inbox_waiting", "How many files wait in the inbox?", &Health::Folders::waiting);
    add("inbox_faults", "How often did a fault keep a file from being taken in?",
        &Health::Folders::faults);
}

/// Unwell when one of them is; which one is told.
http::Response health_of(const std::vector<Told>& told) {
    const bool all_are_well = std::ranges::all_of(told, &Told::is_well);
    const auto word = [](bool is_well) { return is_well ? "gezond" : "onbereikbaar"; };
    std::string gemeenten;
    for (const Told& each : told) {
        gemeenten += fmt::format("{}\"{}\":\"{}\"", gemeenten.empty() ? "" : ",", each.gemeente,
                                 word(each.is_well));
    }
    return text(
        all_are_well ? 200 : 503, "application/json",
        fmt::format("{{\"status\":\"{}\",\"gemeenten\":{{{}}}}}", word(all_are_well), gemeenten));
}

}  // namespace

/// One question to all offices, each with a place of its own. Answered when it goes away: when
/// every office answered, or could not.
struct Health::Asked {
    explicit Asked(std::function<void(const Asked&)> given_answer)
        : answer{std::move(given_answer)} {}
    ~Asked() { answer(*this); }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;
    Asked(Asked&&) = delete;
    Asked& operator=(Asked&&) = delete;

    std::vector<Told> told;
    std::function<void(const Asked&)> answer;
};

void Health::ask_all(const std::shared_ptr<Asked>& asked) {
    asked->told.resize(offices_.size());
    for (std::size_t i = 0; i < offices_.size(); ++i) {
        service::Office& office = *offices_[i];
        Told& place = asked->told[i];
        place.gemeente = office.town().gemeente();
        place.queue = office.writer.waiting();
        // What is not taken counts as not read.
        static_cast<void>(office.watch.post([asked, &place](service::Municipality& town) {
            try {
                place.watch = store::watch(town.db());
                const auto now = service::begin_now(town, std::nullopt);
                if (now) {
                    place.today = now.value().today;
                    place.schedule = service::watch_schedule(town, now.value().today);
                }
                place.is_well = true;
            } catch (const store::DatabaseFault&) {
                place.is_well = false;
            }
        }));
    }
}

http::Response Health::metrics(const Asked& asked, const http::Server& server) const {
    Metrics metrics;
    add_work(metrics, asked.told);
    add_schedule(metrics, asked.told);
    if (folders_) add_folders(metrics, asked.told, folders_());
    metrics.begin("sessions", "How many people are logged in?");
    metrics.add("sessions", {}, static_cast<std::int64_t>(api_.sessions()));
    metrics.begin("connections", "How many connections are open?");
    metrics.add("connections", {}, static_cast<std::int64_t>(server.connections()));
    metrics.begin("up_seconds", "How long has the daemon been up?");
    metrics.add(
        "up_seconds", {},
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began_)
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
        ask_all(std::make_shared<Asked>([this, waiting, is_health, &server](const Asked& all) {
            (*waiting)(is_health ? health_of(all.told) : metrics(all, server));
        }));
    };
    return plan;
}

}  // namespace ontzorgd::daemon
