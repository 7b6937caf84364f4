// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// @file
/// What the reason for which the bank rejected a payment, or gave it back, asks of people. ISO
/// 20022 external code list of status and return reasons (sepa.md 3).
namespace ontzorgd::payment {

/// What people do first.
enum class AfterReason : std::uint8_t {
    ask_iban_again,  ///< AC01, AC03, RC01 …: the number is wrong
    stop_payee,      ///< AC04, AC06, AG01 …: the account is closed or blocked, for all paid there
    possible_death,  ///< MD07: the account holder has died
    check_data,      ///< BE04, RR01 …: address, identification, sanction
    ask_the_bank,    ///< MS02, MS03 …: nobody says why
    prove_paid_once,   ///< AM05, DU03, DUPL …: the bank thinks that it was paid twice
    recall,            ///< CUST, FOCR: about a recall
    incident,          ///< FRAD: freeze the payee
    fund_the_account,  ///< AM04: our own account, all of the batch
    raise_the_limit,   ///< AM02, AM14
    mend_the_file,     ///< FF01, AM10, CH16 …: the bank cannot take what we wrote
    choose_a_day,      ///< CH03, DT01, TM01 …: the day is past, too far, or closed
    wait,              ///< AB05 …: the other bank did not answer in time
    read_the_text,     ///< NARR: the reason is text
};
inline constexpr std::array all_after_reasons{AfterReason::ask_iban_again,
                                              AfterReason::stop_payee,
                                              AfterReason::possible_death,
                                              AfterReason::check_data,
                                              AfterReason::ask_the_bank,
                                              AfterReason::prove_paid_once,
                                              AfterReason::recall,
                                              AfterReason::incident,
                                              AfterReason::fund_the_account,
                                              AfterReason::raise_the_limit,
                                              AfterReason::mend_the_file,
                                              AfterReason::choose_a_day,
                                              AfterReason::wait,
                                              AfterReason::read_the_text};

/// Of a code that is not known, or none: ask_the_bank.
[[nodiscard]] AfterReason after_reason(std::string_view code);

/// True when the reason says something of the payee's account: money may not go there again,
/// however good the rest is.
[[nodiscard]] bool is_of_the_account(std::string_view code);

}  // namespace ontzorgd::payment
