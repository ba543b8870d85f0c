#include "report.hpp"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace percuta::bench {

void Report::print_table() const {
    for (const Section& section : sections_) {
        fmt::print("\n{}\n", section.title);
        for (const Figure& f : section.figures)
            fmt::print("  {:<52} {:>9.4g} {:<11} {:<16} {}\n", f.what, f.value, f.unit, f.target, f.remark);
    }
}

void Report::print_json() const {
    nlohmann::ordered_json out;
    for (const Section& section : sections_)
        for (const Figure& f : section.figures)
            out["figures"].push_back({{"section", section.title},
                                      {"what", f.what},
                                      {"value", f.value},
                                      {"unit", f.unit},
                                      {"target", f.target},
                                      {"remark", f.remark}});
    std::cout << out.dump(2) << "\n";
}

}  // namespace percuta::bench
