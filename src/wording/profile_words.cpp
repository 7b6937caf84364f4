// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/profile_words.h"

#include "ontzorgd/wording/sentence.h"

#include <array>

namespace ontzorgd::wording {

namespace {

constexpr int end_of_day = 24 * 60;

constexpr std::array booking_sentences{
    "Hoe de bank een bestand boekt is niet bekend.",
    "De bank boekt een bestand als één afschrijving.",
    "De bank boekt elke overboeking apart.",
};
static_assert(booking_sentences.size() == payment::all_bookings.size());
constexpr std::array name_sentences{
    "Hoe een afschrift een bestand noemt is niet bekend.",
    "Een afschrift noemt een bestand met ons PmtInfId.",
    "Een afschrift noemt een bestand met ons MsgId.",
    "Een afschrift noemt een bestand met een kenmerk van de bank.",
};
static_assert(name_sentences.size() == payment::all_batch_names.size());

std::string until(int minute) {
    return minute == end_of_day ? ", tot het eind van die dag."
                                : ", voor " + time_of_day(minute) + " uur.";
}

std::string last_moment(const payment::BankProfile& profile) {
    std::string day = "op de dag van uitvoering zelf";
    if (profile.last_day_before == 1) day = "op de bankdag voor de uitvoering";
    if (profile.last_day_before > 1) {
        day = std::to_string(profile.last_day_before) + " bankdagen voor de uitvoering";
    }
    return "Het moet er zijn " + day + until(profile.until_minute);
}

std::string last_instant_moment(const payment::BankProfile& profile) {
    if (!profile.instant_until_minute) return "Instant betalen kan bij deze bank niet.";
    return "Instant betalen kan op de dag van uitvoering zelf" +
           until(*profile.instant_until_minute);
}

}  // namespace

std::string time_of_day(int minute) {
    constexpr int hour = 60;
    const auto two_digits = [](int number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return two_digits(minute / hour) + ':' + two_digits(minute % hour);
}

std::vector<std::string> profile_sentences(const payment::BankProfile& profile) {
    std::vector<std::string> sentences{
        "Een betaalbestand is een " + std::string{to_text(profile.message)} +
            " en heeft hoogstens " + whole_number(profile.transfers_per_file) + " overboekingen.",
        profile.asks_batch_booking
            ? "Het vraagt de bank om één afschrijving voor het hele bestand."
            : "Het vraagt de bank om een afschrijving voor elke overboeking.",
        profile.says_creditor_agent_is_not_given
            ? "Elke overboeking zegt dat de bank van de ontvanger niet is opgegeven (NOTPROVIDED)."
            : "De bank van de ontvanger staat er niet in."};
    if (profile.category_purpose) {
        sentences.push_back("Het hele bestand heeft category purpose " + *profile.category_purpose +
                            ".");
    }
    sentences.push_back(last_moment(profile));
    sentences.push_back(last_instant_moment(profile));
    sentences.emplace_back(booking_sentences.at(static_cast<std::size_t>(profile.books)));
    sentences.emplace_back(name_sentences.at(static_cast<std::size_t>(profile.names_batch)));
    return sentences;
}

}  // namespace ontzorgd::wording
