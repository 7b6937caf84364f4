# SPDX-License-Identifier: EUPL-1.2
#
# ontzorgd_embed(TARGET FILE SYMBOL)
#
# Puts a text file of the repository into a target, so that the program needs no file beside it. The
# target's sources reach it as
#     namespace ontzorgd::embedded { extern const std::string_view SYMBOL; }
# A change of the file builds the target again.
set(ONTZORGD_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(ontzorgd_embed target file symbol)
    set(input "${PROJECT_SOURCE_DIR}/${file}")
    set(output "${PROJECT_BINARY_DIR}/embedded/${target}/${symbol}.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DINPUT=${input}" "-DOUTPUT=${output}" "-DNAME=${file}"
                "-DSYMBOL=${symbol}" -P "${ONTZORGD_EMBED_SCRIPT}"
        DEPENDS "${input}" "${ONTZORGD_EMBED_SCRIPT}"
        COMMENT "Embedding ${file}"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
    set_source_files_properties("${output}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
    file(READ "${INPUT}" text)
    # A raw string keeps the text readable in the debugger and needs no escaping; its end mark must not
    # occur in the text.
    string(FIND "${text}" ")embedded\"" found)
    if(NOT found EQUAL -1)
        message(FATAL_ERROR "${NAME} holds the end mark of the string it is put in")
    endif()
    file(WRITE "${OUTPUT}"
        "// Made from ${NAME}; change that file.\n"
        "#include <string_view>\n\n"
        "namespace ontzorgd::embedded {\n"
        "using std::string_view_literals::operator\"\"sv;\n"
        "extern const std::string_view ${SYMBOL};\n"
        "constinit const std::string_view ${SYMBOL} = R\"embedded(")
    file(APPEND "${OUTPUT}" "${text}")
    file(APPEND "${OUTPUT}" ")embedded\"sv;\n}  // namespace ontzorgd::embedded\n")
endif()
