// iCalendar as text: lines folded and unfolded, and what an earlier file held.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::report {

/// Content lines, unfolded and without line ends.
using IcsLines = std::vector<std::string>;

std::string ics_text(std::string_view text);  ///< escaped as RFC 5545 has it
std::string ics_file(const IcsLines& lines);  ///< folded at 75 octets, never within a letter; CRLF
IcsLines ics_lines(std::string_view file);    ///< the other way round; takes bare line feeds too
/// Value of the first property of that name without parameters; empty where there is none.
std::string ics_value(const IcsLines& lines, std::string_view name);

/// A calendar that was written before.
struct IcsFile {
    std::string id{};                          ///< of its plan
    std::map<std::string, IcsLines> events{};  ///< by UID, from BEGIN to END
};

/// Throws core::UsageError for what is not a calendar written by this program.
IcsFile read_ics(std::string_view file);

}  // namespace percuta::report
