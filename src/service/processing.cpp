// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/processing.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

constexpr std::array<ProcessingActivity, 7> activities{{
    {.id = "urn:ontzorgd:verwerking:dossier",
     .purpose = "Het dossier bijhouden van een client die de gemeente moet ontzorgen",
     .ground = "art. 6 lid 1 onder c en e AVG; art. 56a en 57 Participatiewet"},
    {.id = "urn:ontzorgd:verwerking:betalen",
     .purpose = "Vaste lasten uit de bijstand betalen en de rest als leefgeld uitbetalen",
     .ground = "art. 6 lid 1 onder c en e AVG; art. 56a en 57 Participatiewet"},
    {.id = "urn:ontzorgd:verwerking:bank",
     .purpose = "Nagaan wat er met elke betaling bij de bank gebeurde",
     .ground = "art. 6 lid 1 onder c en e AVG; art. 56a en 57 Participatiewet"},
    {.id = "urn:ontzorgd:verwerking:verantwoording",
     .purpose = "De betalingen verantwoorden en controleren",
     .ground = "art. 6 lid 1 onder c AVG; art. 212 en 213 Gemeentewet"},
    {.id = "urn:ontzorgd:verwerking:gezondheid",
     .purpose = "Vastleggen wat over de gezondheid van een client nodig is om te ontzorgen",
     .ground = "art. 9 lid 2 onder a AVG: uitdrukkelijke toestemming van de client"},
    {.id = "urn:ontzorgd:verwerking:inzage",
     .purpose = "Een client vertellen wat over hem bekend is, en nagaan wie gegevens verwerkte",
     .ground = "art. 6 lid 1 onder c AVG; art. 15 en art. 5 lid 2 AVG"},
    {.id = "urn:ontzorgd:verwerking:vernietiging",
     .purpose = "Gegevens vernietigen waarvan de bewaartermijn voorbij is",
     .ground = "art. 6 lid 1 onder c AVG; art. 3 Archiefwet 1995; art. 5 lid 1 onder e AVG"},
}};

constexpr const ProcessingActivity* dossier = activities.data();
constexpr const ProcessingActivity* paying = &activities[1];
constexpr const ProcessingActivity* bank = &activities[2];
constexpr const ProcessingActivity* accounting = &activities[3];
constexpr const ProcessingActivity* health = &activities[4];
constexpr const ProcessingActivity* insight = &activities[5];
constexpr const ProcessingActivity* destruction = &activities[6];

struct CommandActivity {
    std::string_view begins;
    const ProcessingActivity* activity;
};
/// The first that fits counts.
constexpr std::array<CommandActivity, 43> by_command{{
    {.begins = "client destroy", .activity = destruction},
    {.begins = "client why", .activity = paying},
    {.begins = "client", .activity = dossier},
    {.begins = "contract", .activity = dossier},
    {.begins = "grondslag", .activity = dossier},
    {.begins = "machtiging", .activity = dossier},
    {.begins = "joint-request", .activity = dossier},
    {.begins = "iban", .activity = dossier},
    {.begins = "dossier", .activity = dossier},
    {.begins = "creditor", .activity = dossier},
    {.begins = "note health", .activity = health},
    {.begins = "note", .activity = dossier},
    {.begins = "inzage", .activity = insight},
    {.begins = "log", .activity = insight},
    {.begins = "retention", .activity = destruction},
    {.begins = "run", .activity = paying},
    {.begins = "batch", .activity = paying},
    {.begins = "file", .activity = paying},
    {.begins = "attempt", .activity = paying},
    {.begins = "exception", .activity = paying},
    {.begins = "vop", .activity = paying},
    {.begins = "bank", .activity = bank},
    {.begins = "line", .activity = bank},
    {.begins = "reconcile", .activity = bank},
    {.begins = "inbox",
     .activity = nullptr},  // what it takes in is logged as run import or bank ingest
    {.begins = "schedule", .activity = paying},
    {.begins = "export", .activity = accounting},
    {.begins = "audit", .activity = accounting},
    {.begins = "account", .activity = nullptr},
    {.begins = "backup", .activity = accounting},
    {.begins = "books", .activity = nullptr},
    {.begins = "calendar", .activity = nullptr},
    {.begins = "key", .activity = accounting},  // every BSN and note is read and written
    {.begins = "login", .activity = nullptr},
    {.begins = "machine", .activity = nullptr},
    {.begins = "month", .activity = nullptr},
    {.begins = "profile", .activity = nullptr},
    {.begins = "rechtenoverzicht", .activity = nullptr},
    {.begins = "regelset", .activity = nullptr},
    {.begins = "restore", .activity = accounting},
    {.begins = "rule", .activity = nullptr},  // what lines of the bank are
    {.begins = "second-factor", .activity = nullptr},
    {.begins = "user", .activity = nullptr},
}};

bool begins(std::string_view command, std::string_view words) {
    return command.starts_with(words) &&
           (command.size() == words.size() || command[words.size()] == ' ');
}

const CommandActivity* place_of(std::string_view command) {
    return std::ranges::find_if(
        by_command, [&](const CommandActivity& each) { return begins(command, each.begins); });
}

}  // namespace

std::span<const ProcessingActivity> processing_activities() {
    return activities;
}

const ProcessingActivity* activity_of(std::string_view command) {
    const auto* const found = place_of(command);
    return found == by_command.end() ? nullptr : found->activity;
}

bool is_registered(std::string_view command) {
    return place_of(command) != by_command.end();
}

}  // namespace ontzorgd::service
