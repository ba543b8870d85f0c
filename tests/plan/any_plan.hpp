// What holds for the plan reader whatever it is given.
#pragma once

#include <stdexcept>
#include <string>

#include "plan/read.hpp"
#include "plan/vocabulary.hpp"

namespace percuta::plan {

/// Whether a plan is read, which then survives being written and read, or refused. Throws where the reader is broken.
inline bool read_any_plan(const std::string& text) {
    static const Vocabulary vocabulary = test_vocabulary();
    Plan first;
    try {
        first = read(core::Document::parse(text, "plan.toml"), vocabulary);
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    const std::string written = write(first);
    if (read(core::Document::parse(written, "written.toml"), vocabulary) != first)
        throw std::logic_error("the plan changed by being written:\n" + written);
    return true;
}

}  // namespace percuta::plan
