#include "outcome/improvement.hpp"

#include <cstddef>

namespace percuta::outcome {

std::vector<double> counted(std::span<const double> improvements, std::span<const double> halves, double counts,
                            Counted what) {
    if (what == Counted::improvement) return {improvements.begin(), improvements.end()};
    std::vector<double> out;
    for (std::size_t i = 0; i < improvements.size(); ++i) {
        const double least = what == Counted::half ? halves[i] : what == Counted::one_grade ? counts : 0.0;
        out.push_back(improved_by(improvements[i], least) ? 1.0 : 0.0);
    }
    return out;
}

}  // namespace percuta::outcome
