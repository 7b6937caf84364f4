// SPDX-License-Identifier: EUPL-1.2
#include "form.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/public_key.h"
#include "ontzorgd/dossier/words.h"
#include "ontzorgd/messages/dossier_value.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/payment/recall.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/page.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/kenmerk.h"

#include <array>

namespace ontzorgd::api {

namespace {

/// A parser, of which only counts whether it can read a text.
template <auto Parse>
base::Result<base::Done> by(std::string_view text) {
    const auto parsed = Parse(text);
    if (!parsed) return parsed.failure();
    return base::Done{};
}

std::span<const std::string_view> role_words() {
    static const auto words = [] {
        std::array<std::string_view, service::all_roles.size()> made{};
        for (std::size_t i = 0; i < made.size(); ++i)
            made.at(i) = service::to_text(service::all_roles.at(i));
        return made;
    }();
    return words;
}

constexpr std::string_view example_key =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkhhYEHHe6V6Catg2tQdMdtxEQ86n\n"
    "CQ33WZQ/4EQlUmxQjblMJLVgStzY4Gnu+MKUv+t24B3qKtWv4a05TS6u7A==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view example_digest =
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

std::vector<FormRow> value_forms() {
    return {
        {.form = Form::day,
         .format = "date",
         .example = "2026-11-24",
         .check = by<&values::CivilDate::parse>},
        {.form = Form::month,
         .pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$",
         .example = "2026-11",
         .check = by<&values::Month::parse>},
        {.form = Form::time,
         .pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$",
         .example = "09:30",
         .check = by<&service::parse_time>},
        {.form = Form::amount,
         .pattern = R"(^-?[0-9]+(\.[0-9]{1,2})?$)",
         .example = "1234.56",
         .check = by<&values::Euro::parse>},
        {.form = Form::bill_amount,
         .pattern = R"(^[0-9]+(\.[0-9]{1,2})?$)",
         .example = "685.40",
         .check = by<&service::parse_bill_amount>},
        {.form = Form::rule_amount,
         .pattern = R"(^[0-9]+(\.[0-9]{1,2})?$)",
         .example = "12.50",
         .check = by<&service::parse_rule_amount>},
        {.form = Form::iban,
         .pattern = "^ *[A-Za-z] *[A-Za-z][0-9A-Za-z ]+$",
         .example = "NL91ABNA0417164300",
         .check = by<&values::Iban::parse>},
        {.form = Form::other_side,
         .pattern = "^geen$|^ *[A-Za-z] *[A-Za-z][0-9A-Za-z ]+$",
         .example = "NL91ABNA0417164300",
         .check = by<&service::parse_other_side>},
    };
}

std::vector<FormRow> dossier_forms() {
    return {
        {.form = Form::nummer,
         .pattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,34}$",
         .example = "X-000001",
         .check = by<&messages::read_nummer>},
        {.form = Form::name,
         .from = 1,
         .to = 140,
         .example = "Woonstichting De Linde",
         .check = by<&messages::read_name>},
        // Of whatever kind; that it fits the mask of its creditor is seen by the command.
        {.form = Form::kenmerk,
         .from = 1,
         .example = "2026-000123",
         .check = by<&values::Kenmerk::parse>},
        {.form = Form::mask,
         .from = 1,
         .to = 35,
         .example = "9999-999999",
         .check = by<&messages::read_mask>},
        {.form = Form::beschikking,
         .from = 1,
         .to = 35,
         .example = "BES-2026-0001",
         .check = by<&messages::read_beschikking>},
        {.form = Form::due_day,
         .pattern = "^0*([1-9]|[12][0-9]|3[01])$",
         .example = "1",
         .check = by<&service::parse_due_day>},
        {.form = Form::kind,
         .words = dossier::kind_words(),
         .example = "huur",
         .check = by<&messages::read_kind>},
        {.form = Form::ritme,
         .words = dossier::ritme_words(),
         .example = "maand",
         .check = by<&messages::read_ritme>},
        {.form = Form::betaalwijze,
         .words = messages::betaalwijzen,
         .example = "overboeking",
         .check = by<&messages::read_incasso>},
        {.form = Form::grondslag_soort,
         .words = dossier::grondslag_soort_words(),
         .example = "verplicht_56a",
         .check = by<&messages::read_grondslag_soort>},
        {.form = Form::machtiging_toestand,
         .words = dossier::machtiging_toestand_words(),
         .example = "getekend",
         .check = by<&messages::read_toestand>},
        {.form = Form::reason, .from = 1, .example = "op verzoek", .check = &service::check_reason},
        {.form = Form::hold_reason,
         .from = 1,
         .to = service::longest_hold_reason,
         .example = "op verzoek",
         .check = &service::check_hold_reason},
        {.form = Form::note,
         .from = 1,
         .example = "belde over de huur",
         .check = by<&service::parse_note>},
    };
}

std::vector<FormRow> people_forms() {
    return {
        {.form = Form::user_name,
         .pattern = "^[a-z0-9.-]{1,35}$",
         .example = "j.jansen",
         .check = &service::check_user_name},
        {.form = Form::password,
         .from = service::shortest_password,
         .example = "vier losse woorden samen",
         .check = &service::check_new_password},
        {.form = Form::role,
         .words = role_words(),
         .example = "auditor",
         .check = by<&service::parse_role>},
        {.form = Form::fingerprint,
         .pattern = "^(:*[0-9A-Fa-f]){64}:*$",
         .example = example_digest,
         .check = by<&service::parse_fingerprint>},
        {.form = Form::kid,
         .pattern = "^[!-~]{1,100}$",
         .example = "2026-a",
         .check = &service::check_kid},
        {.form = Form::public_key,
         .pattern = "-----BEGIN ",
         .example = example_key,
         .check = by<&crypto::PublicKey::from_pem>},
        {.form = Form::digest_prefix,
         .from = service::shortest_digest_prefix,
         .example = example_digest,
         .check = &service::check_digest_prefix},
        {.form = Form::rights_digest,
         .pattern = "^[0-9a-f]{8,64}$",
         .example = example_digest,
         .check = &service::check_rights_digest},
        {.form = Form::account_name,
         .from = 1,
         .to = 35,
         .example = "lasten",
         .check = &service::check_account_name},
    };
}

std::vector<FormRow> bank_forms() {
    return {
        {.form = Form::reference,
         .pattern = "^[0-9A-Z]{16}$",
         .example = "4K7Q0000ZZZZ01UG",
         .check = by<&payment::EndToEndId::parse>},
        {.form = Form::line_name,
         .pattern = "^[0-9]+:[0-9]+(:[0-9]+)?$",
         .example = "987654:1",
         .check = by<&service::parse_line_name>},
        {.form = Form::line_label,
         .words = service::line_labels,
         .example = "kosten",
         .check = &service::check_label},
        {.form = Form::recall_reason,
         .words = payment::recall_reasons(),
         .example = "DUPL",
         .check = &service::check_recall_reason},
        {.form = Form::recall_refusal,
         .words = payment::recall_refusals(),
         .example = "CUST",
         .check = &service::check_recall_refusal},
        {.form = Form::decision,
         .words = service::name_check_decisions,
         .example = "stop",
         .check = by<&service::parse_decision>},
        {.form = Form::rule_word,
         .words = reconcile::rule_words(),
         .example = "kosten",
         .check = by<&service::parse_rule_word>},
        {.form = Form::direction,
         .words = service::directions,
         .example = "af",
         .check = by<&service::parse_direction>},
        {.form = Form::rule_text,
         .to = service::longest_rule_text,
         .example = "kosten betaalpakket",
         .check = &service::check_rule_text},
        {.form = Form::rule_code,
         .pattern = "^[0-9A-Za-z-]{0,35}$",
         .example = "PMNT-MDOP-CHRG",
         .check = by<&service::parse_rule_code>},
    };
}

std::vector<FormRow> number_forms() {
    constexpr std::int64_t whole = 100;
    return {
        {.form = Form::share,
         .from = 0,
         .to = whole,
         .example = "50",
         .check_number = &service::check_share},
        {.form = Form::days_ahead,
         .from = 0,
         .to = service::most_days_ahead,
         .example = "60",
         .check_number = &service::check_days_ahead},
        {.form = Form::sample_size,
         .from = 1,
         .example = "25",
         .check_number = &service::check_sample_size},
        {.form = Form::page_limit,
         .from = 1,
         .to = service::most_on_a_page,
         .example = "100",
         .check_number = &service::check_page_limit},
    };
}

/// In the order of Form, so that a form is its place.
std::vector<FormRow> all_rows() {
    std::vector<FormRow> rows{FormRow{}};
    for (auto group :
         {value_forms(), dossier_forms(), people_forms(), bank_forms(), number_forms()})
        rows.insert(rows.end(), group.begin(), group.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        base::expects(static_cast<std::size_t>(rows[i].form) == i, "each form has one row");
    }
    return rows;
}

}  // namespace

std::span<const FormRow> all_forms() {
    static const std::vector<FormRow> rows = all_rows();
    return rows;
}

const FormRow& row_of(Form form) {
    return all_forms()[static_cast<std::size_t>(form)];
}

base::Result<base::Done> check(Form form, std::string_view text) {
    const auto check_text = row_of(form).check;
    return check_text == nullptr ? base::Done{} : check_text(text);
}

base::Result<base::Done> check(Form form, std::int64_t number) {
    const auto check_number = row_of(form).check_number;
    return check_number == nullptr ? base::Done{} : check_number(number);
}

}  // namespace ontzorgd::api
