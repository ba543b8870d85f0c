// Throws bytes at the plan reader. Only InvalidInput may come out, and what reads must survive being written and read.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/document.hpp"
#include "plan/read.hpp"
#include "plan/vocabulary.hpp"

namespace core = percuta::core;
namespace plan = percuta::plan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const plan::Vocabulary vocabulary = plan::test_vocabulary();
    plan::Plan first;
    try {
        const std::string text(reinterpret_cast<const char*>(data), size);
        first = plan::read(core::Document::parse(text, "plan.toml"), vocabulary);
    } catch (const core::InvalidInput&) {
        return 0;
    }
    const std::string written = plan::write(first);
    if (plan::read(core::Document::parse(written, "written.toml"), vocabulary) != first) {
        std::fprintf(stderr, "the plan changed by being written:\n%s", written.c_str());
        std::abort();
    }
    return 0;
}
