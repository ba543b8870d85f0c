// Throws bytes at the readers of records of virtual trials: as a whole shard to be merged, and as what a killed program
// left. Only InvalidInput and UsageError may come out. Most inputs get the checksums that they should have, else the
// readers would see no more than that they are damaged.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "report/any_shard.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    constexpr unsigned unsealed_one_in = 8;
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % unsealed_one_in == 0) return size;
    const std::string sealed = percuta::report::sealed_shard({reinterpret_cast<const char*>(data), size});
    if (sealed.size() > most) return size;
    std::memcpy(data, sealed.data(), sealed.size());
    return sealed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace fs = std::filesystem;
    static const fs::path folder = fs::temp_directory_path() / fmt::format("percuta-records-{}", ::getpid());
    percuta::report::read_any_shard({reinterpret_cast<const char*>(data), size}, folder);
    return 0;
}
