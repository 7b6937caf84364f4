// SPDX-License-Identifier: EUPL-1.2
#include "health.h"

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/service/schedule.h"
#include "ontzorgd/store/soundness.h"
#include "ontzorgd/store/watch.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <string>
#include <utility>

namespace ontzorgd::daemon {

namespace {

http::Response text(int status, std::string_view type, std::string body) {
    http::Response response{.status = status, .body = std::move(body)};
    response.set("Content-Type", type);
    return response;
}

bool is_well(const Told& told) {
    return told.is_well && told.can_log;
}

/// Unwell when one of them is; which one is told.
http::Response health_of(const std::vector<Told>& told) {
    const bool all_are_well = std::ranges::all_of(told, is_well);
    const auto word = [](bool well) { return well ? "gezond" : "onbereikbaar"; };
    std::string gemeenten;
    for (const Told& each : told) {
        gemeenten += fmt::format(R"({}"{}":"{}")", gemeenten.empty() ? "" : ",", each.gemeente,
                                 word(is_well(each)));
    }
    return text(
        all_are_well ? 200 : 503, "application/json",
        fmt::format(R"({{"status":"{}","gemeenten":{{{}}}}})", word(all_are_well), gemeenten));
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
                store::look_at_file_anew(town.db());
                place.watch = store::watch(town.db());
                const auto now = service::begin_now(town, std::nullopt);
                if (now) {
                    place.today = now.value().today;
                    place.schedule = service::watch_schedule(town, now.value().today);
                }
                place.can_log =
                    service::can_log(town, place.today.value_or(service::now_from_clock().today));
                place.is_well = true;
            } catch (const store::DatabaseFault&) {
                place.is_well = false;
            }
        }));
    }
}

http::Response Health::metrics(const Asked& asked, const http::Server& server) const {
    const auto up = std::chrono::steady_clock::now() - began_;
    return text(
        200, "text/plain; version=0.0.4",
        metrics_of(asked.told, folders_ ? folders_() : std::vector<Folders>{},
                   {.sessions = static_cast<std::int64_t>(api_.sessions()),
                    .connections = static_cast<std::int64_t>(server.connections()),
                    .up_seconds = std::chrono::duration_cast<std::chrono::seconds>(up).count()}));
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
