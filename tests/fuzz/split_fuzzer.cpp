// Throws bytes at the reader of the split. Only InvalidInput may come out, also where it is held against the studies.
#include <cstddef>
#include <cstdint>

#include "course/any_study.hpp"
#include "known.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace percuta;
    static const course::Shelf shelf{course::known()};
    course::read_any_split({reinterpret_cast<const char*>(data), size}, shelf);
    return 0;
}
