// Throws bytes at the reader of earlier calendar files. Only UsageError may come out, and lines stay short.
#include <cstddef>
#include <cstdint>

#include "report/any_calendar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::report::read_any_calendar({reinterpret_cast<const char*>(data), size});
    return 0;
}
