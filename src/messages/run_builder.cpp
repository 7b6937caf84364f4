// SPDX-License-Identifier: EUPL-1.2
#include "run_builder.h"

#include "field.h"
#include "ontzorgd/base/contract.h"

#include <utility>

namespace ontzorgd::messages {

namespace {

constexpr std::int64_t most_records = 1'000'000;
constexpr std::size_t most_components = 40;

base::Result<values::CivilDate> parse_day(std::string_view text) {
    auto day = values::CivilDate::parse(text);
    if (day && !text.starts_with("20")) return base::malformed("run_year_is_out_of_bounds");
    return day;
}

base::Result<values::Month> parse_month(std::string_view text) {
    auto month = values::Month::parse(text);
    if (month && !text.starts_with("20")) return base::malformed("run_year_is_out_of_bounds");
    return month;
}

base::Result<uitkering::SoortRun> parse_soort_run(std::string_view text) {
    const auto soort = uitkering::soort_run_from(text);
    if (!soort) return base::malformed("soort_run_is_unknown");
    return *soort;
}

base::Result<uitkering::ComponentSoort> parse_component_soort(std::string_view text) {
    const auto soort = uitkering::component_soort_from(text);
    if (!soort) return base::malformed("component_soort_is_unknown");
    return *soort;
}

base::Result<bool> parse_is_credit(std::string_view text) {
    if (text != "C" && text != "D") return base::malformed("debet_credit_is_unknown");
    return text == "C";
}

/// Puts what was parsed into its place, or says where and what it was.
template <class T, class Place>
base::Result<base::Done> put(base::Result<T> parsed, Place& place, std::string_view field,
                             std::string_view text) {
    if (!parsed) return base::Failure{at_field(parsed.error(), field, text)};
    place = std::move(parsed).value();
    return base::Done{};
}

}  // namespace

base::Result<base::Done> RunBuilder::head_field(std::size_t place, std::string_view text) {
    const std::string_view field = head_fields.at(place);
    switch (place) {
        case 0: return put(parse_nummer(text), head_.run_id, field, text);
        case 1: return put(parse_gemeente(text), head_.gemeente, field, text);
        case 2: return put(parse_month(text), head_.periode, field, text);
        case 3: return put(parse_soort_run(text), head_.soort, field, text);
        case 4: return put(parse_day(text), head_.datum_run, field, text);
        case 5: return put(parse_number(text, 0, most_records), head_.aantal, field, text);
        default: return put(parse_amount(text, 12, true), head_.totaal, field, text);
    }
}

base::Result<base::Done> RunBuilder::end_head() {
    has_head_ = true;
    return sink_.on_head(head_);
}

base::Result<base::Done> RunBuilder::begin_record(std::int64_t line) {
    if (record_.number == most_records) {
        return base::malformed("run_has_too_many_records",
                               {{"most", std::to_string(most_records)}});
    }
    ++record_.number;
    record_.line = line;
    record_.client_nummer.clear();
    record_.components.clear();
    return base::Done{};
}

base::Result<base::Done> RunBuilder::client(std::string_view text) {
    return put(parse_nummer(text), record_.client_nummer, "clientnummer", text);
}

base::Result<base::Done> RunBuilder::begin_component() {
    if (record_.components.size() == most_components) {
        return base::malformed("run_has_too_many_components",
                               {{"most", std::to_string(most_components)}});
    }
    record_.components.emplace_back();
    return base::Done{};
}

base::Result<base::Done> RunBuilder::component_field(std::size_t place, std::string_view text) {
    base::expects(!record_.components.empty(), "a component is begun before its fields");
    uitkering::Component& component = record_.components.back();
    const std::string_view field = component_fields.at(place);
    switch (place) {
        case 0: return put(parse_component_soort(text), component.soort, field, text);
        case 1: return put(parse_is_credit(text), component.credit, field, text);
        case 2: return put(parse_amount(text, 9), component.bedrag, field, text);
        case 3: return put(parse_day(text), component.begindatum, field, text);
        default: return put(parse_day(text), component.einddatum, field, text);
    }
}

base::Result<base::Done> RunBuilder::end_record() {
    total_cents_ += uitkering::net_of(record_.components).cents();
    return sink_.on_record(record_);
}

base::Result<RunFileFigures> RunBuilder::finish() {
    if (!has_head_) return base::malformed("run_has_no_head");
    if (record_.number != head_.aantal) {
        return base::malformed("run_count_differs", {{"declared", std::to_string(head_.aantal)},
                                                     {"counted", std::to_string(record_.number)}});
    }
    if (total_cents_ != head_.totaal.cents()) {
        const bool has_form = -values::Euro::max().cents() <= total_cents_ &&
                              total_cents_ <= values::Euro::max().cents();
        return base::malformed(
            "run_total_differs",
            {{"declared", head_.totaal.to_string()},
             {"counted", has_form ? values::Euro::from_cents(total_cents_).to_string()
                                  : std::to_string(total_cents_ / 100)}});
    }
    return RunFileFigures{.aantal = record_.number, .totaal = head_.totaal};
}

base::Error RunBuilder::in_record(const base::Error& error) const {
    if (record_.number == 0) return error;
    return error.with("record", std::to_string(record_.number));
}

}  // namespace ontzorgd::messages
