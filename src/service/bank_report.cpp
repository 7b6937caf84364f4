// SPDX-License-Identifier: EUPL-1.2
#include "bank_report.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/store/policy_rows.h"

#include <array>

namespace ontzorgd::service {

namespace {

constexpr char field_end = '\x1f';

/// The fields of a statement's answer, in their order; the last five are lines per place.
constexpr std::array names{"levering",  "rekening",    "afschrift", "datum",  "beginsaldo",
                           "bij",       "af",          "eindsaldo", "staat",  "regels",
                           "gekoppeld", "voorgesteld", "onbekend",  "overig", "dubbel_aangeleverd"};

enum class Kind : std::uint8_t { text, number, money, date };
constexpr std::array kinds{Kind::number, Kind::text,   Kind::text,   Kind::date,   Kind::money,
                           Kind::money,  Kind::money,  Kind::money,  Kind::text,   Kind::number,
                           Kind::number, Kind::number, Kind::number, Kind::number, Kind::number};
static_assert(names.size() == kinds.size());

void append(std::string& text, std::string_view part) {
    for (const char character : part) {
        const bool separates = character == field_end || character == '\n';
        text += separates ? ' ' : character;
    }
    text += field_end;
}

Value value_of(Kind kind, std::string_view text) {
    const std::int64_t number = kind == Kind::text ? 0 : base::parse_int(text).value_or(0);
    switch (kind) {
        case Kind::number: return Value{number};
        case Kind::money: return Value{values::Euro::from_cents(number)};
        case Kind::date: {
            const auto day = values::CivilDate::from_number(number);
            return Value{day ? day.value() : values::CivilDate{}};
        }
        case Kind::text: break;
    }
    return Value{std::string{text}};
}

}  // namespace

std::string answer_of(store::Database& db, const store::BankStatementRow& statement) {
    const auto account = store::own_account_by_id(db, statement.account);
    const auto places = store::figures_of_statement(db, statement.id);
    values::Euro credit;
    values::Euro debit;
    for (const store::PlaceFigures& place : places) {
        credit += place.credit;
        debit += place.debit;
    }
    std::string text;
    append(text, std::to_string(statement.id));
    append(text, account ? account->name : "");
    append(text, statement.statement_id);
    append(text, std::to_string(statement.closing_date.to_number()));
    for (const values::Euro amount : {statement.opening, credit, debit, statement.closing}) {
        append(text, std::to_string(amount.cents()));
    }
    append(text, statement.state);
    append(text, std::to_string(statement.lines));
    // A statement in conflict counts for nothing: none of its lines has a place.
    const bool has_places = statement.is_live() || statement.is_notice();
    for (const store::PlaceFigures& place : places) {
        append(text, std::to_string(has_places ? place.lines : 0));
    }
    text += '\n';
    return text;
}

Report report_of_answer(const base::Digest& sha256, std::string_view answer) {
    std::vector<Report> rows;
    for (const std::string_view line : base::split_text(answer, '\n')) {
        if (line.empty()) continue;
        const auto parts = base::split_text(line, field_end);
        Report row;
        for (std::size_t i = 0; i < names.size() && i < parts.size(); ++i) {
            row.add(names.at(i), value_of(kinds.at(i), parts[i]));
        }
        rows.push_back(std::move(row));
    }
    Report report;
    report.add("sha256", base::to_hex(sha256)).add_rows("afschriften", std::move(rows));
    return report;
}

}  // namespace ontzorgd::service
