// SPDX-License-Identifier: EUPL-1.2
#include "metrics.h"

#include <fmt/format.h>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>

namespace ontzorgd::daemon {

namespace {

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

void add_unexplained(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("oldest_unexplained_cent_days",
                  "How long ago was the oldest line booked that nothing explains?");
    for_each_well(told, [&](const Told& each) {
        for (const auto& account : each.watch.unexplained) {
            if (!account.oldest || !each.today) continue;
            metrics.add("oldest_unexplained_cent_days",
                        {{"gemeente", each.gemeente}, {"account", account.account}},
                        *each.today - *account.oldest);
        }
    });
    metrics.begin("unexplained_cents", "How many cents of each account does nothing explain?");
    for_each_well(told, [&](const Told& each) {
        for (const auto& account : each.watch.unexplained) {
            const auto add = [&](std::string_view side, values::Euro amount) {
                metrics.add(
                    "unexplained_cents",
                    {{"gemeente", each.gemeente}, {"account", account.account}, {"side", side}},
                    amount.cents());
            };
            add("credit", account.credit);
            add("debit", account.debit);
        }
    });
}

void add_chain(Metrics& metrics, const std::vector<Told>& told) {
    metrics.begin("facts", "How long is the audit chain?");
    for_each_well(told, [&](const Told& each) {
        metrics.add("facts", {{"gemeente", each.gemeente}}, each.watch.facts);
    });
    metrics.begin("chain_anchor_age_days",
                  "How old is the newest sheet with the head of the chain that somebody signed?");
    for_each_well(told, [&](const Told& each) {
        if (!each.watch.anchored_on || !each.today) return;
        metrics.add("chain_anchor_age_days", {{"gemeente", each.gemeente}},
                    *each.today - *each.watch.anchored_on);
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
    add_unexplained(metrics, told);
    metrics.begin("unsigned_batches", "How many batches wait for a signature?");
    for_each_well(told, [&](const Told& each) {
        metrics.add("unsigned_batches", {{"gemeente", each.gemeente}}, each.watch.unsigned_batches);
    });
    add_exceptions(metrics, told);
    add_rights(metrics, told);
    add_chain(metrics, told);
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
                 const std::vector<Folders>& folders) {
    using Counted = std::int64_t Folders::*;
    const auto add = [&](std::string_view name, std::string_view question, Counted counted) {
        metrics.begin(name, question);
        for (std::size_t i = 0; i < folders.size(); ++i) {
            metrics.add(name, {{"gemeente", told[i].gemeente}}, folders[i].*counted);
        }
    };
    add("inbox_waiting", "How many files wait in the inbox?", &Folders::waiting);
    add("inbox_faults", "How often did a fault keep a file from being taken in?", &Folders::faults);
}

}  // namespace

std::string metrics_of(const std::vector<Told>& told, const std::vector<Folders>& folders,
                       const Process& process) {
    Metrics metrics;
    add_work(metrics, told);
    add_schedule(metrics, told);
    if (!folders.empty()) add_folders(metrics, told, folders);
    metrics.begin("sessions", "How many people are logged in?");
    metrics.add("sessions", {}, process.sessions);
    metrics.begin("connections", "How many connections are open?");
    metrics.add("connections", {}, process.connections);
    metrics.begin("up_seconds", "How long has the daemon been up?");
    metrics.add("up_seconds", {}, process.up_seconds);
    return metrics.take();
}

}  // namespace ontzorgd::daemon
