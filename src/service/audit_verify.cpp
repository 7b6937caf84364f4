// SPDX-License-Identifier: EUPL-1.2
#include "audit_books.h"
#include "audit_findings.h"
#include "audit_rows.h"
#include "ontzorgd/audit/chain.h"
#include "ontzorgd/audit/checkpoint.h"
#include "ontzorgd/audit/commitment.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/bank_status.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/covered.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/line_decision.h"
#include "ontzorgd/store/proofs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t facts_per_progress = 100;

/// Gives commitments to leaves, and remembers which values were destroyed.
class Values {
public:
    explicit Values(store::Database& db) : commitments_{db} {}

    /// The bytes of a leaf as they were hashed. What is wrong with a value is a finding. Only what
    /// stands encrypted in that table can have been encrypted anew since.
    std::string hashed(std::string_view leaf, std::int64_t fact, Findings& findings,
                       std::string_view table = {}) {
        int marker = 0;
        const auto commitment_of = [&](std::int64_t personal) -> std::optional<base::Digest> {
            const bool is_sealed = store::is_sealed_marker(table, marker++);
            const auto found =
                commitments_.find(personal, is_sealed ? std::optional{fact} : std::nullopt);
            if (!found) return std::nullopt;
            if (found->still_there) {
                findings.add("destroyed_value_is_still_there", fact,
                             {{"value", std::to_string(personal)}});
            }
            if (found->destroyed) {
                ++destroyed_[*found->destroyed];
            } else {
                ++live_;
            }
            return found->commitment;
        };
        const auto bytes = audit::with_commitments(leaf, commitment_of);
        if (bytes) return bytes.value();
        findings.add(bytes.error().code, fact, bytes.error().details);
        return std::string{leaf};
    }

    [[nodiscard]] std::int64_t live() const { return live_; }
    [[nodiscard]] const std::map<store::Commitments::Destroyed, std::int64_t>& destroyed() const {
        return destroyed_;
    }

private:
    store::Commitments commitments_;
    std::int64_t live_ = 0;
    std::map<store::Commitments::Destroyed, std::int64_t> destroyed_;
};

/// The chain as long as it was when somebody wrote it down.
struct Anchor {
    audit::ChainHead head;
    std::string where;
};

class Verifier {
public:
    Verifier(Municipality& town, const VerifyOptions& options)
        : town_{town}, db_{town.db()}, options_{options}, values_{db_} {}

    base::Result<Report> verify() {
        const store::Snapshot snapshot{db_};
        if (const auto read = read_anchors(); !read) return read.failure();
        verify_chain();
        // What a broken chain commits to means nothing.
        if (findings_.count() == 0) {
            verify_facts();
            for (const std::string_view table : store::covered_tables) verify_table(table);
            verify_table(store::confirmed_rows);
            check_reencrypted(town_, head_.length, findings_);
            verify_counts();
            store::for_each_wrong_mark(db_, [&](const store::WrongMark& wrong) {
                findings_.add("replaced_mark_differs", wrong.fact,
                              {{"table", std::string{wrong.table}}});
            });
            store::for_each_wrong_aim(db_, [&](const store::WrongAim& wrong) {
                findings_.add("attempt_differs_from_aim", wrong.fact,
                              {{"instruction", std::to_string(wrong.instruction)}});
            });
            store::for_each_wrong_word(db_, [&](const store::WrongWord& wrong) {
                findings_.add("status_differs_from_reports", wrong.fact,
                              {{"file", std::to_string(wrong.file)}});
            });
            store::for_each_wrong_decision(db_, [&](const store::WrongDecision& wrong) {
                findings_.add("line_differs_from_decision", wrong.fact,
                              {{"delivery", std::to_string(wrong.line.statement)},
                               {"entry", std::to_string(wrong.line.entry)}});
            });
            check_names(town_, findings_);
            verify_archive();
            verify_books();
        }
        if (findings_.count() != 0) return failure();
        return report();
    }

private:
    base::Result<base::Done> read_anchors() {
        for (const std::filesystem::path& file : options_.checkpoints) {
            const auto checkpoint = audit::parse_checkpoint(read_file(file));
            if (!checkpoint) return base::Failure{checkpoint.error().with("file", file.string())};
            if (options_.looks_back &&
                checkpoint.value().chain.length > store::chain_head(db_).length) {
                return base::refuse("anchor_is_of_a_later_day",
                                    {{"file", file.filename().string()},
                                     {"day", checkpoint.value().date.to_string()}});
            }
            anchors_.push_back(
                {.head = checkpoint.value().chain, .where = file.filename().string()});
        }
        // A signed sheet carries the length and head of the chain: people have seen it, often on
        // paper.
        store::for_each_signed_sheet(db_, [&](std::int64_t batch, std::string_view sheet) {
            if (const auto head = head_on(sheet)) {
                anchors_.push_back({.head = *head, .where = "batchblad " + std::to_string(batch)});
            } else {
                findings_.add("sheet_is_malformed", 0, {{"batch", std::to_string(batch)}});
            }
        });
        return base::Done{};
    }

    static std::optional<audit::ChainHead> head_on(std::string_view sheet) {
        constexpr std::string_view mark = "\nchain ";
        const std::size_t at = sheet.rfind(mark);
        if (at == std::string_view::npos) return std::nullopt;
        const auto words = base::split_text(base::trimmed(sheet.substr(at + mark.size())), ' ');
        if (words.size() != 2) return std::nullopt;
        const auto length = base::parse_int(words[0]);
        const auto hash = base::digest_from_hex(words[1]);
        if (!length || !hash) return std::nullopt;
        return audit::ChainHead{.length = *length, .hash = *hash};
    }

    void verify_chain() {
        std::vector<audit::ChainHead> heads;
        for (const Anchor& anchor : anchors_) heads.push_back(anchor.head);
        audit::ChainVerifier chain{crypto::sha256, heads};
        store::for_each_link(db_, [&](const store::StoredLink& link) {
            chain.add({.number = link.number, .record = link.record, .hash = link.hash});
        });
        const auto fault = chain.finish();
        head_ = chain.head();
        anchored_ = chain.anchored_length();
        if (fault) findings_.add(std::string{audit::to_text(fault->kind)}, fault->number);
    }

    void verify_facts() {
        Books books{db_, findings_};
        store::for_each_link(db_, [&](const store::StoredLink& link) {
            const auto record = audit::decode(link.record);
            if (!record) return;  // found by the chain
            verify_fact(link, record.value(), books);
            if (link.number % facts_per_progress == 0) options_.progress("feiten", link.number);
        });
        books.finish();
        if (const auto entry = store::posting_without_entry(db_)) {
            findings_.add("posting_without_entry", 0, {{"entry", std::to_string(*entry)}});
        }
        entries_ = books.entries();
        turnover_ = books.turnover();
    }

    void verify_fact(const store::StoredLink& link, const audit::Record& record, Books& books) {
        ++kinds_[record.kind()];
        const auto day = record.date("day");
        if (!day || day->to_number() != link.day) findings_.add("day_differs", link.number);
        if (books.of(link.number) != record.digest("books"))
            findings_.add("books_differ", link.number);
        verify_children(link.number, record);
        check_rows_of_fact(db_, link.number, record, findings_);
        for (const audit::Field& field : record.fields()) {
            if (field.name.starts_with("root_")) ++roots_[field.name.substr(5)];
        }
    }

    /// How many leaves, and their root.
    struct Children {
        std::int64_t count = 0;
        base::Digest root{};
    };

    std::optional<Children> flat_children(std::int64_t fact, const audit::Record& record) {
        audit::MerkleRoot tree{crypto::sha256};
        const bool known = store::for_each_child(
            db_, record.kind(), fact, [&](std::string_view name) { return record.integer(name); },
            [&](std::string_view leaf) {
                tree.add(values_.hashed(leaf, fact, findings_));
                report_children();
            });
        if (!known) return std::nullopt;
        return Children{.count = tree.count(), .root = tree.root()};
    }

    Children statement_children(std::int64_t fact) {
        audit::MerkleRoot statements{crypto::sha256};
        std::optional<audit::MerkleRoot> lines;
        std::int64_t statement = 0;
        std::int64_t count = 0;
        store::for_each_line_of_statements(
            db_, fact, [&](std::int64_t of, std::optional<std::string_view> leaf) {
                if (!lines || of != statement) {
                    if (lines) statements.add_hash(lines->root());
                    lines.emplace(crypto::sha256);
                    statement = of;
                }
                if (!leaf) return;
                lines->add(*leaf);
                ++count;
                report_children();
            });
        if (lines) statements.add_hash(lines->root());
        return {.count = count, .root = statements.root()};
    }

    void verify_children(std::int64_t fact, const audit::Record& record) {
        const bool nested = store::has_statements(record.kind());
        const auto root = record.digest("merkle_root");
        if (!root && !nested && !store::has_children(record.kind())) return;
        const auto children =
            nested ? std::optional{statement_children(fact)} : flat_children(fact, record);
        if (!children) {
            findings_.add("children_are_unknown", fact, {{"kind", record.kind()}});
        } else if (record.integer("children") != children->count) {
            findings_.add("child_count_differs", fact,
                          {{"kind", record.kind()}, {"counted", std::to_string(children->count)}});
        } else if (root != children->root) {
            findings_.add("merkle_root_differs", fact, {{"kind", record.kind()}});
        }
        ++bulk_facts_;
    }

    void report_children() {
        constexpr std::int64_t often = 10'000;
        if (++children_ % often == 0) options_.progress("kinderen van feiten", children_);
    }

    /// Rows come by ascending fact; each fact's rows are compared with its record when the next
    /// fact begins.
    void verify_table(std::string_view table) {
        std::int64_t fact = 0;
        std::int64_t facts = 0;
        std::optional<audit::MerkleRoot> root;
        const auto close = [&] {
            if (root) compare_rows(table, fact, *root);
        };
        store::for_each_covered_row(db_, table, [&](std::int64_t of, std::string_view leaf) {
            if (is_of_a_later_day(table, of)) {
                ++later_;
                return;
            }
            if (!root || of != fact) {
                close();
                if (of < fact)
                    findings_.add("row_is_out_of_order", of, {{"table", std::string{table}}});
                fact = of;
                ++facts;
                root.emplace(crypto::sha256);
            }
            if (const auto hash = hash_of_before(db_, table, leaf, fact)) {
                root->add_hash(*hash);
            } else {
                root->add(values_.hashed(leaf, fact, findings_, table));
            }
            report_children();
        });
        close();
        const auto committed = roots_.find(table);
        const std::int64_t expected = committed == roots_.end() ? 0 : committed->second;
        if (facts < expected) find_missing_rows(table);
        if (committed != roots_.end()) roots_.erase(committed);
    }

    /// Values are what they are on every day, and so is what says what they were before.
    [[nodiscard]] bool is_of_a_later_day(std::string_view table, std::int64_t fact) const {
        return options_.looks_back && table == "reencrypted" && fact > head_.length;
    }

    void compare_rows(std::string_view table, std::int64_t fact, const audit::MerkleRoot& root) {
        const auto bytes = store::record_of(db_, fact);
        const auto record = audit::decode(bytes.value_or(""));
        const std::vector<base::Detail> where{{"table", std::string{table}}};
        const std::string suffix{table};
        const bool is_allowed =
            record && (table != "reencrypted" || record.value().kind() == "values_reencrypted");
        if (!is_allowed || !record.value().digest("root_" + suffix)) {
            findings_.add("rows_without_commitment", fact, where);
        } else if (record.value().integer("rows_" + suffix) != root.count()) {
            findings_.add("row_count_differs", fact, where);
        } else if (record.value().digest("root_" + suffix) != root.root()) {
            findings_.add("row_root_differs", fact, where);
        }
    }

    /// A record commits to rows of which none is left.
    void find_missing_rows(std::string_view table) {
        std::vector<bool> has_rows(static_cast<std::size_t>(head_.length) + 1, false);
        store::for_each_covered_row(db_, table, [&](std::int64_t fact, std::string_view) {
            if (0 <= fact && fact <= head_.length) has_rows[static_cast<std::size_t>(fact)] = true;
        });
        store::for_each_link(db_, [&](const store::StoredLink& link) {
            const auto record = audit::decode(link.record);
            if (!record || !record.value().digest("root_" + std::string{table})) return;
            if (has_rows[static_cast<std::size_t>(link.number)]) return;
            findings_.add("row_count_differs", link.number, {{"table", std::string{table}}});
        });
    }

    void verify_counts() {
        for (const auto& [table, count] : roots_) {
            findings_.add("rows_are_unknown", 0,
                          {{"table", table}, {"count", std::to_string(count)}});
        }
        store::for_each_row_count(db_, [&](const store::RowCount& each) {
            const auto facts = kinds_.find(each.kind);
            const std::int64_t expected = facts == kinds_.end() ? 0 : facts->second;
            if (expected == each.rows) return;
            findings_.add("number_of_rows_differs", 0,
                          {{"kind", std::string{each.kind}},
                           {"expected", std::to_string(expected)},
                           {"counted", std::to_string(each.rows)}});
        });
    }

    void verify_archive() {
        store::for_each_kept_file(db_, [&](const store::KeptFile& file) {
            const auto path = town_.archived(base::to_hex(file.sha256));
            if (path.empty()) {
                findings_.add("archived_file_is_missing", file.fact, {{"file", file.name}});
            } else if (sha256_of_file(path) != file.sha256) {
                findings_.add("archived_file_is_changed", file.fact, {{"file", file.name}});
            }
            options_.progress("bestanden in het archief", ++files_);
        });
    }

    void verify_books() {
        for (const facts::Check& check : check_books_now(town_)) {
            ++checks_;
            if (check.holds()) continue;
            findings_.add("check_fails_" + std::string{check.name}, 0,
                          {{"account", check.subject},
                           {"ledger", check.found.to_string()},
                           {"subledger", check.expected.to_string()}});
        }
    }

    [[nodiscard]] base::Failure failure() const {
        base::Failure failure =
            base::refuse("audit_found_faults", {{"count", std::to_string(findings_.count())}});
        failure.error.causes = findings_.kept();
        return failure;
    }

    [[nodiscard]] Report report() const {
        Report report;
        report.add("oordeel", "in orde")
            .add("feiten", Value{head_.length})
            .add("kop", base::to_hex(head_.hash))
            .add("verankerd_tot", Value{anchored_})
            .add("niet_verankerd", Value{head_.length - anchored_})
            .add("bulkfeiten", Value{bulk_facts_})
            .add("kinderen_herrekend", Value{children_})
            .add("journaalposten", Value{entries_})
            .add("omzet_debet", Value{turnover_})
            .add("bestanden_vergeleken", Value{files_})
            .add("afstemmingen", Value{checks_})
            .add("persoonlijke_waarden_herrekend", Value{values_.live()});
        // Of an earlier day: the facts of these are of later ones, and only today's chain proves
        // them.
        if (later_ > 0) report.add("later_opnieuw_versleuteld", Value{later_});
        std::vector<Report> anchors;
        for (const Anchor& anchor : anchors_) {
            Report row;
            row.add("anker", anchor.where).add("tot_feit", Value{anchor.head.length});
            anchors.push_back(std::move(row));
        }
        report.add_rows("ankers", std::move(anchors));
        std::vector<Report> destroyed;
        for (const auto& [when, count] : values_.destroyed()) {
            const auto day = values::CivilDate::from_number(when.date);
            Report row;
            row.add("vernietigd", "vernietigd op " + (day ? day.value().to_string() : "?") +
                                      " volgens lijst " + std::to_string(when.list))
                .add("verwijzingen", Value{count});
            destroyed.push_back(std::move(row));
        }
        report.add_rows("vernietigd", std::move(destroyed));
        return report;
    }

    Municipality& town_;
    store::Database& db_;
    const VerifyOptions& options_;
    Values values_;
    Findings findings_;
    std::vector<Anchor> anchors_;
    audit::ChainHead head_;
    std::int64_t anchored_ = 0;
    std::int64_t later_ = 0;  ///< values that were encrypted anew after the day that is looked at
    std::map<std::string, std::int64_t, std::less<>> kinds_;
    std::map<std::string, std::int64_t, std::less<>>
        roots_;  // facts that commit to rows, per table
    std::int64_t bulk_facts_ = 0;
    std::int64_t children_ = 0;
    std::int64_t entries_ = 0;
    std::int64_t files_ = 0;
    std::int64_t checks_ = 0;
    values::Euro turnover_;
};

}  // namespace

base::Result<Report> verify_audit(Municipality& town, const VerifyOptions& options) {
    return Verifier{town, options}.verify();
}

base::Result<Report> audit_checkpoint(Municipality& town, values::CivilDate today,
                                      const TextOut& out) {
    const store::ChainHead head = store::chain_head(town.db());
    out(audit::encode({.chain = {.length = head.length, .hash = head.hash}, .date = today}));
    Report report;
    report.add("feiten", Value{head.length})
        .add("kop", base::to_hex(head.hash))
        .add("dag", Value{today});
    return report;
}

}  // namespace ontzorgd::service
