// SPDX-License-Identifier: EUPL-1.2
#include "conservation.h"
#include "csv_out.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/ledger/ledger_text.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/books.h"
#include "ontzorgd/store/chain.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace ontzorgd::service {

namespace {

std::string_view type_text(ledger::AccountType type) {
    switch (type) {
        case ledger::AccountType::asset: return "asset";
        case ledger::AccountType::liability: return "liability";
        case ledger::AccountType::equity: return "equity";
    }
    return "";
}

void write_conservation_head(CsvOut& csv) {
    csv.begin_row();
    csv.cell("month");
    csv.cell("household");
    csv.cell("ontvangen_cents");
    csv.cell("terugbetaald_cents");
    for (std::size_t kind = 0; kind < facts::payment_kind_count; ++kind) {
        const std::string name{facts::payment_kind_text(kind)};
        csv.cell(name + "_bevestigd_cents");
        csv.cell(name + "_onderweg_cents");
    }
    csv.cell("aangehouden_cents");
    csv.cell("teruggekomen_cents");
    csv.cell("klopt");
    csv.end_row();
}

void write_conservation(CsvOut& csv, const std::string& month, std::string_view who,
                        const facts::Conservation& line, bool holds) {
    csv.begin_row();
    csv.cell(month);
    csv.cell(who);
    csv.cell(line.ontvangen);
    csv.cell(line.terugbetaald);
    for (std::size_t kind = 0; kind < facts::payment_kind_count; ++kind) {
        csv.cell(line.bevestigd.at(kind));
        csv.cell(line.onderweg.at(kind));
    }
    csv.cell(line.aangehouden);
    csv.cell(line.teruggekomen);
    csv.cell(holds ? "ja" : "nee");
    csv.end_row();
}

Report summary_of(const std::map<values::Month, facts::Conservation>& months) {
    std::vector<Report> rows;
    for (const auto& [month, line] : months) {
        Report row;
        row.add("maand", month.to_string())
            .add("ontvangen", Value{line.ontvangen})
            .add("terugbetaald", Value{line.terugbetaald});
        for (std::size_t kind = 0; kind < facts::payment_kind_count; ++kind) {
            const std::string name{facts::payment_kind_text(kind)};
            row.add(name + "_bevestigd", Value{line.bevestigd.at(kind)})
                .add(name + "_onderweg", Value{line.onderweg.at(kind)});
        }
        row.add("aangehouden", Value{line.aangehouden})
            .add("teruggekomen", Value{line.teruggekomen})
            .add("klopt", Value{line.holds()});
        rows.push_back(std::move(row));
    }
    Report report;
    report.add_rows("maanden", std::move(rows));
    return report;
}

/// Reads whole entries, one after the other.
class EntryReader {
public:
    explicit EntryReader(store::Database& db) : cursor_{db} { more_ = cursor_.next(posting_); }

    /// False at the end, and from the first entry after `until_fact` on.
    bool next(std::int64_t until_fact, std::vector<ledger::Posting>& postings) {
        postings.clear();
        if (!more_ || posting_.fact > until_fact) return false;
        entry_ = posting_.entry;
        fact_ = posting_.fact;
        date_ = posting_.date;
        description_ = posting_.description;
        for (; more_ && posting_.entry == entry_; more_ = cursor_.next(posting_)) {
            auto account = ledger::Account::parse(posting_.account);
            if (!account)
                throw store::DatabaseFault{"an entry names an account that does not exist"};
            postings.push_back({.account = std::move(account).value(),
                                .amount = values::Euro::from_cents(posting_.cents)});
        }
        return true;
    }
    [[nodiscard]] std::int64_t entry() const { return entry_; }
    [[nodiscard]] base::Result<ledger::JournalEntry> build(
        const std::vector<ledger::Posting>& postings) const {
        const auto date = values::CivilDate::from_number(date_);
        if (!date) return date.failure();
        ledger::JournalEntryBuilder builder{fact_, date.value(), description_};
        for (const ledger::Posting& posting : postings)
            builder.debit(posting.account, posting.amount);
        if (!builder.balanced()) {
            return base::refuse("entry_is_not_balanced", {{"entry", std::to_string(entry_)},
                                                          {"fact", std::to_string(fact_)}});
        }
        return builder.finish();
    }

private:
    store::PostingCursor cursor_;
    store::StoredPosting posting_;
    bool more_ = false;
    std::int64_t entry_ = 0;
    std::int64_t fact_ = 0;
    std::int64_t date_ = 0;
    std::string description_;
};

}  // namespace

base::Result<Report> export_journal(Municipality& town, values::CivilDate as_of,
                                    const TextOut& out) {
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    const std::int64_t fact = store::last_fact_on(db, as_of);
    EntryReader reader{db};
    std::vector<ledger::Posting> postings;
    std::int64_t entries = 0;
    out("; " + town.naam() + ", journaal tot en met " + as_of.to_string() + "\n\n");
    while (reader.next(fact, postings)) {
        const auto entry = reader.build(postings);
        if (!entry) return entry.failure();
        out(ledger::to_ledger_text(entry.value()));
        ++entries;
    }
    Report report;
    report.add("journaalposten", Value{entries});
    return report;
}

base::Result<Report> export_trial_balance(Municipality& town, values::CivilDate as_of,
                                          const TextOut& out) {
    store::Database& db = town.db();
    CsvOut csv{out};
    csv.row("account", "type", "debit_cents", "credit_cents", "balance_cents");
    values::Euro debit;
    values::Euro credit;
    for (const store::AccountSum& sum : store::trial_balance(db, store::last_fact_on(db, as_of))) {
        const auto account = ledger::Account::parse(sum.account);
        csv.row(sum.account, account ? type_text(account.value().type()) : "", sum.debit,
                sum.credit, sum.debit - sum.credit);
        debit += sum.debit;
        credit += sum.credit;
    }
    csv.row("total", "", debit, credit, debit - credit);
    Report report;
    report.add("debet", Value{debit})
        .add("credit", Value{credit})
        .add("klopt", Value{debit == credit});
    return report;
}

base::Result<Report> export_conservation(Municipality& town, values::CivilDate as_of,
                                         const TextOut& out) {
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    CsvOut csv{out};
    write_conservation_head(csv);
    std::map<values::Month, facts::Conservation> months;
    facts::Conservation total;
    std::int64_t broken = 0;
    for_each_conservation(
        db, store::last_fact_on(db, as_of),
        [&](values::Month month, std::string_view who, const facts::Conservation& line) {
            write_conservation(csv, month.to_string(), who, line, line.holds());
            months[month] += line;
            total += line;
            if (!line.holds()) ++broken;
        });
    write_conservation(csv, "total", "", total, total.holds() && broken == 0);
    if (broken > 0 || !total.holds()) {
        return base::refuse("conservation_does_not_hold", {{"count", std::to_string(broken)}});
    }
    return summary_of(months);
}

// --- journalpost ---

namespace {

/// Where a column gets its value.
enum class Source : std::uint8_t {
    constant,
    fact,
    entry,
    line,
    date,
    description,
    account,
    debit,
    credit,
    amount
};

struct Column {
    std::string name;
    Source source = Source::constant;
    std::string constant{};
};

struct Mapping {
    char separator = ';';
    char decimal = ',';
    std::vector<Column> columns{};
    std::map<std::string, std::string, std::less<>> accounts{};
};

struct SourceName {
    std::string_view name;
    Source source;
};
constexpr std::array source_names{SourceName{"feit", Source::fact},
                                  SourceName{"post", Source::entry},
                                  SourceName{"regel", Source::line},
                                  SourceName{"datum", Source::date},
                                  SourceName{"omschrijving", Source::description},
                                  SourceName{"rekening", Source::account},
                                  SourceName{"debet", Source::debit},
                                  SourceName{"credit", Source::credit},
                                  SourceName{"bedrag", Source::amount}};

bool read_column(std::string_view name, std::string_view value, Mapping& mapping) {
    Column column{.name = std::string{name}};
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        column.constant = value.substr(1, value.size() - 2);
        mapping.columns.push_back(std::move(column));
        return true;
    }
    for (const SourceName& each : source_names) {
        if (each.name != value) continue;
        column.source = each.source;
        mapping.columns.push_back(std::move(column));
        return true;
    }
    return false;
}

bool read_mark(std::string_view value, std::string_view allowed, char& mark) {
    if (value == "tab" && allowed.find('\t') != std::string_view::npos) {
        mark = '\t';
        return true;
    }
    if (value.size() != 1 || allowed.find(value.front()) == std::string_view::npos) return false;
    mark = value.front();
    return true;
}

/// "word name = value"; the name may be missing.
bool read_mapping_line(std::string_view line, Mapping& mapping) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view left = base::trimmed(line.substr(0, equals));
    const std::string_view value = base::trimmed(line.substr(equals + 1));
    const std::string_view word = left.substr(0, left.find(' '));
    const std::string_view name = base::trimmed(left.substr(word.size()));
    if (word == "scheiding" && name.empty()) return read_mark(value, ",;\t", mapping.separator);
    if (word == "decimaal" && name.empty()) return read_mark(value, ",.", mapping.decimal);
    if (word == "kolom" && !name.empty()) return read_column(name, value, mapping);
    if (word != "rekening" || value.empty() || !ledger::Account::parse(name)) return false;
    return mapping.accounts.emplace(std::string{name}, std::string{value}).second;
}

base::Result<Mapping> read_mapping(const std::filesystem::path& file) {
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const std::string& text = given.value();
    Mapping mapping;
    std::int64_t number = 0;
    const auto malformed = [&] {
        return base::malformed("mapping_is_malformed", {{"line", std::to_string(number)},
                                                        {"file", file.filename().string()}});
    };
    for (std::string_view line : base::split_text(text, '\n')) {
        ++number;
        line = base::trimmed(line);
        if (number == 1) {
            if (line != "ontzorgd-journalpost-mapping 1") return malformed();
            continue;
        }
        if (line.empty() || line.front() == '#') continue;
        if (!read_mapping_line(line, mapping)) return malformed();
    }
    if (mapping.columns.empty() || mapping.decimal == mapping.separator) return malformed();
    return mapping;
}

std::string amount_text(values::Euro amount, char decimal) {
    std::string text = amount.to_string();
    std::ranges::replace(text, '.', decimal);
    return text;
}

class JournalpostWriter {
public:
    JournalpostWriter(const Mapping& mapping, const TextOut& out)
        : mapping_{mapping}, csv_{out, mapping.separator} {
        csv_.begin_row();
        for (const Column& column : mapping.columns) csv_.cell(column.name);
        csv_.end_row();
    }

    /// The account names that the mapping lacks are an answer of their own, before anything is
    /// written.
    void write(const ledger::JournalEntry& entry, std::int64_t entry_number) {
        std::int64_t line = 0;
        for (const ledger::Posting& posting : entry.postings()) {
            ++line;
            csv_.begin_row();
            for (const Column& column : mapping_.columns) {
                write_cell(column, entry, posting, {entry_number, line});
            }
            csv_.end_row();
        }
    }

private:
    struct Place {
        std::int64_t entry;
        std::int64_t line;
    };
    void write_cell(const Column& column, const ledger::JournalEntry& entry,
                    const ledger::Posting& posting, Place place) {
        const bool is_credit = posting.amount.is_negative();
        switch (column.source) {
            case Source::constant: csv_.cell(column.constant); break;
            case Source::fact: csv_.cell(entry.fact()); break;
            case Source::entry: csv_.cell(place.entry); break;
            case Source::line: csv_.cell(place.line); break;
            case Source::date: csv_.cell(entry.date()); break;
            case Source::description: csv_.cell(entry.description()); break;
            case Source::account:
                csv_.cell(mapping_.accounts.find(posting.account.to_string())->second);
                break;
            case Source::debit: write_amount(is_credit ? values::Euro{} : posting.amount); break;
            case Source::credit: write_amount(is_credit ? -posting.amount : values::Euro{}); break;
            case Source::amount: write_amount(posting.amount); break;
        }
    }
    void write_amount(values::Euro amount) { csv_.amount(amount_text(amount, mapping_.decimal)); }

    const Mapping& mapping_;
    CsvOut csv_;
};

}  // namespace

base::Result<Report> export_journalpost(Municipality& town,
                                        const std::filesystem::path& mapping_file,
                                        values::CivilDate as_of, const TextOut& out) {
    const auto mapping = read_mapping(mapping_file);
    if (!mapping) return mapping.failure();
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    const std::int64_t fact = store::last_fact_on(db, as_of);
    for (const store::AccountSum& sum : store::trial_balance(db, fact)) {
        if (mapping.value().accounts.contains(sum.account)) continue;
        return base::refuse("account_is_not_mapped", {{"account", sum.account}});
    }
    JournalpostWriter writer{mapping.value(), out};
    EntryReader reader{db};
    std::vector<ledger::Posting> postings;
    std::int64_t entries = 0;
    values::Euro debit;
    values::Euro credit;
    while (reader.next(fact, postings)) {
        const auto entry = reader.build(postings);
        if (!entry) return entry.failure();
        writer.write(entry.value(), reader.entry());
        ++entries;
        for (const ledger::Posting& posting : entry.value().postings()) {
            (posting.amount.is_negative() ? credit : debit) +=
                posting.amount.is_negative() ? -posting.amount : posting.amount;
        }
    }
    Report report;
    report.add("journaalposten", Value{entries})
        .add("debet", Value{debit})
        .add("credit", Value{credit})
        .add("klopt", Value{debit == credit});
    return report;
}

}  // namespace ontzorgd::service
