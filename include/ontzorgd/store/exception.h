// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Exceptions: what needs a person. One per cause, with an owner and an age; found again under the
/// same cause, it stays one.
namespace ontzorgd::store {

struct ExceptionRow {
    std::int64_t id = 0;
    std::string kind{};   ///< code, e.g. huur_niet_betaald, record_held
    std::string cause{};  ///< what it is about, unique within the kind: ids joined by |
    dossier::HouseholdId household{};
    std::string owner_role{};
    std::optional<values::Euro> cents{};
    std::string details{};  ///< name=value pairs joined by |, ids and codes only
    values::CivilDate opened{};
    bool closed = false;
};

/// Opens exceptions; one that is open already stays as it is, and so does one that a person closed.
class ExceptionWriter {
public:
    ExceptionWriter(Database& db, std::int64_t fact, values::CivilDate today);
    ~ExceptionWriter();
    ExceptionWriter(const ExceptionWriter&) = delete;
    ExceptionWriter& operator=(const ExceptionWriter&) = delete;
    ExceptionWriter(ExceptionWriter&&) = delete;
    ExceptionWriter& operator=(ExceptionWriter&&) = delete;
    void open(std::string_view kind, std::string_view cause, dossier::HouseholdId household,
              std::string_view owner_role, std::optional<values::Euro> cents,
              std::string_view details);
    /// The cause is another one by now: changes what is told of it.
    void tell(std::string_view kind, std::string_view cause, std::string_view details);
    /// The same, where the amount changes with it.
    void tell(std::string_view kind, std::string_view cause, values::Euro cents,
              std::string_view details);
    /// The cause is gone. An exception that is opened again after that is the same one.
    void close(std::string_view kind, std::string_view cause);
    /// The cause is back: opens the exception when there was one; otherwise does nothing.
    void open_again(std::string_view kind, std::string_view cause);
    [[nodiscard]] std::int64_t opened() const { return opened_; }

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
    std::int64_t opened_ = 0;
};

/// Open ones opened on or before the day, oldest first.
void for_each_exception(Database& db, values::CivilDate as_of,
                        const std::function<void(const ExceptionRow&)>& visit);
/// The open ones of a kind, by cause.
[[nodiscard]] std::vector<ExceptionRow> open_exceptions(Database& db, std::string_view kind);
/// Causes of open exceptions of a kind that begin with this text.
[[nodiscard]] std::vector<std::string> open_causes(Database& db, std::string_view kind,
                                                   std::string_view begin);
/// Whether a person closed the exception of this kind and cause.
[[nodiscard]] bool is_closed_by_person(Database& db, std::string_view kind, std::string_view cause);
[[nodiscard]] std::optional<ExceptionRow> exception_by_id(Database& db, std::int64_t id);

/// What a person did with an exception.
struct ExceptionAct {
    bool closes = false;  ///< judged that nothing more is to be done; else: has it in hand
    UserId user{};
    std::int64_t fact = 0;
};
/// The first first; the last one tells how it stands.
[[nodiscard]] std::vector<ExceptionAct> acts_on_exception(Database& db, std::int64_t exception);
void take_exception(Database& db, std::int64_t exception, UserId user, std::int64_t fact);
/// `reason` is a personal row. It does not open again for the same cause.
void close_exception(Database& db, std::int64_t exception, UserId user, std::int64_t reason,
                     std::int64_t fact);

}  // namespace ontzorgd::store
