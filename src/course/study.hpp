// Published studies as data: what was printed, and enough of how it was measured to measure the model alike.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/document.hpp"
#include "device/device.hpp"
#include "plan/read.hpp"
#include "puncture/experiment.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

/// A change of tissue or score printed by a clinical study; drawn beside a plan of the same concern.
struct StudyFigure {
    std::string compared;     ///< assay or scale
    double change = 0.0;      ///< per cent
    double after_last = 0.0;  ///< seconds after the last session
    double error = 0.0;
    std::string spread;  ///< "SD", "95 % interval", "not printed"
    std::string note;
};

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

/// A figure that the engine's own stages can be held against without a treatment: SI, a value or a range.
struct BenchFigure {
    std::string what;                ///< "force at the drop, tip of 5 um"
    std::string unit;                ///< as printed
    double least = 0.0, most = 0.0;  ///< the printed value twice, or the ends of a range; infinite where open
    double sd = 0.0;                 ///< how far the figure may be off, one standard deviation
    std::string spread;              ///< what that is: "SD of the channels", "judged"
    std::string note;
    std::variant<InsertionFigure, ThicknessFigure, StrikesFigure, PainFigure> setup;
};

struct Study {
    std::string id, title, source, role, protocol;
    std::string concern;  ///< of a clinical study; empty else
    std::vector<StudyFigure> figures;
    std::vector<BenchFigure> bench;
};

/// Whether the parameters of puncture are fitted to it.
bool calibrates_puncture(const Study& study);

/// Adds what is wrong to the findings of `root`.
Study read_study(std::string id, core::Reader root, const plan::Vocabulary& words,
                 const std::vector<std::string>& compared, const skin::Atlas& atlas, const device::Catalogue& devices);

}  // namespace percuta::course
