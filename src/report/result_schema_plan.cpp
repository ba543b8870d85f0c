#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view made_schema() {
    return R"json(    "provenance": {
      "description": "Who made this, from what, and the command that repeats it. Only `wall_seconds` and `created` differ from run to run.",
      "type": "object",
      "required": ["version", "commit", "platform", "plan_hash", "data_hash", "seed", "samples", "fidelity", "command", "override", "wall_seconds", "created"],
      "properties": {
        "version": {"type": "string"},
        "commit": {"type": "string"},
        "platform": {"type": "string"},
        "plan_hash": {"description": "Hash of the normalised plan.", "type": "string"},
        "data_hash": {"description": "Hash of all data files.", "type": "string"},
        "seed": {"type": "integer", "minimum": 0},
        "samples": {"description": "Draws from the priors.", "type": "integer", "minimum": 0},
        "fidelity": {"type": "string"},
        "command": {"type": "string"},
        "override": {"description": "Why a plan that is contraindicated was carried out all the same; null where there was no need to say.", "type": ["string", "null"]},
        "wall_seconds": {"type": "number", "x-unit": "s"},
        "created": {"description": "ISO 8601, UTC.", "type": "string"}
      }
    },
    "plan": {
      "description": "The plan with every default, in SI units: lengths in m, times in s, weight in kg, amounts in m (volume per area), areas in m^2, forces in N, frequencies in Hz, speeds in m/s. null: not given.",
      "type": "object",
      "required": ["title", "subject", "concern", "device", "technique", "schedule", "product", "adjunct"],
      "properties": {
        "title": {"type": "string"},
        "subject": {"type": "object", "required": ["age", "sex", "phototype", "site", "weight", "skin_type", "facts"]},
        "concern": {"type": "object", "required": ["kind", "baseline", "mix"]},
        "device": {"type": "object", "required": ["model", "needle_length", "frequency", "glide_speed"]},
        "technique": {"type": "object", "required": ["passes", "pressure", "force", "mode", "stretch", "occluded", "uses", "area"]},
        "schedule": {"type": "object", "required": ["start", "time", "zone", "sessions", "interval", "follow_up"]},
        "product": {"type": "array", "items": {"type": "object", "required": ["name", "when", "amount", "area", "delay", "applications", "every", "leave_on", "removal", "occluded", "assume_delivered", "ph", "volatile_share", "evaporation", "hindrance", "permeant"]}},
        "adjunct": {"type": "array", "items": {"type": "object", "required": ["kind"]}}
      }
    },
    "skin": {
      "description": "Mean thickness of the layers of this site for this person, and what lies in them.",
      "type": "object",
      "required": ["site", "stratum_corneum_um", "viable_epidermis_um", "papillary_dermis_um", "dermis_um", "hypodermis_um", "backing", "upper_plexus_um", "follicles_per_cm2", "follicle_bulge_um"],
      "properties": {
        "site": {"type": "string"},
        "stratum_corneum_um": {"type": "number", "x-unit": "um"},
        "viable_epidermis_um": {"type": "number", "x-unit": "um"},
        "papillary_dermis_um": {"type": "number", "x-unit": "um"},
        "dermis_um": {"description": "Papillary and reticular together.", "type": "number", "x-unit": "um"},
        "hypodermis_um": {"type": "number", "x-unit": "um"},
        "backing": {"description": "What lies below the fat.", "enum": ["soft", "bone"]},
        "upper_plexus_um": {"description": "Depth of the top of the upper plexus of vessels.", "type": "number", "x-unit": "um"},
        "follicles_per_cm2": {"type": "number", "x-unit": "cm^-2"},
        "follicle_bulge_um": {"description": "Depths between which the bulge of the hair follicles lies.", "type": "object", "required": ["top", "bottom"], "properties": {"top": {"type": "number", "x-unit": "um"}, "bottom": {"type": "number", "x-unit": "um"}}}
      }
    },
    "device": {
      "description": "The device as simulated.",
      "type": "object",
      "required": ["model", "title", "kind", "needles", "needle_um"],
      "properties": {
        "model": {"type": "string"},
        "title": {"type": "string"},
        "kind": {"enum": ["roller", "pen", "stamp"]},
        "needles": {"type": "integer"},
        "needle_um": {"type": "object", "required": ["length", "tip_diameter", "shaft_diameter", "taper_length"]}
      }
    },
    "collagen_baseline": {"description": "Collagen before treatment, relative to healthy young skin.", "type": "number"},
)json";
}

}  // namespace percuta::report
