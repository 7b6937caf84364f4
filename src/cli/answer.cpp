// SPDX-License-Identifier: EUPL-1.2
#include "answer.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/crypto/fault.h"
#include "ontzorgd/store/soundness.h"
#include "ontzorgd/wording/file_words.h"
#include "ontzorgd/wording/sentence.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace ontzorgd::cli {

namespace {

Exit exit_for(const base::Error& error) {
    // Nothing was asked wrongly: another program has the directory. Later it will do.
    if (error.code == "state_directory_is_in_use" || error.code == "daemon_is_busy" ||
        error.code == "daemon_stops") {
        return Exit::fault;
    }
    switch (error.kind) {
        case base::ErrorKind::refused: return Exit::refused;
        case base::ErrorKind::malformed: return Exit::malformed;
        case base::ErrorKind::usage: return Exit::usage;
    }
    return Exit::refused;
}

service::Report error_report(const base::Error& error) {
    service::Report report;
    report.add("fout", error.code).add("zin", wording::sentence(error));
    service::Report details;
    for (const base::Detail& detail : error.details) details.add(detail.name, detail.value);
    report.add("details", std::move(details));
    std::vector<service::Report> findings;
    for (const base::Error& cause : error.causes) {
        service::Report row;
        row.add("fout", cause.code).add("zin", wording::sentence(cause));
        findings.push_back(std::move(row));
    }
    if (!findings.empty()) report.add_rows("bevindingen", std::move(findings));
    return report;
}

void print_error(const base::Error& error, std::ostream& err) {
    err << wording::sentence(error) << '\n';
    for (const base::Error& cause : error.causes) {
        err << "  - " << wording::sentence(cause) << '\n';
    }
}

/// The error with the names of the files as whoever sent the command gave them.
base::Error with_given_names(base::Error error, const Told& told) {
    for (base::Detail& detail : error.details) {
        for (const Told::File& file : told.files) {
            if (detail.value == file.path) detail.value = file.name;
        }
    }
    for (base::Error& cause : error.causes) cause = with_given_names(std::move(cause), told);
    return error;
}

std::string with_given_names(std::string text, const Told& told) {
    for (const Told::File& file : told.files) {
        const std::size_t place = text.find(file.path);
        if (place != std::string::npos) text.replace(place, file.path.size(), file.name);
    }
    return text;
}

}  // namespace

Exit print_answer(const Surroundings& surroundings, const AnswerStyle& style,
                  const base::Result<service::Report>& result) {
    std::ostream& out = surroundings.out;
    std::ostream& err = surroundings.err;
    const auto as_given = [&](const base::Error& error) {
        return surroundings.told == nullptr ? error : with_given_names(error, *surroundings.told);
    };
    if (!result) {
        const base::Error error = as_given(result.error());
        if (style.json) {
            out << error_report(error).to_json() << '\n';
        } else {
            print_error(error, err);
        }
        return exit_for(error);
    }
    if (style.has_text) {
        if (style.is_practice) err << "OEFENING: hier gaat geen geld om.\n";
        return Exit::done;
    }
    std::optional<base::Error> finding = result.value().finding();
    if (finding) finding = as_given(*finding);
    const Exit code = finding ? exit_for(*finding) : Exit::done;
    if (style.json) {
        service::Report report = result.value();
        if (finding) report.add("bevinding", error_report(*finding));
        if (style.is_practice) report.add("oefening", service::Value{true});
        out << report.to_json() << '\n';
        return code;
    }
    if (style.is_practice) out << "OEFENING: hier gaat geen geld om.\n";
    if (style.is_dry_run) out << "PROEF: er is niets veranderd.\n";
    out << render_text(result.value());
    if (finding) print_error(*finding, err);
    return code;
}

Exit tell_faults(const Surroundings& surroundings, const std::function<Exit()>& work) {
    const auto tell = [&](std::string_view sentence, const char* what) {
        const std::string text = surroundings.told == nullptr
                                     ? std::string{what}
                                     : with_given_names(std::string{what}, *surroundings.told);
        surroundings.err << sentence << text << '\n';
        return Exit::fault;
    };
    try {
        return work();
    } catch (const store::DamagedDatabase& fault) {
        const std::string sentence = wording::sentence(
            {.code = "database_file_is_damaged", .details = {{"file", fault.file()}}});
        return tell("", sentence.c_str());
    } catch (const store::DatabaseFault& fault) {
        return tell("Opslaan of lezen is niet gelukt; er is niets veranderd. ", fault.what());
    } catch (const service::TemporaryFolderFault&) {
        return tell(
            "De map voor tijdelijke bestanden is niet bruikbaar; er is niets veranderd. "
            "Laat TMPDIR wijzen naar een map die er is en waarin u mag schrijven.",
            "");
    } catch (const service::FileFault& fault) {
        return tell("Schrijven of lezen van een bestand is niet gelukt; er is niets veranderd: ",
                    fault.what());
    } catch (const crypto::CryptoFault& fault) {
        return tell("Versleutelen is niet gelukt; er is niets veranderd. ", fault.what());
    } catch (const std::filesystem::filesystem_error& fault) {
        const std::string said =
            wording::file_fault_words(fault.code().value(), "using", fault.path1().string());
        return tell("Een map of bestand is niet bruikbaar; er is niets veranderd: ", said.c_str());
    } catch (const std::system_error& fault) {
        return tell("Een map of bestand is niet bruikbaar; er is niets veranderd. ", fault.what());
    }
}

}  // namespace ontzorgd::cli
