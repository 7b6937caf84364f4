// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_ways.h"

namespace ontzorgd::payment {

namespace {

constexpr std::array booking_texts{"onbekend", "per_bestand", "per_overboeking"};
constexpr std::array name_texts{"onbekend", "ons_pmtinfid", "ons_msgid", "eigen_kenmerk"};
/// Names stand above bookings.
constexpr unsigned first_name_bit = 8;
constexpr std::int64_t booking_bits = (1 << first_name_bit) - 1;

std::int64_t bit_of(Booking booking) {
    return booking == Booking::unknown ? 0 : std::int64_t{1} << static_cast<unsigned>(booking);
}

std::int64_t bit_of(BatchName name) {
    return name == BatchName::unknown
               ? 0
               : std::int64_t{1} << (first_name_bit + static_cast<unsigned>(name));
}

template <class Way, class All>
std::optional<Way> first_other(Way said, BankWays shown, const All& all) {
    if (said == Way::unknown) return std::nullopt;
    for (const Way way : all) {
        if (way != said && shown.shows(way)) return way;
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(Booking booking) {
    return booking_texts.at(static_cast<std::size_t>(booking));
}

std::string_view to_text(BatchName name) {
    return name_texts.at(static_cast<std::size_t>(name));
}

void BankWays::add(Booking booking) {
    bits_ |= bit_of(booking);
}

void BankWays::add(BatchName name) {
    bits_ |= bit_of(name);
}

bool BankWays::shows(Booking booking) const {
    return (bits_ & bit_of(booking)) != 0;
}

bool BankWays::shows(BatchName name) const {
    return (bits_ & bit_of(name)) != 0;
}

void BankWays::forget_names() {
    bits_ &= booking_bits;
}

std::optional<Booking> other_than(Booking said, BankWays shown) {
    return first_other(said, shown, all_bookings);
}

std::optional<BatchName> other_than(BatchName said, BankWays shown) {
    return first_other(said, shown, all_batch_names);
}

}  // namespace ontzorgd::payment
