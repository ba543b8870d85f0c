// Throws bytes at the reader of posteriors. Only InvalidInput may come out, and what reads must survive being written
// and read.
#include <cstddef>
#include <cstdint>

#include "core/any_posterior.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::core::read_any_posterior({reinterpret_cast<const char*>(data), size});
    return 0;
}
