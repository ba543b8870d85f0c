// Published studies as data: what was printed, and enough of how it was measured to measure the model alike.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "barrier/observe.hpp"
#include "core/document.hpp"
#include "course/clinical.hpp"
#include "device/device.hpp"
#include "plan/read.hpp"
#include "product/catalogue.hpp"
#include "puncture/experiment.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

/// Needles pushed into skin.
struct Insertion {
    std::string site;
    skin::Person person;
    device::Device device;
    puncture::Technique technique;
    puncture::Observed observed = puncture::Observed::depth;
};
/// An insertion, or the ratio of one to another.
struct InsertionFigure {
    Insertion of;
    std::optional<Insertion> over;
};
/// Thickness of a layer as a method shows it, mean over sites, or its ratio to that at other sites.
struct ThicknessFigure {
    std::vector<std::string> sites;
    skin::Person person;
    skin::Layer layer = skin::Layer::epidermis;
    skin::Method method = skin::Method::histology;
    std::vector<std::string> over;
};
/// Strikes per area after some passes, 1/m2.
struct StrikesFigure {
    device::Device device;
    int passes = 1;
};
/// Pain over that of a 26 gauge needle, or over that of other needles.
struct PainFigure {
    struct Needles {
        double length = 0.0;  ///< metres
        int number = 1;
    };
    Needles of;
    std::optional<Needles> over;
};

/// Channels that close, as one method of measuring sees it.
struct Closing {
    barrier::Conditions conditions;
    barrier::Region region = barrier::Region::body;
    barrier::Mouth holes;  ///< of water loss alone
};
/// When they are closed, or how much later than others; or how much more water skin loses for them.
struct ClosureFigure {
    Closing of;
    std::optional<Closing> over;
    barrier::Observed observed = barrier::Observed::impedance;
    bool rise = false;  ///< not a time is read, but by how much water loss is up `at` seconds after the needles
    double at = 0.0;
};

/// What of a permeant is read.
enum class Permeated {
    permeated,        ///< amount per area in the receptor, or in the blood of living skin
    permeated_share,  ///< the same over what was put on
    flux,             ///< of that, per area, between two times
    delivered,        ///< amount per area past the stratum corneum and out of the channels
    absorbed_share,   ///< what no longer lies on the skin, over what was put on
    dermis_peak,      ///< highest mean concentration of the dermis
    plasma_peak,
    plasma_at,
    delivery_window,  ///< time until which plasma stays above a share of its peak
};
std::span<const std::string_view> permeated_names();

/// A permeant on skin with channels or without. SI; thicknesses and amounts as in the experiment.
struct Permeation {
    barrier::Conditions conditions;
    double stratum_corneum = 0.0, viable_epidermis = 0.0, dermis = 0.0;
    bool needled = true;
    barrier::Mouth channels;  ///< right after withdrawal
    std::string permeant;
    double concentration = 0.0, volume = 0.0;  ///< of the donor; volume per area
    std::optional<double> ph, solubility, hindrance, volatile_share, evaporation;
    double delay = 0.0;                                        ///< from the needles to the donor
    double contact = std::numeric_limits<double>::infinity();  ///< how long the donor stays
    bool occluded = true;                                      ///< while it does
    double area = 0.0, weight = 0.0;                           ///< of a treated person, where plasma is read
    double from = 0.0, at = 0.0;                               ///< after the needles
    double above = 0.0;                                        ///< share of the peak, of the window
};
/// What is read of it, or its ratio to that of another.
struct PermeationFigure {
    Permeation of;
    std::optional<Permeation> over;
    Permeated observed = Permeated::permeated;
};

/// A figure that the engine's own stages can be held against without a treatment: SI, a value or a range.
struct BenchFigure {
    std::string what;                ///< "force at the drop, tip of 5 um"
    std::string unit;                ///< as printed
    double least = 0.0, most = 0.0;  ///< the printed value twice, or the ends of a range; infinite where open
    double sd = 0.0;                 ///< how far the figure may be off, one standard deviation
    std::string spread;              ///< what that is: "SD of the channels", "judged"
    std::string note;
    std::variant<InsertionFigure, ThicknessFigure, StrikesFigure, PainFigure, ClosureFigure, PermeationFigure> setup;
};

/// "permeation": the table of a study that such a figure stands in.
std::string_view kind(const BenchFigure& figure);

struct Study {
    std::string id, title, source, role, protocol;
    std::string concern;                 ///< of a clinical study; empty else
    std::string group;                   ///< a word that studies of the same people share; may be empty
    std::string assumed;                 ///< what of its people and plans was judged, not printed; may be empty
    std::optional<ClinicalTrial> trial;  ///< of a clinical study
    std::vector<BenchFigure> bench;
};

/// Whether the parameters of puncture are fitted to it: a study with the role `calibration` that has insertions.
bool calibrates_puncture(const Study& study);
/// The figures that they are fitted to: all of those studies but of closure and permeation.
std::vector<const BenchFigure*> figures_of_puncture(const std::vector<Study>& studies);

/// Adds what is wrong to the findings of `root`.
Study read_study(std::string id, core::Reader root, const plan::Vocabulary& words, const outcome::Catalogue& clinic,
                 const skin::Atlas& atlas, const device::Catalogue& devices, const product::Catalogue& products);

}  // namespace percuta::course
