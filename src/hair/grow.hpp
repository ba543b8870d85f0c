// Hair follicles through their cycle, one by one: what needling and minoxidil change in it.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "hair/parameters.hpp"

namespace percuta::hair {

/// The scalp before treatment.
struct Scalp {
    double visible_density = 0.0;  ///< hairs per area that are counted before treatment, 1/m2; 0: as the class has it
    double norwood = 0.0;          ///< class 1 to 7, 3 vertex is 3.5; 0: that of the people of the calibration
    double area = 1e-4;            ///< counted, m2: as many follicles are followed as stand on it
    double diameter = 0.0;         ///< mean of visible hairs before treatment, metres; 0: as such density has it
};

/// What acts on the follicles.
struct Drives {
    struct Session {
        double time = 0.0;      ///< seconds, not below 0
        double strength = 1.0;  ///< wound signal over that of the reference session of data/hair.toml
    };
    struct Span {
        double from = 0.0, to = 0.0;  ///< seconds, not below 0
        double exposure = 1.0;        ///< to minoxidil over that of 5 % twice daily; where spans overlap it adds up
    };
    std::vector<Session> sessions;
    std::vector<Span> minoxidil;
};

/// A field of follicles at one time.
struct Count {
    double time = 0.0;
    double density = 0.0;                                              ///< visible hairs, 1/m2
    double diameter = 0.0;                                             ///< mean of visible hairs, metres; 0 without any
    double anagen = 0.0, catagen = 0.0, telogen = 0.0, kenogen = 0.0;  ///< shares of all follicles
};

/// Visible hairs of scalp of a Norwood class, 1/m2. Throws core::UsageError for a class that is none.
double density_of_class(const Parameters& p, double norwood);

/// The factor on what the drives do of a person who stands `deviation` standard deviations of its logarithm above the
/// median. Its mean over people is 1.
double response_of(const Parameters& p, double deviation);

/// Follicles followed one by one from the untreated steady state (time 0) to the last of `times`, which ascend.
/// `response` is this person's factor on what the drives do. Throws core::UsageError for what cannot be.
std::vector<Count> grow(const Parameters& p, const Scalp& scalp, const Drives& drives, const std::vector<double>& times,
                        double response, core::RandomStream& random);

/// Seconds over which the drives are taken as constant.
inline constexpr double usual_step = 2.0 * 86400.0;

/// What `grow` gives on the mean over many follicles. The error falls with the square of `step` (seconds).
std::vector<Count> expected(const Parameters& p, const Scalp& scalp, const Drives& drives,
                            const std::vector<double>& times, double response, double step = usual_step);

}  // namespace percuta::hair
