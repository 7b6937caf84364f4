// SPDX-License-Identifier: EUPL-1.2
#include "rotated_town.h"

namespace ontzorgd::service {
namespace {

/// Whoever can write in the database can append a fact that is in order by itself: it says that a
/// value was encrypted anew, and the value is another.
class MadeUpRotation : public KeyRotation {
protected:
    /// Personal rows of the newest version of a client.
    struct OfClient {
        std::int64_t naam = 0;
        std::int64_t bsn = 0;
    };
    OfClient newest_version() {
        OfClient found;
        store::for_each_covered_row(
            practice.db(), "client_version", [&](std::int64_t, std::string_view leaf) {
                const auto marker = [&](std::size_t which) {
                    const std::string text{base::split_text(leaf, '|').at(which)};
                    return base::parse_int(text.substr(3, text.size() - 4)).value();
                };
                found = {.naam = marker(3), .bsn = marker(4)};
            });
        return found;
    }
    void forge(const std::string& kind, std::int64_t rotation, std::int64_t personal,
               const std::string& value) {
        store::in_transaction(practice.db(), [&] {
            Context context = practice.as("beheer");
            Act act{context, kind};
            const auto commitment = [&] {
                store::Commitments all{practice.db()};
                return "x'" + base::to_hex(all.find(personal, std::nullopt).value().commitment) +
                       "'";
            };
            const std::string row = std::to_string(personal);
            const std::string before = commitment();
            practice.db().execute(
                ("UPDATE personal SET value = CAST(" + value + " AS BLOB) WHERE id = " + row)
                    .c_str());
            practice.db().execute(
                ("INSERT INTO reencrypted(subject, row, before, after, rotation, fact) VALUES("
                 "'personal', " +
                 row + ", " + before + ", " + commitment() + ", " + std::to_string(rotation) +
                 ", " + std::to_string(act.number()) + ")")
                    .c_str());
            act.record().add("rotation", rotation).add("key", std::int64_t{2});
            act.seal();
        });
    }
    std::string found_by_the_program() { return code_of(verify_audit(practice.town(), {})); }
    /// Each is tried on the directory as it is.
    void expect_found(bool also_by_others = true) {
        const auto [naam, bsn] = newest_version();
        const std::string other_name = "'Een Ander' || char(10) || '1990-01-01'";
        const std::string other_bsn = "x'02' || randomblob(37)";
        struct Forgery {
            std::string kind;
            std::int64_t rotation;
            std::int64_t personal;
            std::string value;
        };
        const std::vector<Forgery> forgeries{{"values_reencrypted", 1, naam, other_name},
                                             {"values_reencrypted", 1, bsn, other_bsn},
                                             {"values_reencrypted", 7, bsn, other_bsn},
                                             {"login_failed", 1, naam, other_name},
                                             {"login_failed", 1, bsn, other_bsn}};
        const fs::path database = practice.places().state / "ontzorgd.db";
        practice.close();
        const std::string whole = read_file(database);
        for (const Forgery& each : forgeries) {
            practice.reopen();
            forge(each.kind, each.rotation, each.personal, each.value);
            const std::string what = each.kind + ' ' + std::to_string(each.rotation) +
                                     (each.personal == naam ? " name" : " bsn");
            EXPECT_EQ(found_by_the_program(), "audit_found_faults") << what;
            practice.close();
            const bool is_like_ours =
                each.kind == "values_reencrypted" && each.rotation == 1 && each.personal == bsn;
            if (also_by_others || !is_like_ours) {
                EXPECT_FALSE(is_verified_by_others()) << what;
            }
            write_file(database, whole);
        }
        practice.reopen();
    }
};

TEST_F(MadeUpRotation, IsFoundByBothVerifiersAfterTheOneThatRan) {
    Practice::must(rotate());
    expect_found();
    practice.expect_sound();
}

TEST_F(MadeUpRotation, IsFoundWhileOneRunsAndABsnByWhoHasTheKeys) {
    EXPECT_THROW(Practice::must(rotate([] { throw Stopped{}; })), Stopped);
    practice.reopen();
    expect_found(false);
    Practice::must(rotate());
    practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
