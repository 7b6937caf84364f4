// SPDX-License-Identifier: EUPL-1.2
#include "inbox_watch.h"

#include "frozen.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/receipt.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <future>
#include <memory>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ontzorgd::daemon {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view receipt = "receipt";  ///< in the place of why a file is set aside
constexpr std::uint32_t wanted =
    IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;

/// What came of handing a file to the writer.
struct Answer {
    enum class Kind : std::uint8_t { done, nobody, refused, fault };
    Kind kind = Kind::fault;
    std::string text{};  ///< the outcome, or what kept it from being done
    std::string code{};
};

std::string text_of(const service::Report& report, std::string_view name) {
    const service::Field* field = report.find(name);
    return field == nullptr ? std::string{} : std::get<std::string>(field->value);
}

Answer take_now(service::Office& office, service::Municipality& town, const std::string& name,
                std::string_view code, const InboxWatch::Log& log) {
    auto actor = service::unattended_actor(town);
    if (!actor) return {.kind = Answer::Kind::nobody};
    const auto now = service::begin_now(town, std::nullopt);
    if (!now) return {.kind = Answer::Kind::refused, .code = now.error().code};
    service::Context context{
        .town = town, .actor = *std::move(actor), .now = now.value(), .between_slices = [&] {
            office.writer.between_slices();
        }};
    try {
        service::settle_hand_overs(context);
    } catch (const std::exception& fault) {
        // One file that cannot be handed over keeps nothing that came in waiting.
        town.sweep();
        log(std::string{"Inbox: een bestand is nog niet aangeboden. "} + fault.what());
    }
    const auto taken =
        code == receipt
            ? service::take_receipt(context, name)
            : service::take_in(context, name, code, [&](const std::function<void()>& work) {
                  Frozen::run(office.readers, town, work);
              });
    if (!taken) return {.kind = Answer::Kind::refused, .code = taken.error().code};
    return {.kind = Answer::Kind::done,
            .text = text_of(taken.value(), "staat"),
            .code = text_of(taken.value(), "code")};
}

void note_event(std::set<std::string>& being_written, std::uint32_t mask, const std::string& name) {
    if ((mask & (IN_CREATE | IN_MODIFY)) != 0) being_written.insert(name);
    constexpr std::uint32_t over = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    if ((mask & over) != 0) being_written.erase(name);
    // Events were lost: what is being written is known by its size alone.
    if ((mask & IN_Q_OVERFLOW) != 0) being_written.clear();
}

}  // namespace

InboxWatch::InboxWatch(service::Office& office, service::InboxSettings settings, Log log)
    : office_{office},
      settings_{settings},
      log_{std::move(log)},
      folders_{service::inbox_folders(office.town())},
      told_{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)},
      stopped_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
    service::make_inbox_folders(office.town());
    if (told_ >= 0) {
        ::inotify_add_watch(told_, folders_.inbox.c_str(), wanted);
        outbox_ = ::inotify_add_watch(told_, office.town().real_outbox().c_str(),
                                      IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO);
    }
    thread_ = std::thread{[this] { run(); }};
}

InboxWatch::~InboxWatch() {
    stop();
    thread_.join();
    if (told_ >= 0) ::close(told_);
    if (stopped_ >= 0) ::close(stopped_);
}

void InboxWatch::stop() {
    stopping_ = true;
    const std::uint64_t one = 1;
    // One that cannot be written is there already.
    if (::write(stopped_, &one, sizeof one) < 0) return;
}

void InboxWatch::run() {
    while (!stopping_) {
        try {
            look();
        } catch (const std::exception& fault) {
            ++faults_;
            log_(std::string{"De inbox is niet te bekijken. "} + fault.what());
        }
        std::array<pollfd, 2> waits{pollfd{.fd = stopped_, .events = POLLIN, .revents = 0},
                                    pollfd{.fd = told_, .events = POLLIN, .revents = 0}};
        const auto time = until_next_look();
        ::poll(waits.data(), told_ < 0 ? 1 : 2, static_cast<int>(time.count()));
        hear();
    }
}

/// A file that changes again and again is looked at no oftener than it can become still.
std::chrono::milliseconds InboxWatch::until_next_look() const {
    const std::chrono::milliseconds soon =
        std::clamp<std::chrono::milliseconds>(settings_.still, 100ms, 1000ms);
    return waiting_ > 0 ? soon : std::chrono::milliseconds{settings_.rescan};
}

void InboxWatch::hear() {
    alignas(inotify_event) std::array<char, 16'384> buffer{};
    for (;;) {
        const ssize_t got = told_ < 0 ? 0 : ::read(told_, buffer.data(), buffer.size());
        if (got <= 0) return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const std::string name =
                event.len == 0 ? std::string{} : std::string{buffer.data() + at + sizeof event};
            at += sizeof event + event.len;
            // Of the outbox only that something came.
            if (event.wd != outbox_) note_event(being_written_, event.mask, name);
        }
    }
}

void InboxWatch::look() {
    const auto left = service::see_all(folders_.busy);
    for (const service::SeenEntry& entry : left) take(entry.name, {});
    const auto all = service::see_all(folders_.inbox);
    std::erase_if(seen_, [&](const auto& each) {
        return std::ranges::find(all, each.first, &service::SeenEntry::name) == all.end();
    });
    // Also what a fault left in work: it is not left alone until the next look through the folder.
    waiting_ =
        std::ranges::count_if(
            all, [](const auto& entry) { return !service::is_name_of_unfinished(entry.name); }) +
        std::ssize(service::see_all(folders_.busy));
    for (const service::SeenEntry& entry : all) look_at(entry);
    look_at_receipts();
}

bool InboxWatch::is_still(const service::SeenEntry& entry) {
    const auto now = Clock::now();
    auto [place, is_new] = receipts_.try_emplace(entry.name, Seen{.entry = entry, .since = now});
    Seen& seen = place->second;
    if (!is_new && !(seen.entry == entry)) seen = {.entry = entry, .since = now};
    return now - seen.since >= settings_.still;
}

void InboxWatch::look_at_receipts() {
    const auto all = service::see_all(office_.town().real_outbox());
    std::erase_if(receipts_, [&](const auto& each) {
        return std::ranges::find(all, each.first, &service::SeenEntry::name) == all.end();
    });
    for (const service::SeenEntry& entry : all) {
        if (!service::is_name_of_receipt(entry.name)) continue;
        ++waiting_;
        if (is_still(entry)) take(entry.name, receipt);
    }
}

void InboxWatch::look_at(const service::SeenEntry& entry) {
    const auto now = Clock::now();
    auto [place, is_new] = seen_.try_emplace(entry.name, Seen{.entry = entry, .since = now});
    Seen& seen = place->second;
    if (!is_new && !(seen.entry == entry)) seen = {.entry = entry, .since = now};
    // Another kind of entry is not opened and closed: a folder that is made is not being written.
    const bool is_file = entry.kind == service::EntryKind::file;
    const service::InboxDecision decision = service::decide(
        {.name = entry.name,
         .kind = entry.kind,
         .size = entry.size,
         .still_for = std::chrono::duration_cast<std::chrono::seconds>(now - seen.since),
         .is_being_written = is_file && being_written_.contains(entry.name)},
        settings_);
    if (decision.step == service::InboxStep::take) take(entry.name, {});
    if (decision.step == service::InboxStep::set_aside) take(entry.name, decision.code);
}

void InboxWatch::take(const std::string& name, std::string_view code) {
    if (stopping_) return;
    const auto wait = not_before_.find(name);
    if (wait != not_before_.end() && Clock::now() < wait->second) return;
    not_before_.erase(name);
    auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    const bool is_taken = office_.writer.post_long(
        [this, promise, name, code = std::string{code}](service::Municipality& town) {
            Answer made;
            try {
                made = take_now(office_, town, name, code, log_);
            } catch (const std::exception& fault) {
                town.sweep();
                made = {.kind = Answer::Kind::fault, .text = fault.what()};
            }
            promise->set_value(std::move(made));
        });
    const auto later = [&] {
        not_before_[name] =
            Clock::now() + std::clamp<std::chrono::seconds>(settings_.still * 6, 1s, 60s);
    };
    if (!is_taken) return later();
    Answer made;
    // While it waits, nobody keeps the promise: then the office was stopped.
    promise.reset();
    try {
        made = answer.get();
    } catch (const std::future_error&) {
        return;
    }
    const std::string shown = service::safe_name(name);
    switch (made.kind) {
        case Answer::Kind::done:
            log_("Inbox: " + shown + ": " + wording::state_word(made.text) +
                 (made.code.empty() ? "" : " (" + made.code + ")"));
            seen_.erase(name);
            being_written_.erase(name);
            return;
        case Answer::Kind::nobody:
            if (!std::exchange(said_nobody_, true)) {
                log_(
                    "In de inbox ligt een bestand, maar er is geen onbemande gebruiker. Laat een "
                    "beheerder er een maken: user add NAAM --role onbemand");
            }
            return later();
        case Answer::Kind::refused:
            log_("Inbox: " + shown + " wacht: " + made.code);
            return later();
        case Answer::Kind::fault:
            ++faults_;
            log_("Inbox: " + shown + " is niet ingenomen; het wordt opnieuw geprobeerd. " +
                 made.text);
            return later();
    }
}

}  // namespace ontzorgd::daemon
