// Throws bytes at the reader of goals. Only InvalidInput may come out, and every plan of the search can be written.
#include <cstddef>
#include <cstdint>

#include "trial/any_goal.hpp"
#include "trial/usual_plan.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace percuta;
    static const plan::Vocabulary words = course::known().vocabulary();
    static const std::string plan =
        trial::usual_plan_text(3, "[[product]]\nname = \"ascorbic-acid-15\"\nwhen = \"daily\"\n");
    trial::read_any_goal({reinterpret_cast<const char*>(data), size}, plan, course::known(), words);
    return 0;
}
