// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Surroundings: where a command line runs. In a process of its own it prints on the terminal, asks
/// the person there, and opens the directory itself. In a daemon that has the directory it prints
/// for whoever sent it, uses what they said, and is lent the directory.
namespace ontzorgd::cli {

/// How a command line ends, and a process with it.
enum class Exit : int {
    done = 0,
    refused = 1,    ///< a rule said no; the sentence says why
    usage = 2,      ///< the command was given wrongly
    malformed = 3,  ///< an input is wrong
    fault = 4,      ///< a fault of the world; nothing changed
};

/// What whoever sent a command line looked up where they are: in their environment, at their
/// terminal, in their files.
struct Told {
    std::string user;
    std::string password;
    std::string code;  ///< of a second factor, where it was given beforehand
    std::string today;
    std::string as_of;
    /// Whom their process runs as, "systeem:NAME", as the system itself says.
    std::string machine_user;
    std::vector<std::string> new_passwords;  ///< in the order in which the command takes them
    struct File {
        std::string name;  ///< as they gave it
        std::string path;  ///< of a copy, here
    };
    std::vector<File> files;  ///< likewise
    /// Asks them for the code of their second factor, and waits.
    std::function<std::string()> ask_code;
};

/// Lends a directory to commands; from any thread.
class Lender {
public:
    Lender() = default;
    Lender(const Lender&) = delete;
    Lender& operator=(const Lender&) = delete;
    Lender(Lender&&) = delete;
    Lender& operator=(Lender&&) = delete;
    virtual ~Lender() = default;

    using Work = std::function<base::Result<service::Report>(service::Municipality&)>;
    struct Loan {
        service::Mode mode = service::Mode::read;
        bool looks_back = false;   ///< a reader that may be taken back to an earlier day
        std::string_view command;  ///< noun and verb
    };
    /// Does `work`, on whichever thread has the directory, and gives its answer. Errors (refused):
    /// daemon_is_busy, daemon_stops. Throws what `work` threw.
    virtual base::Result<service::Report> lend(const Loan& loan, const Work& work) = 0;
    struct Person {
        service::Actor actor;
        bool shows_code = false;  ///< has a second factor in use, and has yet to show a code of it
    };
    /// Errors: those of service::authenticate, and of lend; (refused)
    /// command_line_has_too_many_wrong_tries.
    virtual base::Result<Person> authenticate(std::string_view name, std::string_view password) = 0;
    /// Whether the code of who authenticated was right. From the thread that does the work.
    virtual void showed_code(std::string_view name, bool is_right) = 0;
    /// As service::Context::between_slices.
    virtual void between_slices() = 0;
};

/// Everything is borrowed, and outlives the command.
struct Surroundings {
    std::ostream& out;
    std::ostream& err;
    const Told* told = nullptr;  ///< null: this process asks
    Lender* lender = nullptr;    ///< null: the directory is opened here
};

/// Those of a process of its own: standard output and standard error.
[[nodiscard]] Surroundings own_surroundings();

}  // namespace ontzorgd::cli
