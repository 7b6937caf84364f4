// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>

/// @file
/// What a reason by which a payment came back, or was rejected, asks of people. ISO 20022 external
/// code list of status and return reasons; the steps are those of sepa.md 3.2 and 3.3.
namespace ontzorgd::payment {

/// The next step, by the party that must take it first.
enum class AfterReturn : std::uint8_t {
    ask_iban_again,  ///< AC01, AC03, RC01 …: the number is wrong
    stop_payee,  ///< AC04, AC06, AG01 …: the account is closed or blocked, for all who pay there
    possible_death,     ///< MD07: the account holder has died
    check_data,         ///< BE04, RR01 …: address, identification, sanction
    ask_the_bank,       ///< MS02, MS03, NARR and what nobody specified
    prove_paid_once,    ///< AM05, DUPL: the bank thinks that it was paid twice
    retry_after_check,  ///< TECH, TM01, CUST …: nothing is wrong with the account
    recall_closed,      ///< FOCR: the answer to our own recall
    incident,           ///< FRAD: freeze the payee
    a_person_decides,   ///< any other code, or none
};
[[nodiscard]] AfterReturn after_return(std::string_view reason);

/// True when the reason says something of the account: money may not go there again, however good
/// the rest is.
[[nodiscard]] bool is_of_the_account(std::string_view reason);

}  // namespace ontzorgd::payment
