// Carries a plan out and writes a field with the installed library.
#include <cstdio>
#include <filesystem>
#include <vector>

#include "core/data_files.hpp"
#include "course/carry_out.hpp"
#include "report/field_files.hpp"

using namespace percuta;

/// One cell of one field: enough to need the libraries that files of fields stand on.
void write_field(double value) {
    std::filesystem::create_directories("fields");
    report::FieldFiles files("fields");
    files.begin({{{"z", {0.0, 1e-3}}}, {{"collagen_total", "all collagen over rest", "1", 1.0}}});
    files.frame(0.0, [value](std::size_t, std::span<float> cells) { cells[0] = static_cast<float>(value); });
    files.finish();
}

int main() {
    const course::Knowledge known = course::learn(core::embedded_data());
    plan::Plan plan;
    plan.subject.age = 40.0 * 31556952.0;
    plan.subject.phototype = 3;
    plan.subject.site = "cheek";
    plan.concern.kind = "acne-scar";
    plan.device.model = "dermaroller-mf8";
    plan.technique.passes = 15;
    plan.schedule.follow_up = 56.0 * 86400.0;
    course::Options options;
    options.samples = 0;
    options.fidelity = healing::Fidelity::column;
    const course::Result result = course::carry_out(plan, known, options);
    std::printf("collagen %+.1f %%\n", result.assays.front().change.median);
    write_field(1.0 + 0.01 * result.assays.front().change.median);
    return result.assays.front().change.median > 0.0 ? 0 : 1;
}
