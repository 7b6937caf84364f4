// SPDX-License-Identifier: EUPL-1.2
#include "client_words.h"

#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/sepa_text.h"

#include <utility>

namespace ontzorgd::service {

std::vector<std::string> words_about(Municipality& town, std::string_view nummer,
                                     dossier::ClientId client) {
    store::Database& db = town.db();
    std::vector<std::string> words;
    for (std::string& word : store::names_and_ibans_of(db, client)) {
        if (const auto iban = values::Iban::parse(word)) {
            words.push_back(iban.value().to_paper());
        } else if (const auto sepa = values::to_sepa_text(word, word.size() * 4)) {
            words.push_back(sepa.value().text);
        }
        words.push_back(std::move(word));
    }
    const auto household = store::household_by_id(db, store::household_of_client(db, nummer));
    for (const store::ClientRow& row : household->clienten) {
        if (row.id == client) words.push_back(opened_bsn(town, nummer, row.bsn_cipher));
    }
    std::erase(words, std::string{});
    return words;
}

}  // namespace ontzorgd::service
