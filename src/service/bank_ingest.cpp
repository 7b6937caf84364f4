// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"
#include "bank_archive.h"
#include "bank_line.h"
#include "bank_report.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/sweep.h"
#include "placing.h"
#include "statement_pages.h"
#include "statement_row.h"
#include "status_answer.h"
#include "status_ingest.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t lines_per_slice = 20'000;

/// One statement whose lines were written and wait to count.
struct StagedStatement {
    store::BankStatementRow row{};
    std::unordered_map<std::int64_t, std::int64_t> single_debits{};
    std::vector<LineOfNote> of_note{};
    std::int64_t more_of_note = 0;
    base::Digest merkle_root{};
    std::optional<store::StatementPage> page{};
};

std::int64_t page_number(const StagedStatement& staged) {
    return staged.page ? staged.page->page.number : 0;
}

/// Writes the lines of a file, a slice of them per transaction.
class IngestSink : public messages::StatementSink {
public:
    explicit IngestSink(Context& context)
        : context_{context},
          db_{context.town.db()},
          rows_{db_, context.now.today},
          next_id_{store::next_statement_id(db_)},
          slice_{std::in_place, db_},
          payments_{db_},
          rules_{db_},
          lines_{std::in_place, db_} {}

    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        auto row = rows_.begin(head);
        if (!row) return row.failure();
        statements_.push_back({.row = std::move(row).value()});
        store::BankStatementRow& made = statements_.back().row;
        made.id = next_id_++;
        account_ = *store::own_account_by_id(db_, made.account);
        maker_.emplace(context_.town, account_, made.id, payments_, *lines_, rules_);
        maker_->set_closing_date(made.closing_date);
        maker_->set_last_day(closes_late(head) ? context_.now.today : made.closing_date);
        maker_->hash(account_.iban + '\n' + made.statement_id + '\n' +
                     made.opening_date.to_string() + '\n' + made.opening.to_string() + '\n');
        if (const auto page = page_on(head); page.value()) {
            statements_.back().page = page_from(head, *page.value(), made, false);
            maker_->hash(std::to_string(page.value()->number) + '\n');
        }
        if (!closes_late(head)) hash_closing(made);
        return base::Done{};
    }

    base::Result<base::Done> on_balances(const reconcile::StatementHead& head) override {
        store::BankStatementRow& made = statements_.back().row;
        if (const auto closed = rows_.close(made, head); !closed) return closed.failure();
        hash_closing(made);
        const std::int64_t number = head.page.value_or(1);
        const bool ends = head.is_last_page.value_or(true);
        if (number != 1 || !ends) {
            const reconcile::Page page{.number = number, .begins = number == 1, .ends = ends};
            statements_.back().page = page_from(head, page, made, true);
        }
        return base::Done{};
    }

    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        const std::int64_t before = maker_->lines();
        if (const auto done = maker_->add(entry); !done) {
            return done.failure();
        }
        in_slice_ += maker_->lines() - before;
        if (in_slice_ >= lines_per_slice) {
            slice_->commit();
            slice_.emplace(db_);
            in_slice_ = 0;
            context_.progress("bankregels gelezen", maker_->lines());
        }
        return base::Done{};
    }

    base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& totals) override {
        StagedStatement& made = statements_.back();
        made.row.lines = maker_->lines();
        made.row.first_booking = maker_->first_booking();
        made.row.last_booking = maker_->last_booking();
        made.row.ways = maker_->ways();
        made.row.content_sha256 = maker_->content_digest();
        made.single_debits = maker_->single_debits();
        made.of_note = maker_->of_note();
        made.more_of_note = maker_->more_of_note();
        made.merkle_root = maker_->leaves().root();
        roots_.add_hash(made.merkle_root);
        if (made.row.is_notice()) return base::Done{};
        if (made.row.is_incomplete()) {
            for (const reconcile::DecimalAmount& sum : {totals.sum_credit, totals.sum_debit}) {
                if (sum.currency().empty()) continue;  // nothing on that side
                if (const auto cents = sum.to_euro(); !cents) return cents.failure();
            }
            const values::CivilDate first = made.row.first_booking.value_or(made.row.opening_date);
            made.row.opening_date = std::min(made.row.opening_date, first);
            return base::Done{};
        }
        if (totals.proof != reconcile::Proof::holds && !finding_) {
            reconcile::DecimalAmount expected = *totals.opening;
            const bool held =
                expected.add(totals.sum_credit) && expected.add(totals.sum_debit.negated());
            finding_ = base::malformed("closing_balance_is_wrong",
                                       {{"statement", made.row.statement_id},
                                        {"expected", held ? expected.to_string() : ""},
                                        {"value", totals.closing->to_string()}})
                           .error;
        }
        return base::Done{};
    }

    void finish_slices() {
        maker_.reset();
        lines_.reset();
        slice_->commit();
        slice_.reset();
    }
    void abandon() {
        maker_.reset();
        lines_.reset();
        slice_.reset();
    }

    [[nodiscard]] std::vector<StagedStatement>& statements() { return statements_; }
    /// What the file has of statements of ours, as far as it was read.
    [[nodiscard]] std::vector<NamedStatement> names() const {
        std::vector<NamedStatement> names;
        for (const StagedStatement& each : statements_) {
            names.push_back({.account = each.row.account,
                             .day = each.row.closing_date,
                             .name = each.row.statement_id,
                             .page = page_number(each)});
        }
        return names;
    }
    [[nodiscard]] const std::optional<base::Error>& finding() const { return finding_; }
    /// Over the roots of the statements.
    [[nodiscard]] base::Digest root() const { return roots_.root(); }

private:
    static store::StatementPage page_from(const reconcile::StatementHead& head,
                                          const reconcile::Page& page,
                                          const store::BankStatementRow& row, bool counts_itself) {
        store::StatementPage made{.page = page, .counts_itself = counts_itself};
        if (head.opening() != nullptr) made.opening = row.opening;
        if (head.closing() != nullptr) made.closing = row.closing;
        return made;
    }
    void hash_closing(const store::BankStatementRow& made) {
        maker_->hash(made.closing_date.to_string() + '\n' + made.closing.to_string() + '\n');
    }

    Context& context_;
    store::Database& db_;
    StatementRows rows_;
    std::int64_t next_id_;
    std::optional<store::Transaction> slice_;
    store::PaymentLookup payments_;
    LineRules rules_;
    std::optional<store::LineWriter> lines_;
    store::OwnAccount account_;
    std::optional<LineMaker> maker_;
    std::vector<StagedStatement> statements_;
    std::int64_t in_slice_ = 0;
    std::optional<base::Error> finding_;
    audit::MerkleRoot roots_{crypto::sha256};
};

/// What is to happen with a statement that the bank named as it named others of that day.
enum class Identity : std::uint8_t { new_one, conflict };

/// The same content in other bytes is no conflict: its entries repeat those that are there.
Identity settle_identity(Placing& placing, store::Database& db,
                         const store::BankStatementRow& statement) {
    Identity identity = Identity::new_one;
    if (statement.is_notice()) return identity;
    for (const store::BankStatementRow& other : store::statements_like(db, statement)) {
        if (other.state == "set_aside" || other.is_notice()) continue;
        // The whole of what came in pages before: its entries repeat theirs.
        const auto page = store::page_of(db, other.id);
        if (page && !page->counts_itself) continue;
        const bool is_same = other.content_sha256 == statement.content_sha256;
        if (is_same && other.state != "conflict") continue;
        identity = Identity::conflict;
        if (other.is_live()) placing.deactivate(other, "conflict");
    }
    return identity;
}

void note_conflict(Context& context, Placing& placing, const store::BankStatementRow& statement) {
    std::string deliveries = std::to_string(statement.id);
    for (const store::BankStatementRow& other :
         store::statements_like(context.town.db(), statement)) {
        if (other.state == "conflict") deliveries += ',' + std::to_string(other.id);
    }
    placing.exceptions().open(
        "afschrift_tegenstrijdig", std::to_string(statement.id), {}, "rechtmatigheid", std::nullopt,
        "account=" + std::to_string(statement.account) + "|deliveries=" + deliveries);
}

void note_lines(Placing& placing, const StagedStatement& staged) {
    for (const LineOfNote& line : staged.of_note) {
        note_line(placing.exceptions(), line.key, line.cents, line.rule);
    }
    if (staged.more_of_note == 0) return;
    placing.exceptions().open("bankregels_onverklaard", std::to_string(staged.row.id), {},
                              "rechtmatigheid", std::nullopt,
                              "delivery=" + std::to_string(staged.row.id) +
                                  "|lines=" + std::to_string(staged.more_of_note));
}

/// A line that repeats another is told with that one.
void quiet_repeats(store::Database& db, Placing& placing, std::int64_t statement) {
    if (store::statement_by_id(db, statement)->repeated == 0) return;
    store::for_each_line(db, statement, [&](const store::LineRow& line) {
        if (line.repeats_statement != 0) quiet_line(placing.exceptions(), line.key);
    });
}

/// What is of note on a page is told once the page counts: which lines those are is known now only.
void note_for_later(Placing& placing, const StagedStatement& staged) {
    note_lines(placing, staged);
    for (const LineOfNote& line : staged.of_note) quiet_line(placing.exceptions(), line.key);
}

/// The last transaction: the statements are there, what they say is settled, booked and sealed.
std::string record_placed(Context& context, IngestSink& sink, const base::Digest& sha256) {
    store::Database& db = context.town.db();
    Act act{context, "statement_placed"};
    const std::int64_t file = store::next_bank_file_id(db);
    Placing placing{context, act.number()};
    std::int64_t lines = 0;
    std::set<std::int64_t> accounts;
    for (StagedStatement& staged : sink.statements()) {
        store::BankStatementRow& row = staged.row;
        row.bank_file = file;
        row.fact = act.number();
        if (staged.page) {
            staged.page->statement = row;
            store::add_page(db, *staged.page);
        }
        if (row.is_incomplete()) {
            store::add_statement(db, row);
            accounts.insert(row.account);
            settle_kept_files(db, placing.exceptions(), row, page_number(staged));
            note_for_later(placing, staged);
            lines += row.lines;
            continue;
        }
        const Identity identity = settle_identity(placing, db, row);
        if (identity == Identity::conflict) row.state = "conflict";
        store::add_statement(db, row);
        if (identity != Identity::conflict && !row.is_notice()) {
            settle_kept_files(db, placing.exceptions(), row, page_number(staged));
        }
        if (identity == Identity::conflict) {
            note_conflict(context, placing, row);
        } else if (row.is_notice()) {
            placing.add_notice(row);
        } else {
            placing.activate(row, &staged.single_debits);
            note_lines(placing, staged);
            quiet_repeats(db, placing, row.id);
        }
        lines += row.lines;
    }
    for (const std::int64_t account : accounts) {
        placing.chain_again(account);
        gather_pages(placing, db, account);
    }
    placing.finish();
    settle_kept_file(placing.exceptions(), sha256);
    std::string answer;
    for (const StagedStatement& staged : sink.statements()) {
        answer += answer_of(db, *store::statement_by_id(db, staged.row.id));
    }
    const auto statements = static_cast<std::int64_t>(sink.statements().size());
    store::add_bank_file(db, {.id = file,
                              .sha256 = sha256,
                              .fact = act.number(),
                              .statements = statements,
                              .finding = {},
                              .answer = answer});
    act.record()
        .add("bank_file", file)
        .add("sha256", sha256)
        .add("statements", statements)
        .add("children", lines)
        .add("merkle_root", sink.root());
    book_placing(act, placing);
    store::end_bulk_work(db);
    act.seal();
    return answer;
}

base::Result<Report> earlier_answer(const store::BankFileRow& known) {
    if (is_status_answer(known.answer)) return status_report_of(known.sha256, known.answer);
    return report_of_answer(known.sha256, known.answer);
}

/// A file is given again of which a statement was set aside, and no other of its days is here: that
/// one was the right one. It counts again.
void take_back(Context& context, const store::BankFileRow& known) {
    store::Database& db = context.town.db();
    for (store::BankStatementRow& statement : store::statements_in(db, known.id)) {
        const auto own = store::own_account_by_id(db, statement.account);
        if (statement.state != "set_aside" || !own) continue;
        const AccountChain made = chain_of(db, *own, store::every_fact);
        const bool is_page = is_missed_page(db, statement);
        if (!is_page &&
            std::ranges::find(made.not_replaced, statement.id) == made.not_replaced.end())
            continue;
        store::in_transaction(db, [&] {
            Act act{context, "statement_taken_back"};
            Placing placing{context, act.number()};
            statement.state = is_page ? "incomplete" : "chained";
            store::change_statement_state(db, statement.id, statement.state);
            if (is_page) {
                placing.chain_again(statement.account);
                gather_pages(placing, db, statement.account);
            } else {
                placing.activate(statement);
            }
            placing.finish();
            act.record().add("delivery", statement.id);
            book_placing(act, placing);
            act.seal();
        });
    }
}

/// The error of a reader, of a file that is kept.
base::Error kept(base::Error error, const fs::path& file) {
    std::erase_if(error.details, [](const base::Detail& each) { return each.name == "file"; });
    return error.with("file", file.filename().string()).with("kept", "ja");
}

/// Whether another file told one of these statements otherwise in the meantime, and that counts.
bool is_replaced(store::Database& db, IngestSink& sink) {
    return std::ranges::any_of(sink.statements(), [&](const StagedStatement& staged) {
        const auto others = store::statements_like(db, staged.row);
        return std::ranges::any_of(others, [&](const store::BankStatementRow& other) {
            return other.is_live() && other.content_sha256 != staged.row.content_sha256;
        });
    });
}

base::Result<Report> ingest(Context& context, const fs::path& file, const base::Digest& expected,
                            Kept before, messages::ByteSource source) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] { store::begin_bulk_work(db); });
    IngestSink sink{context};
    ArchivingSource archive{context.town, std::move(source)};
    const auto read = messages::read_statements(archive.tee(), sink, file.string());
    const bool is_same = read && archive.drain() && archive.digest() == expected;
    if (!is_same) {
        sink.abandon();
        store::sweep_unfinished_work(db);
        // What is wrong in a statement of ours is kept. What a rule refuses may be taken later, and
        // so may what the disk did not give.
        const bool is_ours = !read && read.error().kind == base::ErrorKind::malformed &&
                             read.error().code != "file_cannot_be_read" &&
                             !sink.statements().empty();
        if (is_ours && archive.drain() && archive.digest() == expected) {
            const bool is_old = is_of_mt940(sink.statements().front().row);
            const base::Error finding = kept(read.error(), file);
            archive.keep(
                context.town, expected,
                ending_of(is_old ? messages::StatementForm::mt940 : messages::StatementForm::camt));
            record_finding(context, finding, expected, before, sink.names());
            return base::Failure{finding};
        }
        if (read) return base::malformed("bank_file_is_damaged", {{"file", file.string()}});
        // A file of another kind is named better by the reader that knows them all.
        const auto any = read.error().kind == base::ErrorKind::malformed
                             ? messages::read_any_bank_file(file.string())
                             : base::Result<messages::BankFileReport>{messages::BankFileReport{}};
        return any ? read.failure() : any.failure();
    }
    if (sink.finding()) {
        const base::Error finding = sink.finding()->with("file", file.filename().string());
        sink.abandon();
        store::sweep_unfinished_work(db);
        archive.keep(context.town, expected, ending_of(read.value()));
        record_finding(context, finding, expected, before, sink.names());
        return base::Failure{finding};
    }
    if (before == Kept::before && is_replaced(db, sink)) {
        sink.abandon();
        store::sweep_unfinished_work(db);
        return base::refuse("kept_file_was_replaced", {{"file", file.filename().string()}});
    }
    sink.finish_slices();
    archive.keep(context.town, expected, ending_of(read.value()));
    const std::string answer =
        store::in_transaction(db, [&] { return record_placed(context, sink, expected); });
    return report_of_answer(expected, answer);
}

}  // namespace

base::Result<Report> ingest_bank_file(Context& context, const fs::path& file) {
    if (const auto allowed = may(context.actor.roles, "bank ingest"); !allowed)
        return allowed.failure();
    auto source = messages::open_file(file.string());
    if (!source) return source.failure();
    const base::Digest sha256 = sha256_of_file(file);
    const auto known = store::bank_file_with_sha256(context.town.db(), sha256);
    if (known && known->finding.empty()) {
        take_back(context, *known);
        return earlier_answer(*known);
    }
    const Kept kept = known ? Kept::before : Kept::not_yet;
    if (is_status_report(file)) {
        return ingest_status_report(context, file, sha256, kept, std::move(source).value());
    }
    return ingest(context, file, sha256, kept, std::move(source).value());
}

base::Result<Report> set_statement_aside(Context& context, std::int64_t delivery,
                                         std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "bank set-aside"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto statement = store::statement_by_id(db, delivery);
    if (!statement)
        return base::refuse("statement_is_unknown", {{"delivery", std::to_string(delivery)}});
    if (statement->state == "set_aside") return show_statement(context.town, delivery);
    if (const auto why = check_reason(reason); !why) return why.failure();
    store::in_transaction(db, [&] {
        Act act{context, "statement_set_aside"};
        const Commitment why = commit_to(context.town, reason);
        Placing placing{context, act.number()};
        if (statement->is_live()) {
            placing.deactivate(*statement, "set_aside");
            break_up_pages(placing, db, *statement);
        } else {
            store::change_statement_state(db, delivery, "set_aside");
            placing.chain_again(statement->account);
            gather_pages(placing, db, statement->account);
        }
        placing.exceptions().close("afschrift_tegenstrijdig", std::to_string(delivery));
        placing.exceptions().close("afschrift_ontbreekt", std::to_string(delivery));
        std::vector<store::BankStatementRow> left;
        for (store::BankStatementRow& other : store::statements_like(db, *statement)) {
            if (other.state == "conflict") left.push_back(std::move(other));
        }
        const bool agree = std::ranges::all_of(left, [&](const store::BankStatementRow& other) {
            return other.content_sha256 == left.front().content_sha256;
        });
        for (store::BankStatementRow& other : left) {
            if (!agree) break;
            store::change_statement_state(db, other.id, "chained");
            other.state = "chained";
            placing.exceptions().close("afschrift_tegenstrijdig", std::to_string(other.id));
            placing.activate(other);
        }
        placing.finish();
        act.record()
            .add("delivery", delivery)
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        book_placing(act, placing);
        act.seal();
    });
    return show_statement(context.town, delivery);
}

}  // namespace ontzorgd::service
