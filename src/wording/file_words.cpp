// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/file_words.h"

#include "tables.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace ontzorgd::wording {

namespace {

struct Reason {
    int error;
    std::string_view words;
};

constexpr std::array reasons{
    Reason{EACCES, "dat mag deze gebruiker niet"},
    Reason{EDQUOT, "de ruimte van deze gebruiker is op"},
    Reason{EEXIST, "dat bestaat al"},
    Reason{EFBIG, "het bestand wordt te groot"},
    Reason{EIO, "de schijf geeft een fout"},
    Reason{EISDIR, "dat is een map en geen bestand"},
    Reason{ELOOP, "de verwijzingen lopen in een kring"},
    Reason{EMFILE, "er staan te veel bestanden open"},
    Reason{ENAMETOOLONG, "de naam is te lang"},
    Reason{ENFILE, "er staan te veel bestanden open"},
    Reason{ENOENT, "dat bestaat niet"},
    Reason{ENOSPC, "de schijf is vol"},
    Reason{ENOTDIR, "een deel van het pad is geen map"},
    Reason{ENOTEMPTY, "de map is niet leeg"},
    Reason{EPERM, "dat mag deze gebruiker niet"},
    Reason{EROFS, "de schijf is alleen te lezen"},
};

constexpr std::array doings{
    Entry{"creating", "maken van"},
    Entry{"finding_a_key_in", "vinden van een sleutel in"},
    Entry{"giving_away", "overdragen van"},
    Entry{"keeping_input", "bewaren van de invoer"},
    Entry{"keeping_what_came", "bewaren van wat met de opdracht meekwam"},
    Entry{"looking_at", "bekijken van"},
    Entry{"opening", "openen van"},
    Entry{"reading", "lezen van"},
    Entry{"reading_what_came", "lezen van wat met de opdracht meekwam"},
    Entry{"renaming", "hernoemen van"},
    Entry{"syncing", "vastleggen van"},
    Entry{"taking", "overnemen van"},
    Entry{"taking_out_of_a_form", "uitpakken van een formulier"},
    Entry{"using", "gebruiken van"},
    Entry{"writing", "schrijven van"},
    Entry{"writing_an_export", "schrijven van een uitvoer"},
    Entry{"writing_the_answer", "schrijven van het antwoord"},
};
static_assert(std::ranges::is_sorted(doings, {}, &Entry::code));

}  // namespace

std::string file_fault_words(int error, std::string_view doing, std::string_view file) {
    const auto* const place = std::ranges::lower_bound(doings, doing, {}, &Entry::code);
    const bool is_known = place != doings.end() && place->code == doing;
    std::string what{is_known ? place->dutch : doing};
    if (!file.empty()) {
        what += ' ';
        what += file;
    }
    if (error == 0) return what;
    const auto* const reason = std::ranges::find(reasons, error, &Reason::error);
    // What is rarer the system says in its own words.
    std::string text = reason != reasons.end() ? std::string{reason->words}
                                               : std::generic_category().message(error);
    return text + " (" + what + ')';
}

}  // namespace ontzorgd::wording
