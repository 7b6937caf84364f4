// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/sentence.h"
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

/// Before the number of a rule of the municipality.
constexpr std::string_view by_rule = "by_rule:";
/// Before what people said that a line is.
constexpr std::string_view by_person = "by_person:";

// Why a bank line is not matched, what speaks for a candidate, and where a status report differs,
// by the rules of docs/rules.md.
constexpr std::array table{
    Entry{"amount_and_account_agree", "bedrag en rekening kloppen"},
    Entry{"amount_and_account_only", "alleen bedrag en rekening passen"},
    Entry{"amount_differs", "ons kenmerk met een ander bedrag"},
    Entry{"balance_is_unreadable", "een saldo is niet leesbaar"},
    Entry{"bank_lists_the_payments", "de bank noemt zelf welke betalingen het zijn"},
    Entry{"batch_count_differs", "ons bestand met een ander aantal betalingen"},
    Entry{"batch_debit_beside_single_debit", "elke betaling van het bestand is ook los geboekt"},
    Entry{"batch_details_differ", "ons bestand met betalingen die samen een ander bedrag zijn"},
    Entry{"batch_is_of_another_account", "bestand van een andere rekening"},
    Entry{"batch_less_rejected", "ons bestand, zonder wat de bank weigerde"},
    Entry{"batch_lists_other_payments",
          "ons bestand, met een lijst van betalingen die niet het totaal zijn"},
    Entry{"batch_reference", "een van onze bestanden"},
    Entry{"batch_total", "het totaal van een van onze bestanden"},
    Entry{"batch_total_differs", "ons bestand met een ander totaal"},
    Entry{"batches_of_equal_total", "meer dan een bestand heeft dit totaal"},
    Entry{"by_person", "door een mens gekoppeld"},
    Entry{"closing_balance_is_wrong", "het eindsaldo is niet het beginsaldo met de boekingen"},
    Entry{"credit_is_no_return",
          "een bijschrijving met ons kenmerk die geen teruggekomen betaling hoeft te zijn"},
    Entry{"credit_is_part_of_payment", "een deel van de betaling kwam terug"},
    Entry{"credit_names_a_batch", "een bijschrijving noemt een heel bestand"},
    Entry{"credit_of_a_file",
          "betalingen van een bestand kwamen in een keer terug: twee mensen zeggen het"},
    Entry{"currencies_differ", "bedragen in verschillende munten"},
    Entry{"declared_count_differs", "een ander aantal dan is opgegeven"},
    Entry{"declared_net_differs", "een ander saldo van boekingen dan is opgegeven"},
    Entry{"declared_sum_differs", "een andere som dan is opgegeven"},
    Entry{"declared_total_is_malformed", "een opgegeven totaal is niet leesbaar"},
    Entry{"file_has_a_dead_payment", "bestand met een betaling die wij als dood beschouwen"},
    Entry{"file_less_its_rejected",
          "het totaal is dat van het bestand zonder wat de bank weigerde: twee mensen zeggen het"},
    Entry{"file_was_never_handed_over", "een bestand dat wij nooit aanboden"},
    Entry{"foreign", "niet van ons"},
    Entry{"kenmerk_is_of_another", "ons kenmerk bij de omschrijving van een andere betaling"},
    Entry{"line_names_the_payment", "de regel noemt haar"},
    Entry{"lines_of_equal_total", "meer regels dan bestanden hebben dit totaal"},
    Entry{"more_than_one_rule_fits", "regels van de gemeente spreken elkaar tegen"},
    Entry{"no_candidate", "niets van ons past"},
    Entry{"only_the_amount_agrees", "alleen het bedrag klopt"},
    Entry{"only_the_creditor_agrees", "alleen de crediteur klopt"},
    Entry{"original_count_differs", "een ander aantal betalingen"},
    Entry{"original_sum_differs", "een ander totaal"},
    Entry{"page_does_not_add_up_alone", "dit blad klopt op zichzelf niet"},
    Entry{"page_does_not_continue", "het blad begint niet waar het vorige eindigt"},
    Entry{"pages_do_not_add_up", "het eindsaldo is niet het beginsaldo met alle regels"},
    Entry{"payee_differs", "ons kenmerk met een andere begunstigde"},
    Entry{"payment_goes_to_another_account", "gaat naar een andere rekening"},
    Entry{"payment_has_another_amount", "ander bedrag"},
    Entry{"payment_is_dead", "opgegeven"},
    Entry{"payment_is_not_at_the_bank", "niet bij de bank"},
    Entry{"payment_is_not_in_the_file", "een betaling die niet in het bestand zit"},
    Entry{"payment_is_of_another_account", "van een andere rekening van ons"},
    Entry{"payment_is_of_another_file", "een betaling uit een ander bestand"},
    Entry{"payment_was_declared_dead", "een betaling die wij als dood beschouwen"},
    Entry{"payment_was_never_handed_over", "nooit door ons aangeboden"},
    Entry{"recovered_reference", "ons kenmerk, beschadigd aangekomen"},
    Entry{"reference", "ons kenmerk"},
    Entry{"reference_is_of_another_account", "kenmerk van een andere rekening"},
    Entry{"reference_of_another_copy", "kenmerk van een andere kopie van ontzorgd"},
    Entry{"reference_was_never_given_out", "kenmerk dat wij nooit hebben uitgegeven"},
    Entry{"refund_is_more_than_paid", "terugbetaling van meer dan wij op dat contract betaalden"},
    Entry{"refund_kenmerk", "terugbetaling met het kenmerk van één huishouden"},
    Entry{"rejected_came_back", "de betalingen die de bank weigerde kwamen in een keer terug"},
    Entry{"return_exceeds_payment", "er kwam meer terug dan is betaald"},
    Entry{"return_needs_a_booked_payment", "nog niet geboekt"},
    Entry{"return_waits_for_its_debit", "teruggekomen zonder afschrijving ervoor"},
    Entry{"return_was_undone", "de bank schreef een terugbetaling weer af"},
    Entry{"return_without_reference", "teruggekomen zonder kenmerk van ons"},
    Entry{"returned_part", "een deel kwam terug"},
    Entry{"returned_reference", "teruggekomen, met ons kenmerk"},
    Entry{"revoked", "losgemaakt door een mens"},
    Entry{"second_debit_for_one_payment", "tweede afschrijving van een betaling"},
    Entry{"second_return_of_a_file", "betalingen van een bestand die al waren teruggekomen"},
    Entry{"second_return_of_one_payment", "een betaling die al was teruggekomen"},
    Entry{"several_parts_have_this_total",
          "verschillende betalingen van het bestand hebben samen dit totaal"},
    Entry{"single_debit_beside_batch_debit", "ook met het hele bestand geboekt"},
    Entry{"statement_has_no_closing_balance", "op geen blad staat het eindsaldo"},
    Entry{"statement_has_no_opening_balance", "op geen blad staat het beginsaldo"},
    Entry{"statement_is_cut_off", "het afschrift is afgebroken"},
    Entry{"statement_is_here_in_another_form", "dit afschrift is er al als MT940"},
    Entry{"status_code_is_unknown", "een status die niet bestaat"},
    Entry{"tag_is_malformed", "een veldnaam zonder tweede dubbele punt"},
    Entry{"text_has_a_piece", "een deel van het kenmerk staat in de omschrijving"},
    Entry{"text_has_the_kenmerk", "het kenmerk staat in de omschrijving"},
    Entry{"total_beside_single_debit",
          "totaal van een bestand waarvan al een betaling los is geboekt"},
    Entry{"total_of_a_booked_file", "totaal van een bestand dat al is geboekt"},
    Entry{"total_of_a_file", "totaal van een van onze bestanden"},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::string rule_words(std::string_view rule) {
    if (rule.starts_with(by_rule)) {
        return "geplaatst door regel " + std::string{rule.substr(by_rule.size())};
    }
    if (rule.starts_with(by_person)) {
        return "door een mens: " + label(rule.substr(by_person.size()));
    }
    const auto* const entry = std::ranges::lower_bound(table, rule, {}, &Entry::code);
    return std::string{entry != table.end() && entry->code == rule ? entry->dutch : rule};
}

std::string words_of_rules(std::string_view rules) {
    std::string words;
    while (!rules.empty()) {
        const std::size_t end = std::min(rules.find(' '), rules.size());
        words += (words.empty() ? "" : "; ") + rule_words(rules.substr(0, end));
        rules.remove_prefix(std::min(end + 1, rules.size()));
    }
    return words;
}

}  // namespace ontzorgd::wording
