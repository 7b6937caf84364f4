// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/dossier/household.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/messages/reading.h"
#include "ontzorgd/values/bsn.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"
#include "ontzorgd/values/iban.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Dossier file: creditors and households as text, in and out (schemas/dossier-1.md).
///
/// Numbers (`nummer`) name rows here; row ids belong to the store. Every struct has been checked
/// in itself when it comes from the reader: what was written reads back to equal structs, and what
/// was read writes to one form only.
namespace ontzorgd::messages {

/// Somebody who is paid for clients.
struct CreditorLine {
    std::string nummer;
    std::string naam;  ///< has a SEPA form of at most 70 characters
    values::Iban iban;
    std::string kenmerkmasker;
    bool operator==(const CreditorLine&) const = default;
};

struct GrondslagLine {
    dossier::Grondslag grondslag;
    std::string beschikking;
    values::CivilDate beschikking_datum;
    bool operator==(const GrondslagLine&) const = default;
};

struct ClientLine {
    std::string nummer;
    std::string naam;  ///< has a SEPA form of at most 70 characters
    values::CivilDate geboortedatum;
    values::Bsn bsn;
    std::optional<values::Iban> iban{};
    std::vector<GrondslagLine> grondslagen{};
    std::vector<dossier::Machtiging> machtigingen{};  ///< ascending by date
    bool operator==(const ClientLine&) const = default;
};

struct ContractLine {
    std::string nummer;
    dossier::Kind soort = dossier::Kind::huur;
    std::optional<std::string> drager;  ///< client who bears it alone; none = the household
    std::string op_naam_van;            ///< a client of the household
    std::string crediteur;
    std::string kenmerk;  ///< as values::Kenmerk writes it; fits the creditor's mask
    std::vector<dossier::Bedrag> bedragen;  ///< ascending, the first at or before `vanaf`
    std::optional<values::Euro> eerste_bedrag;
    dossier::Ritme ritme = dossier::Ritme::maand;
    unsigned vervaldag = 1;
    values::CivilDate vanaf;
    std::optional<values::CivilDate> tot_en_met;
    values::CivilDate betalen_vanaf;
    bool incasso = false;
    bool operator==(const ContractLine&) const = default;
};

/// One household with one benefit.
struct HouseholdLine {
    std::string nummer;
    dossier::HouseholdType type = dossier::HouseholdType::alleenstaand;
    std::vector<ClientLine> clienten;  ///< the first is the partner named first
    std::vector<dossier::JointRequest> gezamenlijke_verzoeken;
    std::vector<ContractLine> contracten;
    bool operator==(const HouseholdLine&) const = default;
};

/// Takes the lines that have no finding in themselves, in the order of the file. An error that it
/// returns becomes a finding on that line and the reading goes on. That a number of a household,
/// client or contract, or a BSN, is unique over the lines is for the sink to see.
class DossierSink {
public:
    DossierSink() = default;
    DossierSink(const DossierSink&) = delete;
    DossierSink& operator=(const DossierSink&) = delete;
    DossierSink(DossierSink&&) = delete;
    DossierSink& operator=(DossierSink&&) = delete;
    virtual ~DossierSink() = default;

    [[nodiscard]] virtual base::Result<base::Done> on_head(std::string_view gemeente) = 0;
    [[nodiscard]] virtual base::Result<base::Done> on_creditor(const CreditorLine& creditor) = 0;
    [[nodiscard]] virtual base::Result<base::Done> on_household(const HouseholdLine& household) = 0;
    /// The kenmerkmasker of a creditor that this file has not named (yet); nothing when unknown.
    [[nodiscard]] virtual std::optional<std::string> mask_of(std::string_view creditor_nummer) = 0;
};

/// What came of reading. The file is good when there are no findings; else nothing of what the sink
/// got may be kept.
struct DossierReading {
    std::int64_t regels = 0;  ///< lines before `einde`
    std::int64_t crediteuren = 0;
    std::int64_t huishoudens = 0;
    std::vector<base::Error> findings;  ///< in the order of the file
    bool has_more_findings = false;     ///< reading stopped at the most that are reported
};

/// Reads a dossier file to its end and gathers what is wrong with it.
///
/// Findings are malformed and carry detail file, line, and where they apply record (the number of
/// the creditor or household), field (a path such as `clienten[0].iban`) and value. Never a BSN.
/// These end the reading: file_... and those of text (as read_run_file), line_is_too_long,
/// dossier_head_is_missing, dossier_version_is_unknown. The others:
/// json_..., dossier_line_is_unknown, member_is_unknown, member_is_missing, member_has_wrong_type,
/// nummer_is_malformed, nummer_is_reserved, nummer_is_double, gemeente_is_malformed, date_...,
/// euro_..., number_..., text_..., iban_..., bsn_..., kenmerk_..., <enum>_is_unknown,
/// list_is_empty, list_is_too_long, creditor_is_unknown, clienten_do_not_fit_the_type,
/// joint_request_needs_a_couple, joint_request_ends_before_it_starts, joint_requests_overlap,
/// grondslag_..., grondslagen_overlap, machtigingen_are_not_ascending, client_is_not_of_household,
/// contract_ends_before_it_starts, bedragen_are_not_ascending, bedragen_start_too_late,
/// dossier_head_is_double, dossier_has_lines_after_einde, dossier_count_differs,
/// dossier_einde_is_missing.
[[nodiscard]] DossierReading read_dossier(const std::filesystem::path& path, DossierSink& sink,
                                          std::size_t max_findings = 1000,
                                          ReadProgress* progress = nullptr,
                                          const ByteObserver& observer = {});

/// The kenmerkmasker of a creditor; empty when the creditor is known but its mask is not (its own
/// line has a finding); nothing when the creditor is unknown.
using MaskOf = std::function<std::optional<std::string>(std::string_view)>;

/// What did not come from a file, checked by what the file's reader checks: the line is written and
/// read again, and what was read is returned. Errors: the first finding, with the others as causes.
[[nodiscard]] base::Result<CreditorLine> check_creditor(const CreditorLine& creditor);
[[nodiscard]] base::Result<HouseholdLine> check_household(const HouseholdLine& household,
                                                          const MaskOf& mask_of);

/// Where written bytes go.
using ByteSink = std::function<void(std::string_view)>;

/// Writes a dossier file line by line: head once, creditors and households, end once. It counts
/// the lines itself. Numbers, texts and values must be such as the reader gives.
class DossierWriter {
public:
    explicit DossierWriter(ByteSink sink) : sink_{std::move(sink)} {}

    void write_head(std::string_view gemeente);
    void write_creditor(const CreditorLine& creditor);
    void write_household(const HouseholdLine& household);
    void write_end();

private:
    void put_line();

    ByteSink sink_;
    std::string line_;  // reused
    std::int64_t lines_ = 0;
};

}  // namespace ontzorgd::messages
