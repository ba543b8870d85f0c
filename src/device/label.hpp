// What the US Food and Drug Administration cleared a device for, and what of a treatment lies outside of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace percuta::device {

struct Model;

/// One use that a file covers. What was not read in the file is absent, and is held against nobody.
struct Coverage {
    struct Phototypes {
        int least = 1, most = 6;  ///< Fitzpatrick
    };
    std::vector<std::string> concerns;  ///< names of data/indications.toml
    std::vector<std::string> sites;     ///< names of the atlas
    std::string sites_as_printed;       ///< "face": as the file says it
    std::optional<Phototypes> phototypes;
    std::optional<double> deepest;  ///< metres; deepest labelled setting
};

/// A file of the FDA.
struct Label {
    struct Dial {
        double least = 0.0, most = 0.0;  ///< metres
    };
    std::string file;          ///< "K233709"
    std::string decision;      ///< a day, or a year and how it is known
    std::string maker;         ///< empty when it was not read
    double least_age = 0.0;    ///< seconds
    bool orbital_rim = false;  ///< whether the label reaches inside the orbital rim
    std::optional<Dial> dial;
    std::optional<double> depth_tolerance;  ///< metres, to either side
    std::vector<Coverage> covers;
    std::string note;    ///< what is not known about it, in words; may be empty
    std::string source;  ///< key of references.bib
    bool seen = true;    ///< false: not everything was confirmed in the file itself
};

/// A treatment as far as labels speak of it. SI.
struct Use {
    std::string site, concern;
    int phototype = 0;
    double age = 0.0;
    double depth = 0.0;            ///< needle length that is set
    bool product_applied = false;  ///< through the fresh channels, before they close
};

/// One reason why a use is off label.
struct OffLabel {
    enum class What { no_file, concern, site, phototype, age, depth, product };
    What what = What::no_file;
    std::string file;    ///< empty when the device has none
    std::string text;    ///< "K233709 covers phototypes 1 to 4; the plan says 5"
    std::string source;  ///< key of references.bib; empty when the device has no file
};

/// Empty when one file covers the whole use. Else the reasons of the file and use that come closest: fewest reasons,
/// then the concern of the plan, then the newest file. A device without any file has one reason: that.
/// 21 CFR 878.4430 leaves transdermal delivery out, so a product on the channels is off label whatever the file says.
std::vector<OffLabel> off_label(const Model& model, const Use& use);

/// The deepest setting that was labelled for the use that comes closest; nothing where none was read.
std::optional<double> deepest_labelled(const Model& model, const Use& use);

}  // namespace percuta::device
