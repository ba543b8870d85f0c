// What was measured: a line of a table as soon as it is known, or JSON at the end.
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
    explicit Report(bool json) : json_(json) {}
    void section(std::string title);
    void add(Figure figure);
    /// The JSON, where that was asked for.
    void finish() const;

private:
    struct Section {
        std::string title;
        std::vector<Figure> figures;
    };
    bool json_;
    std::vector<Section> sections_;
};

}  // namespace percuta::bench
