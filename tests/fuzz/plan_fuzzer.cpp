// Throws bytes at the plan reader. Only InvalidInput may come out, and what reads must survive being written and read.
#include <cstddef>
#include <cstdint>

#include "plan/any_plan.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::plan::read_any_plan({reinterpret_cast<const char*>(data), size});
    return 0;
}
