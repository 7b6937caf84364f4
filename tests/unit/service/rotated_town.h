// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/totp.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/service/destroy.h"
#include "ontzorgd/service/dossier.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/idempotency.h"
#include "ontzorgd/service/inzage.h"
#include "ontzorgd/service/key_rotation.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/note.h"
#include "ontzorgd/service/restore.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/service/task.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/covered.h"
#include "ontzorgd/store/key_rotation.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

/// @file
/// A town with something of everything that is kept encrypted, of which the key is replaced.
namespace ontzorgd::service {

namespace fs = std::filesystem;
using test::code_of;
using test::number_in;
using test::Practice;
using test::text_in;

inline constexpr std::string_view said = "Belde over de huur; komt donderdag langs.";
inline constexpr std::string_view ill = "Is tot maart onder behandeling.";

class Stopped : public std::runtime_error {
public:
    Stopped() : runtime_error{"stopped"} {}
};

/// Four clients, two notes, a second factor in use and a withdrawn one, an answer to a request and
/// one of a task.
class Town {
public:
    Town() {
        practice.dossier({{.number = 1}, {.number = 2}, {.number = 3}, {.number = 4}});
        Practice::must(add_note(practice.with("mo"), "C0001", said, Compartment::ordinary));
        Practice::must(add_note(practice.with("mo"), "C0002", ill, Compartment::health));
        secret_ = in_use("rob");
        in_use("karin");
        Practice::must(withdraw_second_factor(practice.with("beheer"), "karin"));
        store::in_transaction(practice.db(), [&] {
            keep_answer(practice.town(), rob(), request_, {.status = 201, .body = "{\"a\":1}"},
                        now_);
            task_ = begin_task(practice.town(), rob(), "run import", now_);
        });
        end_task(practice.town(), task_, {.status = 201, .body = "{\"run\":1}"}, now_);
    }

    /// All that is kept encrypted, as its readers tell it.
    std::string told() {
        Municipality& town = practice.town();
        std::string all;
        Practice::must(export_dossier(town, [&](std::string_view text) { all += text; }));
        const std::vector<Role> mo{Role::klantmanager};
        for (const auto compartment : {Compartment::ordinary, Compartment::health}) {
            for (const char* client : {"C0001", "C0002"}) {
                all += list_notes(town, mo, client, true, compartment).value().to_json();
            }
        }
        all += find_task(town, task_, rob(), false).value().answer->body;
        all += answer_given(town, rob(), request_).value()->body;
        return all;
    }
    /// A code of the authenticator app is taken, each once.
    bool code_fits() {
        at_ += std::chrono::seconds{60};
        const std::string code = crypto::totp_code(secret_, crypto::totp_step(at_));
        return bool{use_code(practice.town(), rob(), code, at_)};
    }
    std::string code_of_other_request() {
        RequestKey other = request_;
        other.request.back() ^= 1U;
        return answer_given(practice.town(), rob(), other).error().code;
    }

    /// `between` is called between slices of two values.
    base::Result<Report> rotate(
        const std::function<void()>& between = [] {}, bool again = false) {
        Context context = practice.as("beheer");
        context.between_slices = between;
        return rotate_key(context, again, 2);
    }
    std::int64_t left(std::int64_t number) {
        return store::count_under_another_key(practice.db(), number);
    }
    void expect_verified_by_others() { EXPECT_TRUE(is_verified_by_others()); }
    bool is_verified_by_others() {
        const std::string command = ONTZORGD_SOURCE_DIR "/tools/audit_verify " +
                                    (practice.places().state / "ontzorgd.db").string() +
                                    " > /dev/null";
        // A test may start a program. NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe)
        return std::system(command.c_str()) == 0;
    }

    Practice practice;

private:
    store::UserId rob() { return practice.as("rob").actor.id; }
    std::string in_use(const std::string& user) {
        const auto begun = begin_second_factor(practice.with(user));
        std::string secret = *base::from_base32(text_in(begun.value(), "geheim"));
        Practice::must(confirm_second_factor(
            practice.with(user), crypto::totp_code(secret, crypto::totp_step(at_)), at_));
        return secret;
    }

    std::string secret_;
    RequestKey request_{.key = "een", .request = {1, 2, 3}};
    std::int64_t task_ = 0;
    Now now_ = now_in_practice(values::CivilDate::parse("2026-11-24").value(), 0);
    std::chrono::sys_seconds at_{std::chrono::seconds{1'800'000'000}};
};

class KeyRotation : public ::testing::Test, public Town {};

}  // namespace ontzorgd::service
