#include "report.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace percuta::bench {

void Report::section(std::string title) {
    if (!json_) fmt::print("\n{}\n", title);
    sections_.push_back({std::move(title), {}});
}

void Report::add(Figure figure) {
    const Figure& f = sections_.back().figures.emplace_back(std::move(figure));
    if (json_) return;
    fmt::print("  {:<52} {:>9.4g} {:<11} {:<16} {}\n", f.what, f.value, f.unit, f.target, f.remark);
    std::fflush(stdout);
}

void Report::finish() const {
    if (!json_) return;
    nlohmann::ordered_json out;
    for (const Section& section : sections_)
        for (const Figure& f : section.figures)
            out["figures"].push_back({{"section", section.title},
                                      {"what", f.what},
                                      {"value", f.value},
                                      {"unit", f.unit},
                                      {"target", f.target},
                                      {"remark", f.remark}});
    fmt::print("{}\n", out.dump(2));
}

}  // namespace percuta::bench
