// Throws bytes at the readers of requests. What is taken must survive being written as TOML and read.
#include <cstddef>
#include <cstdint>

#include "server/any_body.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    percuta::server::read_any_body({reinterpret_cast<const char*>(data), size});
    return 0;
}
