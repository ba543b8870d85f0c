// Throws bytes at the reader of goals. Only InvalidInput may come out, and every plan of the search can be written.
#include <cstddef>
#include <cstdint>

#include "core/data_files.hpp"
#include "trial/any_goal.hpp"

namespace {

const char* const plan = R"(plan_version = 1
[subject]
age = "32 yr"
sex = "female"
phototype = 3
site = "cheek"
[concern]
kind = "acne-scar"
baseline = { scale = "goodman-baron-quantitative", value = 12 }
[device]
model = "dermaroller-mf8"
needle_length = "1.5 mm"
[technique]
passes = 10
[schedule]
sessions = 3
interval = "28 d"
follow_up = "90 d"
[[product]]
name = "ascorbic-acid-15"
when = "daily"
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace percuta;
    static const course::Knowledge known = course::learn(core::embedded_data());
    static const plan::Vocabulary words = known.vocabulary();
    trial::read_any_goal({reinterpret_cast<const char*>(data), size}, plan, known, words);
    return 0;
}
