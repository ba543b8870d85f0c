// What holds for the reader of earlier calendar files whatever it is given.
#pragma once

#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "report/ics_file.hpp"

namespace percuta::report {

/// Whether an earlier file is taken up or refused. Throws where the reader is broken.
inline bool read_any_calendar(const std::string& text) {
    const IcsLines lines = ics_lines(text);
    const std::string written = ics_file(lines);
    std::size_t begin = 0;
    for (std::size_t end = written.find("\r\n"); end != std::string::npos; end = written.find("\r\n", begin)) {
        if (end - begin > 75) throw std::logic_error("a line of more than 75 octets");
        begin = end + 2;
    }
    IcsFile file;
    try {
        file = read_ics(text);
    } catch (const core::UsageError&) {
        return false;
    }
    if (file.id.empty()) throw std::logic_error("a calendar of no plan");
    for (const auto& [uid, event] : file.events)
        if (uid.empty() || event.front() != "BEGIN:VEVENT" || event.back() != "END:VEVENT")
            throw std::logic_error("an event without beginning, end or name");
    return true;
}

}  // namespace percuta::report
