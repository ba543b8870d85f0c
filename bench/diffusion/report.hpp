// What was measured, as a table to read and as JSON.
#pragma once

#include <string>
#include <vector>

namespace percuta::bench {

struct Figure {
    std::string what;
    double value = 0.0;
    std::string unit;
    std::string target = {};  ///< empty when there is none
    std::string remark = {};
};

class Report {
public:
    void section(std::string title) { sections_.push_back({std::move(title), {}}); }
    void add(Figure figure) { sections_.back().figures.push_back(std::move(figure)); }
    void print_table() const;
    void print_json() const;

private:
    struct Section {
        std::string title;
        std::vector<Figure> figures;
    };
    std::vector<Section> sections_;
};

}  // namespace percuta::bench
