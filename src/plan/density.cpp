// How often needles strike a patch of skin, and how often they may.
#include <cmath>
#include <numbers>
#include <string_view>

#include <fmt/format.h>

#include "plan/sections.hpp"

namespace percuta::plan {

using core::Reader;

namespace {

// Densities beyond which no skin is left between the needles, far above any device in use. Strikes per m2.
constexpr double most_in_a_pass = 1e9, most_in_a_session = 1e10;

double per_square_centimetre(double per_square_metre) { return 1e-4 * per_square_metre; }

}  // namespace

double strikes_per_pass(const CustomDevice& device) {
    double strikes = 0.0;
    if (device.kind == "roller")
        strikes = device.needles / (std::numbers::pi * device.drum_diameter * device.drum_width);
    if (device.kind == "pen") strikes = device.needles * device.frequency / (device.glide_speed * device.plate_width);
    if (device.kind == "stamp") strikes = 1.0 / (device.pitch * device.pitch);
    return std::isfinite(strikes) ? strikes : 0.0;
}

void check_density(Reader& reader, const CustomDevice& device) {
    const double strikes = strikes_per_pass(device);
    if (strikes <= most_in_a_pass) return;
    const bool roller = device.kind == "roller", pen = device.kind == "pen";
    const std::string_view change = roller ? "change needles, drum_diameter or drum_width"
                                    : pen  ? "change needles, frequency, glide_speed or plate_width"
                                           : "change pitch";
    // A model has no line for its needles: there the hand is too slow.
    const std::string_view where = roller                  ? "needles"
                                   : !pen                  ? "pitch"
                                   : reader.has("needles") ? "needles"
                                                           : "glide_speed";
    reader.complain(
        where,
        fmt::format("this {} strikes {:.3g} times per cm² in one pass", device.kind, per_square_centimetre(strikes)),
        fmt::format("{}: at most {:g} strikes per cm² can be simulated",
                    where == "glide_speed" ? "change frequency or glide_speed" : change,
                    per_square_centimetre(most_in_a_pass)));
}

void check_passes(Reader& technique, const CustomDevice& device, int passes) {
    const double one = strikes_per_pass(device), all = passes * one;
    if (one > most_in_a_pass || all <= most_in_a_session) return;
    technique.complain(
        "passes",
        fmt::format("{} passes of this device strike {:.3g} times per cm²", passes, per_square_centimetre(all)),
        fmt::format("at most {:g} strikes per cm² can be simulated in one session: fewer passes, or a "
                    "device that strikes fewer than {:.3g} times per cm² in one",
                    per_square_centimetre(most_in_a_session), per_square_centimetre(one)));
}

std::optional<CustomDevice> driven(const DeviceChoice& choice, const Vocabulary& vocabulary) {
    if (choice.custom) return choice.custom;
    const auto model = vocabulary.models.find(choice.model);
    if (model == vocabulary.models.end() || model->second.kind != "pen") return std::nullopt;
    CustomDevice pen;
    pen.kind = model->second.kind;
    pen.needles = model->second.needles;
    pen.plate_width = model->second.plate_width;
    pen.frequency = choice.frequency.value_or(model->second.frequency);
    pen.glide_speed = choice.glide_speed.value_or(model->second.glide_speed);
    return pen;
}

}  // namespace percuta::plan
