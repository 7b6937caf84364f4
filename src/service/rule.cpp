// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rule.h"

#include "line_report.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/line_rule.h"
#include "ontzorgd/store/personal.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/values/iban.h"
#include "rule_trial.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

using reconcile::AskedAccount;
using reconcile::LineRule;
using reconcile::RuleWord;
using store::LineRuleRow;

/// An end cannot be brought forward, so that nobody puts it where nothing stops the rule.
constexpr std::int32_t longest_notice_days = 31;

// --- what is given ---

base::Result<std::optional<values::Euro>> amount_of(std::string_view text) {
    if (text.empty()) return std::optional<values::Euro>{};
    const auto amount = parse_rule_amount(text);
    if (!amount) return amount.failure();
    return std::optional{amount.value()};
}

base::Result<base::Done> take_word(LineRule& asks, const RuleOptions& options) {
    const auto word = parse_rule_word(options.word);
    if (!word) return word.failure();
    const auto credit = parse_direction(options.direction);
    if (!credit) return credit.failure();
    asks.word = word.value();
    asks.credit = credit.value();
    return base::Done{};
}

base::Result<base::Done> take_account(store::Database& db, LineRule& asks,
                                      const RuleOptions& options) {
    if (options.account.empty()) return base::Done{};
    const auto account = store::own_account_named(db, options.account);
    if (!account) return base::refuse("account_is_unknown", {{"value", options.account}});
    if (!account->confirmed) {
        return base::refuse("account_is_not_confirmed", {{"account", account->name}});
    }
    asks.account = account->id;
    return base::Done{};
}

/// What an account is, nobody may call otherwise: one of ours is a transfer, and of one of the
/// dossier no rule decides.
base::Result<base::Done> check_other_side(store::Database& db, const LineRule& asks,
                                          const std::string& iban) {
    const std::vector<base::Detail> named{{"value", iban}};
    const auto own = store::own_account_with_iban(db, iban);
    if (own && own->id == asks.account) return base::refuse("other_side_is_the_account", named);
    const bool is_transfer = asks.word == RuleWord::eigen_overboeking;
    if (is_transfer && !(own && own->confirmed)) {
        return base::refuse("transfer_needs_an_own_account");
    }
    if (own && !is_transfer) return base::refuse("own_account_is_a_transfer", named);
    if (store::PaymentLookup{db}.is_known_counter(asks.other_account)) {
        return base::refuse("other_side_is_of_the_dossier", named);
    }
    return base::Done{};
}

base::Result<base::Done> take_other_side(Municipality& town, LineRuleRow& rule,
                                         const RuleOptions& options) {
    LineRule& asks = rule.asks;
    if (options.other_side.empty()) return base::Done{};
    const auto iban = parse_other_side(options.other_side);
    if (!iban) return iban.failure();
    if (!iban.value()) {
        asks.other_side = AskedAccount::none;
        return base::Done{};
    }
    rule.iban = iban.value()->compact();
    asks.other_side = AskedAccount::exact;
    asks.other_account = town.blind_index(rule.iban);
    return check_other_side(town.db(), asks, rule.iban);
}

base::Result<base::Done> take_amounts(LineRule& asks, const RuleOptions& options) {
    const auto from = amount_of(options.from);
    if (!from) return from.failure();
    const auto up_to = amount_of(options.up_to);
    if (!up_to) return up_to.failure();
    asks.from = from.value();
    asks.up_to = up_to.value();
    return base::Done{};
}

base::Result<base::Done> take_text(LineRuleRow& rule, const RuleOptions& options) {
    if (const auto checked = check_rule_text(options.text); !checked) return checked.failure();
    auto code = parse_rule_code(options.code);
    if (!code) return code.failure();
    rule.text = options.text;
    rule.asks.text = base::letters_and_digits(options.text);
    rule.asks.code = std::move(code).value();
    return base::Done{};
}

base::Result<base::Done> take_first_day(LineRuleRow& rule, const RuleOptions& options) {
    if (options.first_day.empty()) return base::Done{};
    const auto day = values::CivilDate::parse(options.first_day);
    if (!day) return day.failure();
    rule.first_day = day.value();
    return base::Done{};
}

base::Result<LineRuleRow> rule_of(Context& context, const RuleOptions& options) {
    LineRuleRow rule{.proposed_by = context.actor.id};
    if (const auto taken = take_word(rule.asks, options); !taken) return taken.failure();
    if (const auto taken = take_account(context.town.db(), rule.asks, options); !taken)
        return taken.failure();
    if (const auto taken = take_other_side(context.town, rule, options); !taken)
        return taken.failure();
    if (const auto taken = take_amounts(rule.asks, options); !taken) return taken.failure();
    if (const auto taken = take_text(rule, options); !taken) return taken.failure();
    if (const auto taken = take_first_day(rule, options); !taken) return taken.failure();
    if (const auto wide = reconcile::check_width(rule.asks); !wide) return wide.failure();
    return rule;
}

/// Whether both ask the same, whenever they act.
bool is_same(const LineRuleRow& a, const LineRuleRow& b) {
    LineRule of_a = a.asks;
    LineRule of_b = b.asks;
    for (LineRule* const each : {&of_a, &of_b}) {
        each->number = 0;
        each->first_day.reset();
        each->last_day.reset();
    }
    return of_a == of_b && a.first_day == b.first_day;
}

// --- what is shown ---

std::string reason_of(store::Database& db, std::int64_t personal) {
    if (personal == 0) return {};
    return store::read_personal(db, personal).value_or("(vernietigd)");
}

std::string user_of(store::Database& db, store::UserId user) {
    return user.is_none() ? std::string{} : store::user_name(db, user);
}

Value day_of(store::Database& db, std::int64_t fact) {
    return fact == 0 ? Value{std::string{}} : Value{store::day_of_fact(db, fact)};
}

template <class Thing>
Value or_nothing(const std::optional<Thing>& thing) {
    return thing ? Value{*thing} : Value{std::string{}};
}

std::string_view state_of(const LineRuleRow& rule, values::CivilDate as_of) {
    if (rule.is_destroyed) return "vernietigd";
    if (!rule.is_confirmed()) return rule.is_ended() ? "ingetrokken" : "wacht_op_een_ander";
    if (rule.is_ended() && *rule.asks.last_day < as_of) return "beeindigd";
    return as_of < *rule.asks.first_day ? "begint_nog" : "geldt";
}

std::string other_side_of(const LineRuleRow& rule) {
    switch (rule.asks.other_side) {
        case AskedAccount::any: return {};
        case AskedAccount::none: return std::string{no_other_side};
        case AskedAccount::exact: break;
    }
    return rule.iban.empty() ? std::string{"(vernietigd)"} : rule.iban;
}

Report report_of(store::Database& db, const LineRuleRow& rule, values::CivilDate as_of) {
    const LineRule& asks = rule.asks;
    const auto account = store::own_account_by_id(db, asks.account);
    const store::RuleFigures placed = store::figures_of_rule(db, asks.number);
    const std::int64_t since = rule.is_confirmed() ? rule.confirmed_fact : rule.fact;
    Report report;
    report.add("nummer", Value{asks.number})
        .add("als", reconcile::to_text(asks.word))
        .add("richting", asks.credit ? "bij" : "af")
        .add("rekening", account ? account->name : std::string{"elke"})
        .add("tegenrekening", other_side_of(rule))
        .add("bedrag_vanaf", or_nothing(asks.from))
        .add("bedrag_tot_en_met", or_nothing(asks.up_to))
        .add("tekst", rule.text)
        .add("code", asks.code)
        .add("staat", state_of(rule, as_of))
        .add("vanaf", or_nothing(rule.is_confirmed() ? asks.first_day : rule.first_day))
        .add("tot_en_met", or_nothing(asks.last_day))
        .add("dagen", Value{std::int64_t{as_of - store::day_of_fact(db, since)}})
        .add("voorgesteld_op", day_of(db, rule.fact))
        .add("voorgesteld_door", user_of(db, rule.proposed_by))
        .add("bevestigd_op", day_of(db, rule.confirmed_fact))
        .add("bevestigd_door", user_of(db, rule.confirmed_by))
        .add("beeindigd_op", day_of(db, rule.ended_fact))
        .add("beeindigd_door", user_of(db, rule.ended_by))
        .add("reden", reason_of(db, rule.end_reason))
        .add("geplaatst", Value{placed.lines})
        .add("geplaatst_bij", Value{placed.credit})
        .add("geplaatst_af", Value{placed.debit})
        .add("laatst_geplaatst", or_nothing(placed.newest));
    return report;
}

base::Result<LineRuleRow> rule_numbered(store::Database& db, std::int64_t number) {
    auto rule = store::line_rule(db, number);
    if (!rule) return base::refuse("rule_is_unknown", {{"rule_number", std::to_string(number)}});
    return *std::move(rule);
}

// --- what is done ---

void record(Act& act, const LineRuleRow& rule) {
    const LineRule& asks = rule.asks;
    act.record()
        .add("line_rule", asks.number)
        .add("label", audit::Word::of(reconcile::to_text(asks.word)))
        .add("direction", audit::Word::of(asks.credit ? "credit" : "debit"));
    if (asks.account != 0) act.record().add("account", asks.account);
}

void propose(Context& context, LineRuleRow& rule) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "line_rule_proposed"};
        store::RuleTexts texts;
        if (!rule.iban.empty()) texts.iban = commit_to(context.town, rule.iban).personal;
        if (!rule.text.empty()) texts.text = commit_to(context.town, rule.text).personal;
        rule.fact = act.number();
        rule.asks.number = store::add_line_rule(db, rule, texts);
        record(act, rule);
        act.seal();
    });
}

void confirm(Context& context, const LineRuleRow& rule) {
    store::Database& db = context.town.db();
    const values::CivilDate tomorrow = context.now.today.plus_days(1);
    const values::CivilDate acts_from = std::max(rule.first_day.value_or(tomorrow), tomorrow);
    store::in_transaction(db, [&] {
        Act act{context, "line_rule_confirmed"};
        store::confirm_line_rule(db, rule.asks.number, context.actor.id, act.number(), acts_from);
        record(act, rule);
        act.record().add("acts_from", acts_from);
        act.seal();
    });
}

/// The same, proposed or confirmed and not ended: there is one at most.
std::optional<LineRuleRow> same_of(store::Database& db, const LineRuleRow& rule) {
    std::optional<LineRuleRow> same;
    for (LineRuleRow& each : store::line_rules(db)) {
        if (!each.is_ended() && !each.is_destroyed && is_same(each, rule)) same = std::move(each);
    }
    return same;
}

void add_trial(Report& report, Context& context, const LineRule& asks) {
    std::vector<Report> rows;
    values::Euro sum;
    for (const store::UnexplainedLine& line : try_rule(context, asks)) {
        const auto account = store::own_account_by_id(context.town.db(), line.account);
        Report row;
        row.add("bankregel", text_of(line.key))
            .add("rekening", account ? account->name : std::string{})
            .add("datum", Value{line.booking_date})
            .add("bedrag", Value{line.cents});
        rows.push_back(std::move(row));
        sum += line.cents;
    }
    const auto count = static_cast<std::int64_t>(rows.size());
    report.add("zou_hebben_geplaatst", Value{count})
        .add("zou_hebben_geplaatst_bedrag", Value{sum})
        .add_rows("bankregels", std::move(rows));
}

}  // namespace

base::Result<Report> add_rule(Context& context, const RuleOptions& options) {
    if (const auto allowed = may(context.actor.roles, "rule add"); !allowed)
        return allowed.failure();
    auto given = rule_of(context, options);
    if (!given) return given.failure();
    LineRuleRow rule = std::move(given).value();
    store::Database& db = context.town.db();
    const values::CivilDate today = context.now.today;
    if (const auto same = same_of(db, rule)) {
        const bool waits = !same->is_confirmed() && same->proposed_by != context.actor.id;
        if (waits) confirm(context, *same);
        rule.asks.number = same->asks.number;
    } else {
        if (rule.first_day && *rule.first_day <= today) {
            return base::refuse("rule_begins_too_early", {{"date", rule.first_day->to_string()}});
        }
        propose(context, rule);
    }
    Report report = report_of(db, *store::line_rule(db, rule.asks.number), today);
    if (context.town.mode() == Mode::dry_run) add_trial(report, context, rule.asks);
    return report;
}

base::Result<Report> end_rule(Context& context, std::int64_t number, std::string_view last_day,
                              std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "rule end"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto found = rule_numbered(db, number);
    if (!found) return found.failure();
    const LineRuleRow& rule = found.value();
    const values::CivilDate today = context.now.today;
    values::CivilDate day = today;
    if (!last_day.empty()) {
        const auto parsed = values::CivilDate::parse(last_day);
        if (!parsed) return parsed.failure();
        day = parsed.value();
    }
    const std::vector<base::Detail> named{{"rule_number", std::to_string(number)},
                                          {"date", day.to_string()}};
    if (rule.is_ended()) {
        const bool is_past = last_day.empty() && *rule.asks.last_day <= today;
        if (is_past || day == *rule.asks.last_day) return report_of(db, rule, today);
        return base::refuse("rule_is_ended", named);
    }
    if (day < today) return base::refuse("rule_ends_too_early", named);
    if (today.plus_days(longest_notice_days) < day)
        return base::refuse("rule_ends_too_late", named);
    if (const auto why = check_reason(reason); !why) return why.failure();
    store::in_transaction(db, [&] {
        Act act{context, "line_rule_ended"};
        const Commitment why = commit_to(context.town, reason);
        store::end_line_rule(db, number,
                             {.by = context.actor.id,
                              .fact = act.number(),
                              .last_day = day,
                              .reason = why.personal});
        record(act, rule);
        act.record()
            .add("last_day", day)
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return report_of(db, *store::line_rule(db, number), today);
}

base::Result<Report> list_rules(Municipality& town, values::CivilDate as_of) {
    std::vector<Report> rows;
    for (const LineRuleRow& rule : store::line_rules(town.db())) {
        rows.push_back(report_of(town.db(), rule, as_of));
    }
    const auto count = static_cast<std::int64_t>(rows.size());
    Report report;
    report.add("stand", Value{as_of})
        .add("aantal", Value{count})
        .add_rows("regels", std::move(rows));
    return report;
}

base::Result<Report> show_rule(Municipality& town, std::int64_t number, values::CivilDate as_of) {
    const auto rule = rule_numbered(town.db(), number);
    if (!rule) return rule.failure();
    return report_of(town.db(), rule.value(), as_of);
}

}  // namespace ontzorgd::service
