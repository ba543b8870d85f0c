// Writes the course of a plan, with the central values of the data, as numbers for the healing model:
//   freeze_course examples/acne-scars.toml > bench/reference/acne-scars.toml
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "course/draw.hpp"
#include "frozen_course.hpp"

int main(int argc, char** argv) try {
    using namespace percuta;
    if (argc != 2) {
        fmt::print(stderr, "usage: freeze_course PLAN.toml > COURSE.toml\n");
        return 2;
    }
    std::ostringstream text;
    text << std::ifstream(argv[1]).rdbuf();
    const course::Knowledge known = course::learn(core::embedded_data());
    const plan::Plan plan = plan::read(core::Document::parse(text.str(), argv[1]), known.vocabulary());
    const course::Draw draw = course::central(known, plan);
    constexpr std::uint64_t seed = 1;
    const course::Prepared prepared = course::prepare(plan, draw, seed);

    const healing::reference::FrozenCourse frozen{draw.healing, prepared.skin.tissue, prepared.skin.sessions,
                                                  course::end_of_course(plan.schedule)};
    const std::string heading = fmt::format(
        "# The course of {0} with central values and seed {1}, as numbers for the healing model; all in SI.\n"
        "# Made by: freeze_course {0}\n# Data: {2}\n",
        argv[1], seed, known.hash);
    std::cout << healing::reference::write_course(frozen, heading);
} catch (const std::exception& e) {
    fmt::print(stderr, "freeze_course: {}\n", e.what());
    return 1;
}
