// Throws bytes at the reader of scales, readers, quantities and events. Only InvalidInput may come out.
#include <cstddef>
#include <cstdint>

#include "outcome/any_catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::outcome::read_any_catalogue({reinterpret_cast<const char*>(data), size});
    return 0;
}
