// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/end_to_end_id.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <optional>

namespace ontzorgd::payment {

namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t checked_length = 14;
constexpr std::int64_t modulus = 1271;
constexpr std::int64_t radix = 36;
constexpr std::string_view practice_prefix = "OEFEN-";

constexpr int digit_of(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'A' && character <= 'Z') return character - 'A' + 10;
    return -1;
}

void write_base36(std::int64_t number, char* to, std::size_t width) {
    for (std::size_t place = width; place-- > 0; number /= radix) {
        to[place] = digits[static_cast<std::size_t>(number % radix)];
    }
    base::expects(number == 0, "a number fits its place in a reference");
}

std::int64_t read_base36(std::string_view text) {
    std::int64_t number = 0;
    for (const char character : text) number = number * radix + digit_of(character);
    return number;
}

/// ISO 7064 pure system: the number that makes the whole congruent to 1.
std::int64_t check_number(std::string_view text) {
    std::int64_t sum = 0;
    for (const char character : text) sum = (sum + digit_of(character)) * radix % modulus;
    sum = sum * radix % modulus;
    return (modulus + 1 - sum) % modulus;
}

bool is_of_alphabet(std::string_view text) {
    return std::ranges::all_of(text, [](char character) { return digit_of(character) >= 0; });
}

}  // namespace

Generation Generation::of(std::string_view text) {
    Generation generation;
    base::expects(text.size() == generation.text_.size() && is_of_alphabet(text),
                  "a generation is four characters of 0-9 A-Z");
    std::ranges::copy(text, generation.text_.begin());
    return generation;
}

EndToEndId EndToEndId::make(const Generation& generation, std::int64_t instruction,
                            std::int64_t attempt) {
    base::expects(instruction > 0 && attempt > 0, "instructions and attempts are numbered from 1");
    EndToEndId id;
    std::ranges::copy(generation.view(), id.text_.begin());
    write_base36(instruction, id.text_.data() + 4, 8);
    write_base36(attempt, id.text_.data() + 12, 2);
    write_base36(check_number(id.view().substr(0, checked_length)),
                 id.text_.data() + checked_length, 2);
    return id;
}

base::Result<EndToEndId> EndToEndId::parse(std::string_view text) {
    if (text.size() != length || !is_of_alphabet(text))
        return base::malformed("end_to_end_id_is_malformed");
    const bool check_holds =
        read_base36(text.substr(checked_length)) == check_number(text.substr(0, checked_length));
    if (!check_holds) return base::malformed("end_to_end_id_check_fails");
    EndToEndId id;
    std::ranges::copy(text, id.text_.begin());
    return id;
}

base::Result<EndToEndId> EndToEndId::recover(std::string_view text) {
    std::string kept;
    for (const char character : text) {
        const char upper = character >= 'a' && character <= 'z'
                               ? static_cast<char>(character - 'a' + 'A')
                               : character;
        if (digit_of(upper) >= 0) kept += upper;
    }
    std::optional<EndToEndId> found;
    for (std::size_t start = 0; start + length <= kept.size(); ++start) {
        const auto id = parse(std::string_view{kept}.substr(start, length));
        if (!id) continue;
        if (found && *found != id.value())
            return base::malformed("end_to_end_id_is_not_recoverable");
        found = id.value();
    }
    if (!found) return base::malformed("end_to_end_id_is_not_recoverable");
    return *found;
}

Generation EndToEndId::generation() const {
    return Generation::of(view().substr(0, 4));
}
std::int64_t EndToEndId::instruction() const {
    return read_base36(view().substr(4, 8));
}
std::int64_t EndToEndId::attempt() const {
    return read_base36(view().substr(12, 2));
}

std::string message_id(const Generation& generation, std::int64_t file, bool practice) {
    std::array<char, 6> number{};
    write_base36(file, number.data(), number.size());
    std::string core{generation.view()};
    core += 'F';
    core.append(number.data(), number.size());
    std::array<char, 2> check{};
    write_base36(check_number(core), check.data(), check.size());
    core.append(check.data(), check.size());
    return std::string{practice ? practice_prefix : ""} + core;
}

std::optional<Generation> generation_of_message(std::string_view message_id) {
    constexpr std::size_t core = 11;
    constexpr std::size_t with_check = 13;
    if (message_id.starts_with(practice_prefix)) message_id.remove_prefix(practice_prefix.size());
    const bool has_form =
        message_id.size() == with_check && is_of_alphabet(message_id) && message_id[4] == 'F';
    if (!has_form) return std::nullopt;
    if (read_base36(message_id.substr(core)) != check_number(message_id.substr(0, core)))
        return std::nullopt;
    return Generation::of(message_id.substr(0, 4));
}

}  // namespace ontzorgd::payment
