// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// The parts of an :86: by their meaning, before it is known what the entry as a whole is.
namespace ontzorgd::messages {

/// One value that names a payment; given twice and differently it names none.
class NamingPart {
public:
    void give(std::string_view value) {
        if (value.empty()) return;
        if (value_.empty()) {
            value_ = value;
        } else if (value_ != value) {
            differs_ = true;
        }
    }
    [[nodiscard]] std::string_view value() const { return differs_ ? std::string_view{} : value_; }
    [[nodiscard]] bool differs() const { return differs_; }

private:
    std::string_view value_;
    bool differs_ = false;
};

/// Parts of the text they were read from, which must outlive them; only joined ones are copies.
struct Mt940Parts {
    NamingPart end_to_end_id;
    NamingPart pmt_inf_id;
    NamingPart instr_id;
    NamingPart account;  ///< of the other side
    NamingPart return_reason;
    NamingPart count;              ///< of payments in a batch
    std::string_view transaction;  ///< "SEPA BATCH"
    std::string_view code;         ///< the bank's own, ING's "00200", the German "166"
    std::string_view code_issuer;  ///< who gives it out, where that is known
    std::string_view original;     ///< "EUR612,40": what was paid before charges
    std::string_view charges;      ///< "EUR5,00"
    std::string name;
    std::string ultimate_name;
    std::string remittance;
    std::string structured_reference;

    /// The text had words, and none of them said anything of the entry.
    [[nodiscard]] bool says_nothing() const {
        return end_to_end_id.value().empty() && pmt_inf_id.value().empty() &&
               account.value().empty() && count.value().empty() && !any_differs() && name.empty() &&
               remittance.empty() && structured_reference.empty();
    }
    [[nodiscard]] bool any_differs() const {
        return end_to_end_id.differs() || pmt_inf_id.differs() || account.differs() ||
               return_reason.differs() || count.differs();
    }
};

/// Where the Dutch code words of a text begin; npos when it has none that is known.
[[nodiscard]] std::size_t begin_of_code_words(std::string_view text);
/// Reads the code words from the first on. Unknown words stay in the text they stand in.
void read_code_words(std::string_view text, Mt940Parts& parts);

/// Whether a text has German sub-fields: three digits and "?" (Triodos: ">").
[[nodiscard]] bool has_sub_fields(std::string_view text);
/// Reads them. `joined` holds what is put together, and must outlive `parts`.
void read_sub_fields(std::string_view text, Mt940Parts& parts, std::string& joined);

}  // namespace ontzorgd::messages
