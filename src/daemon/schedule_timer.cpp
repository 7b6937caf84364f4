// SPDX-License-Identifier: EUPL-1.2
#include "schedule_timer.h"

#include "frozen.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/wording/sentence.h"

#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <utility>
#include <vector>

namespace ontzorgd::daemon {

namespace {

/// Waits for what another thread of the office makes; nothing when the office stops or cannot.
template <class Value, class Post>
std::optional<Value> ask(Post post) {
    auto promise = std::make_shared<std::promise<Value>>();
    std::future<Value> answer = promise->get_future();
    if (!post(promise)) return std::nullopt;
    promise.reset();  // when nobody keeps it, the office was stopped
    try {
        return answer.get();
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

/// What the schedule says it did, a line for each task.
std::vector<std::string> lines_of(const service::Report& report) {
    std::vector<std::string> lines;
    const service::Field* field = report.find("taken");
    if (field == nullptr) return lines;
    const auto text = [](const service::Report& row, std::string_view name) {
        const service::Field* found = row.find(name);
        const auto* value = found == nullptr ? nullptr : std::get_if<std::string>(&found->value);
        return value == nullptr ? std::string{} : *value;
    };
    for (const service::Report& row : std::get<std::vector<service::Report>>(field->value)) {
        std::string line = "Agenda: " + text(row, "taak");
        if (const std::string batch = text(row, "batch"); !batch.empty()) line += " batch " + batch;
        line += ": " + wording::state_word(text(row, "staat"));
        if (const std::string code = text(row, "code"); !code.empty()) line += " (" + code + ")";
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

ScheduleTimer::ScheduleTimer(service::Office& office, service::ScheduleSettings settings, Log log)
    : office_{office}, settings_{std::move(settings)}, log_{std::move(log)} {
    thread_ = std::thread{[this] { run(); }};
}

ScheduleTimer::~ScheduleTimer() {
    stop();
    thread_.join();
}

void ScheduleTimer::stop() {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
    changed_.notify_all();
}

bool ScheduleTimer::wait() {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, std::chrono::minutes{1}, [&] { return stopping_ || has_looked_; });
    has_looked_ = false;
    return !stopping_;
}

void ScheduleTimer::run() {
    do tick();
    while (wait());
}

void ScheduleTimer::tick() {
    run_tasks(look_if_due());
}

ScheduleTimer::Elsewhere ScheduleTimer::look_if_due() {
    if (looking_.valid()) {
        if (looking_.wait_for(std::chrono::seconds{0}) != std::future_status::ready)
            return {.is_elsewhere = true};
        try {
            return {.is_elsewhere = true, .looked = looking_.get()};
        } catch (const std::exception&) {
            // The writer looks itself, and says what is wrong.
            return {};
        }
    }
    // The history thread may be busy for long: it is asked for nothing that is not due.
    const auto due = ask<service::DueLooks>([&](const auto& promise) {
        return office_.readers.post([this, promise](service::Municipality& town) {
            service::DueLooks looks;
            try {
                const auto now = service::begin_now(town, std::nullopt);
                if (now && service::unattended_actor(town))
                    looks = service::due_looks(town, settings_, now.value());
            } catch (const std::exception&) {
                // The writer says what is wrong, and it is asked again.
                looks = {};
            }
            promise->set_value(looks);
        });
    });
    if (!due || !due->any()) return {.is_elsewhere = due.has_value()};
    auto promise = std::make_shared<std::promise<service::LookedAt>>();
    std::future<service::LookedAt> answer = promise->get_future();
    const bool is_asked =
        office_.history.post([this, promise, looks = *due](service::Municipality& town) {
            try {
                const auto now = service::begin_now(town, std::nullopt);
                promise->set_value(now ? service::look(town, settings_, now.value(), looks)
                                       : service::LookedAt{});
            } catch (const std::exception&) {
                promise->set_exception(std::current_exception());
            }
            const std::scoped_lock lock{mutex_};
            has_looked_ = true;
            changed_.notify_all();
        });
    if (is_asked) looking_ = std::move(answer);
    return {.is_elsewhere = true};
}

void ScheduleTimer::run_tasks(const Elsewhere& elsewhere) {
    const auto told = ask<Lines>([&](const auto& promise) {
        return office_.writer.post_long([this, promise, elsewhere](service::Municipality& town) {
            Lines lines;
            try {
                do_tasks(town, elsewhere, lines);
            } catch (const std::exception& fault) {
                town.sweep();
                lines.push_back(std::string{"Agenda: niet gelukt; het wordt opnieuw geprobeerd. "} +
                                fault.what());
            }
            promise->set_value(std::move(lines));
        });
    });
    if (!told) return;
    for (const std::string& line : *told) log_(line);
}

void ScheduleTimer::do_tasks(service::Municipality& town, const Elsewhere& elsewhere,
                             Lines& lines) {
    auto actor = service::unattended_actor(town);
    const auto now = service::begin_now(town, std::nullopt);
    if (actor && now) {
        service::Context context{.town = town, .actor = *std::move(actor), .now = now.value()};
        do_tasks_as(context, elsewhere, lines);
    } else if (!actor && !std::exchange(said_nobody_, true)) {
        lines.push_back(wording::sentence({.code = "nobody_is_unattended", .details = {}}));
    } else if (!now) {
        lines.push_back("Agenda: niet gelukt (" + now.error().code + ")");
    }
}

void ScheduleTimer::do_tasks_as(service::Context& context, const Elsewhere& elsewhere,
                                Lines& lines) {
    service::Municipality& town = context.town;
    try {
        service::settle_hand_overs(context);
    } catch (const std::exception& fault) {
        // One file that cannot be handed over keeps nothing else from its time.
        town.sweep();
        log_(std::string{"Agenda: een bestand is nog niet aangeboden. "} + fault.what());
    }
    const service::Unattended begun{.user = context.actor.name,
                                    .via = "agenda",
                                    .command = "schedule run",
                                    .began_ms = service::clock_ms(),
                                    .facts_before = store::chain_head(town.db()).length,
                                    .day = context.now.today};
    const auto done = service::run_schedule(
        context, settings_, elsewhere.looked,
        [&](const std::function<void()>& work) {
            try {
                Frozen::run(office_.readers, town, work);
            } catch (const std::exception& fault) {
                log_(std::string{"Agenda: een vrijgave is halverwege gestopt. "} + fault.what());
                throw;
            }
        },
        elsewhere.is_elsewhere);
    lines =
        done ? lines_of(done.value()) : Lines{"Agenda: niet gelukt (" + done.error().code + ")"};
    // Every minute in which there was something to do.
    if (!lines.empty()) service::log_unattended(town, begun);
}

}  // namespace ontzorgd::daemon
