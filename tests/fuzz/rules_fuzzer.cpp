// Throws bytes at the reader of the rule base. Only InvalidInput may come out, and what reads can screen and plan.
#include <cstddef>
#include <cstdint>

#include "care/any_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::care::read_any_rules({reinterpret_cast<const char*>(data), size});
    return 0;
}
