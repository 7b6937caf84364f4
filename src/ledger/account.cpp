// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/account.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>

namespace ontzorgd::ledger {

namespace {

/// What follows the fixed words of a name.
enum class Tail : std::uint8_t { nothing, number, soort };

struct Shape {
    std::string_view words;
    Tail tail;
    AccountType type;
};

// The grammar of the header, as a table.
constexpr std::array<Shape, 10> shapes{{
    {"bank:", Tail::number, AccountType::asset},
    {"uitkering:vordering", Tail::nothing, AccountType::asset},
    {"client:te_verdelen", Tail::nothing, AccountType::liability},
    {"client:aangehouden", Tail::nothing, AccountType::liability},
    {"client:te_betalen:", Tail::soort, AccountType::liability},
    {"client:teruggekomen", Tail::nothing, AccountType::liability},
    {"onderweg:", Tail::number, AccountType::liability},
    {"tussen:suspense:", Tail::number, AccountType::liability},
    {"tussen:known_other:", Tail::number, AccountType::liability},
    {"beginsaldo:", Tail::number, AccountType::equity},
}};

constexpr std::size_t longest_number = 18;  // digits; always fits 64 bits
constexpr std::size_t longest_soort = 40;

bool is_number(std::string_view text) {
    return base::is_digits(text) && text.size() <= longest_number && text.front() != '0';
}

bool is_letter(char c) {
    return 'a' <= c && c <= 'z';
}

bool is_soort(std::string_view text) {
    return !text.empty() && text.size() <= longest_soort && is_letter(text.front()) &&
           is_letter(text.back()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || c == '_'; });
}

bool fits(std::string_view name, const Shape& shape) {
    if (!name.starts_with(shape.words)) return false;
    const std::string_view tail = name.substr(shape.words.size());
    switch (shape.tail) {
        case Tail::nothing: return tail.empty();
        case Tail::number: return is_number(tail);
        case Tail::soort: return is_soort(tail);
    }
    return false;
}

/// The shape of a name, or null when it is no account.
const Shape* shape_of(std::string_view name) {
    const auto* const found = std::find_if(
        shapes.begin(), shapes.end(), [name](const Shape& shape) { return fits(name, shape); });
    return found == shapes.end() ? nullptr : found;
}

std::string numbered(std::string_view words, std::int64_t number) {
    std::string name{words};
    name += std::to_string(number);
    base::expects(shape_of(name) != nullptr, "a bank account number is at least 1");
    return name;
}

}  // namespace

Account Account::bank(std::int64_t number) {
    return Account{numbered("bank:", number)};
}
Account Account::uitkering_vordering() {
    return Account{"uitkering:vordering"};
}
Account Account::te_verdelen() {
    return Account{"client:te_verdelen"};
}
Account Account::aangehouden() {
    return Account{"client:aangehouden"};
}
Account Account::teruggekomen() {
    return Account{"client:teruggekomen"};
}
Account Account::onderweg(std::int64_t number) {
    return Account{numbered("onderweg:", number)};
}
Account Account::beginsaldo(std::int64_t number) {
    return Account{numbered("beginsaldo:", number)};
}

Account Account::suspense(std::int64_t number) {
    return Account{numbered("tussen:suspense:", number)};
}

Account Account::known_other(std::int64_t number) {
    return Account{numbered("tussen:known_other:", number)};
}

Account Account::te_betalen(std::string_view soort) {
    base::expects(is_soort(soort), "a soort is a word of a-z and _");
    return Account{"client:te_betalen:" + std::string{soort}};
}

base::Result<Account> Account::parse(std::string_view name) {
    if (shape_of(name) == nullptr) {
        return base::malformed("account_name_is_malformed", {{"value", std::string{name}}});
    }
    return Account{std::string{name}};
}

AccountType Account::type() const {
    const Shape* const shape = shape_of(name_);
    base::expects(shape != nullptr, "an Account has a name of the grammar");
    return shape->type;
}

}  // namespace ontzorgd::ledger
