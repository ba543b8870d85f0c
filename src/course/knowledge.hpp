// All that Percuta knows, read from its data files once and passed on as a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/parameter.hpp"
#include "device/device.hpp"
#include "plan/read.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

/// What is treated: the dermis before treatment.
struct Indication {
    std::string name, title;
    core::ParameterSet tissue;  ///< collagen, elastosis
};

struct Adjunct {
    std::string name, title, evidence;
};

/// One figure printed by a study.
struct StudyFigure {
    std::string compared;     ///< assay or scale
    double change = 0.0;      ///< per cent
    double after_last = 0.0;  ///< seconds after the last session
    double error = 0.0;
    std::string spread;  ///< "SD", "95 % interval", "not printed"
    std::string note;
};

struct Study {
    std::string id, title, source, role, concern, protocol;
    std::vector<StudyFigure> figures;
};

struct Knowledge {
    core::Bibliography bibliography;
    skin::Atlas atlas;
    device::Catalogue devices;
    core::ParameterSet puncture, healing, outcome;
    std::vector<Indication> indications;
    std::vector<Adjunct> adjuncts;
    std::vector<Study> studies;
    std::string hash;  ///< of all files

    const Indication& indication(std::string_view name) const;  ///< throws InternalError when there is none
    plan::Vocabulary vocabulary() const;
    /// Every parameter with the room (or "room: entry") it belongs to, in the order of the files.
    std::vector<std::pair<std::string, const core::Parameter*>> parameters() const;
};

/// Reads all files. Throws InvalidInput for a missing or wrong file, a model parameter without a value or with one that
/// no model can take, a study of something unknown, and a source that references.bib does not hold.
Knowledge learn(const core::DataFiles& files);

/// FNV-1a, 64 bit, as 16 hexadecimal digits: tells whether two inputs were the same, not who made them.
std::string hash(std::string_view text);

}  // namespace percuta::course
