// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/part_word.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What a person needs to see of the payments a line could be.
namespace ontzorgd::store {

/// A payment with the people it is about. Names are empty when they were destroyed.
struct CandidatePayment {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    values::Euro cents{};
    std::int64_t account = 0;
    std::int64_t file = 0;
    std::string file_name{};
    std::string file_state{};
    AttemptRowState state = AttemptRowState::as_file;
    payment::BankWord word{};  ///< what the bank said of it
    std::optional<values::CivilDate> settled_on{};
    values::CivilDate execution_date{};
    std::int64_t counter = 0;  ///< blind index of the account it is paid to
    std::string client{};      ///< its number
    std::string client_name{};
    std::string payee{};
    bool is_last = false;  ///< no later attempt of its instruction

    /// The bank has its file, or may have.
    [[nodiscard]] bool is_handed_over() const { return is_with_the_bank(file_state); }
    [[nodiscard]] bool is_booked() const { return store::is_booked(state); }
};
[[nodiscard]] std::optional<CandidatePayment> candidate_payment(Database& db,
                                                                std::int64_t instruction,
                                                                std::int64_t attempt);

/// Attempts of this amount from this account, in files the bank has, whoever they go to; at most
/// `most`.
[[nodiscard]] std::vector<PossibleAttempt> attempts_of_amount(Database& db, std::int64_t account,
                                                              values::Euro cents,
                                                              values::CivilDate from,
                                                              values::CivilDate until,
                                                              std::size_t most);
/// What was noted as possible when the line was placed: payments, and files.
struct NotedCandidates {
    std::vector<PossibleAttempt> payments{};
    std::vector<std::int64_t> files{};
};
[[nodiscard]] NotedCandidates noted_candidates(Database& db, const LineKey& line);
/// Of this payment, or of the payments of this file: those of which the bank has a later try, or
/// may have.
[[nodiscard]] std::vector<AttemptName> made_again(Database& db, const LineStand& of);

}  // namespace ontzorgd::store
