// What tests of readers share: spoiling a data file and collecting what is said about it.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/document.hpp"
#include "core/error.hpp"

namespace percuta::core {

/// `text` with the first `from` replaced; a test failure when there is none.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// All that `read` finds wrong with a document, as one text; "" when nothing is.
template <class Read>
std::string mistakes_of(const std::string& text, const char* name, Read read) {
    try {
        static_cast<void>(read(Document::parse(text, name)));
    } catch (const InvalidInput& error) {
        std::string out;
        for (const Diagnostic& diagnostic : error.diagnostics()) out += render(diagnostic) + "\n";
        return out;
    }
    return "";
}

inline bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace percuta::core
