// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/regelset_file.h"

#include "field.h"
#include "toml_table.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::messages {

namespace {

using base::Result;
using uitkering::Regelset;
using values::Euro;

constexpr std::size_t largest_regelset = std::size_t{64} << 10U;
constexpr std::size_t longest_name = 70;
constexpr std::size_t longest_account = 35;
constexpr std::size_t most_bands = 10;

Result<Euro> as_minimum(std::string_view text) {
    return parse_amount(text, 4);
}
Result<Euro> as_band(std::string_view text) {
    return parse_amount(text, 12);
}
Result<std::string> as_name(std::string_view text) {
    return parse_line(text, longest_name);
}
Result<std::string> as_account(std::string_view text) {
    return parse_line(text, longest_account);
}

std::size_t place_of(dossier::Kind kind) {
    return static_cast<std::size_t>(kind);
}

void read_head(const TomlTable& file, Regelset& regelset) {
    unsigned version = 1;
    file.number("regelset", version, 0, 1'000'000);
    if (version != 1) {
        file.fail(
            base::malformed("regelset_version_is_unknown", {{"value", std::to_string(version)}}),
            "regelset");
    }
    file.text("gemeente", regelset.gemeente, parse_gemeente);
    file.text("naam", regelset.naam, as_name);
    file.text("geldig_vanaf", regelset.geldig_vanaf, &values::CivilDate::parse);
}

/// All seven kinds, each once.
void read_volgorde(const TomlTable& file, Regelset& regelset) {
    const toml::array* list = file.array("volgorde");
    if (list == nullptr) return;
    std::vector<dossier::Kind> kinds;
    for (const toml::node& node : *list) {
        const auto* text = node.as_string();
        if (text == nullptr) return file.fail_type(node, "volgorde", "text");
        const auto kind = dossier::kind_from(text->get());
        const auto fail = [&](const char* code) {
            file.fail(
                base::malformed(code, {{"line", line_of(node)}, {"value", shown(text->get())}}),
                "volgorde");
        };
        if (!kind) return fail("kind_is_unknown");
        if (std::find(kinds.begin(), kinds.end(), *kind) != kinds.end()) {
            return fail("kind_is_double");
        }
        kinds.push_back(*kind);
    }
    for (const dossier::Kind kind : dossier::all_kinds) {
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) continue;
        return file.fail(
            base::malformed("kind_is_missing",
                            {{"line", line_of(*list)}, {"value", std::string{to_text(kind)}}}),
            "volgorde");
    }
    std::copy(kinds.begin(), kinds.end(), regelset.volgorde.begin());
}

void read_deelbetaling(const TomlTable& table, Regelset& regelset) {
    table.check_keys({"huur", "gas", "stroom", "energie", "water", "zorgverzekering", "overig"});
    for (const dossier::Kind kind : dossier::all_kinds) {
        table.boolean(dossier::to_text(kind), regelset.deelbetaling.at(place_of(kind)));
    }
}

void read_minimum_leefgeld(const TomlTable& table, Regelset& regelset) {
    table.check_keys({"alleenstaand", "alleenstaande_ouder", "paar", "paar_met_kinderen"});
    for (std::size_t i = 0; i < dossier::household_type_count; ++i) {
        const auto type = static_cast<dossier::HouseholdType>(i);
        table.text(dossier::to_text(type), regelset.minimum_leefgeld.at(i), as_minimum);
    }
}

void read_betalen(const TomlTable& table, Regelset& regelset) {
    table.check_keys({"betaaldag", "voorloop_dagen", "achterstand_dagen", "openstaand_eerst"});
    table.choice("betaaldag", regelset.betalen_op_vervaldag, "betaaldatum", "vervaldag");
    table.number("voorloop_dagen", regelset.voorloop_dagen, 0, 10);
    table.number("achterstand_dagen", regelset.achterstand_dagen, 0, 366);
    table.boolean("openstaand_eerst", regelset.openstaand_eerst);
}

/// The four tables that hold one or two words.
void read_choices(const TomlTable& file, Regelset& regelset) {
    file.table("leefgeld", [&](const TomlTable& table) {
        bool is_week = false;
        table.check_keys({"ritme"});
        table.choice("ritme", is_week, "maand", "week");
        regelset.ritme = is_week ? uitkering::LeefgeldRitme::week : uitkering::LeefgeldRitme::maand;
    });
    file.table("paar", [&](const TomlTable& table) {
        bool is_whole = false;
        table.check_keys({"een_grondslag"});
        table.choice("een_grondslag", is_whole, "alleen_eigen_helft", "hele_uitkering");
        regelset.een_grondslag = is_whole ? uitkering::EenGrondslag::hele_uitkering
                                          : uitkering::EenGrondslag::alleen_eigen_helft;
    });
    file.table("machtiging", [&](const TomlTable& table) {
        table.check_keys({"ingetrokken"});
        table.choice("ingetrokken", regelset.doorbetalen_na_ingetrokken, "stoppen", "doorbetalen");
    });
    file.table("bestemming", [&](const TomlTable& table) {
        table.check_keys({"vakantietoeslag", "voorschot"});
        const auto read = [&table](std::string_view key, uitkering::Bestemming& place) {
            bool is_bills_first = false;
            table.choice(key, is_bills_first, "leefgeld", "vaste_lasten_eerst");
            place = is_bills_first ? uitkering::Bestemming::vaste_lasten_eerst
                                   : uitkering::Bestemming::leefgeld;
        };
        read("vakantietoeslag", regelset.vakantietoeslag);
        read("voorschot", regelset.voorschot);
    });
}

void read_rekeningen(const TomlTable& table, Regelset& regelset) {
    table.check_keys(
        {"huur", "gas", "stroom", "energie", "water", "zorgverzekering", "overig", "leefgeld"});
    for (const dossier::Kind kind : dossier::all_kinds) {
        table.text(dossier::to_text(kind), regelset.rekening_per_kind.at(place_of(kind)),
                   as_account);
    }
    table.text("leefgeld", regelset.rekening_leefgeld, as_account);
}

void read_band(const TomlTable& table, Regelset& regelset) {
    uitkering::HandtekeningBand band;
    table.check_keys({"tot_en_met", "aantal"});
    if (table.has("tot_en_met")) table.text("tot_en_met", band.tot_en_met, as_band);
    table.number("aantal", band.aantal, 2, 5);
    const bool is_first = regelset.handtekeningen.empty();
    if (!is_first && !regelset.handtekeningen.back().tot_en_met) {
        table.fail(base::malformed("band_has_no_bound"), "tot_en_met");
    } else if (!is_first && band.tot_en_met &&
               *band.tot_en_met <= *regelset.handtekeningen.back().tot_en_met) {
        table.fail(
            base::malformed("bands_are_not_ascending", {{"value", band.tot_en_met->to_string()}}),
            "tot_en_met");
    }
    regelset.handtekeningen.push_back(band);
}

void read_handtekeningen(const TomlTable& file, Regelset& regelset) {
    const toml::array* list = file.array("handtekeningen");
    if (list == nullptr) return;
    const auto fail = [&](const char* code) {
        file.fail(base::malformed(code, {{"line", line_of(*list)}}), "handtekeningen");
    };
    if (list->empty()) return fail("list_is_empty");
    if (list->size() > most_bands) return fail("list_is_too_long");
    for (const toml::node& node : *list) {
        if (!node.is_table()) return file.fail_type(node, "handtekeningen", "table");
        read_band(TomlTable{*node.as_table(), "handtekeningen.", file.fault()}, regelset);
    }
    if (regelset.handtekeningen.back().tot_en_met) fail("last_band_has_a_bound");
}

}  // namespace

Result<Regelset> read_regelset(std::string_view toml) {
    const auto parsed = parse_toml(toml, largest_regelset);
    if (!parsed) return parsed.failure();
    std::optional<base::Error> fault;
    Regelset regelset;
    const TomlTable file{parsed.value(), "", fault};
    file.check_keys({"regelset", "gemeente", "naam", "geldig_vanaf", "volgorde", "deelbetaling",
                     "minimum_leefgeld", "leefgeld", "betalen", "paar", "machtiging", "bestemming",
                     "rekeningen", "handtekeningen"});
    read_head(file, regelset);
    read_volgorde(file, regelset);
    file.table("deelbetaling", [&](const TomlTable& one) { read_deelbetaling(one, regelset); });
    file.table("minimum_leefgeld",
               [&](const TomlTable& one) { read_minimum_leefgeld(one, regelset); });
    read_choices(file, regelset);
    file.table("betalen", [&](const TomlTable& one) { read_betalen(one, regelset); });
    file.table("rekeningen", [&](const TomlTable& one) { read_rekeningen(one, regelset); });
    read_handtekeningen(file, regelset);
    if (fault) return base::Failure{*fault};
    return regelset;
}

}  // namespace ontzorgd::messages
