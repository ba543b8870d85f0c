#include "report/schema.hpp"

namespace percuta::report {

std::string_view result_schema() {
    return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Percuta result",
  "description": "What one plan, carried out, is known to lead to. Times `t_d` are days after the first session.",
  "type": "object",
  "required": ["result_version", "provenance", "plan", "skin", "device", "collagen_baseline", "sessions", "curves", "assays", "outcome", "safety", "published", "credibility", "basis", "notes"],
  "$defs": {
    "interval": {
      "description": "A figure with its 90 % interval over the sampled priors; `lo` = `hi` = `median` when nothing was sampled.",
      "type": "object",
      "required": ["median", "lo", "hi"],
      "properties": {"median": {"type": "number"}, "lo": {"type": "number"}, "hi": {"type": "number"}}
    },
    "spread": {
      "description": "Distribution over the holes of one session.",
      "type": "object",
      "required": ["mean", "sd", "p05", "p95"],
      "properties": {"mean": {"type": "number"}, "sd": {"type": "number"}, "p05": {"type": "number"}, "p95": {"type": "number"}}
    },
    "numbers": {"type": "array", "items": {"type": "number"}},
    "share": {"type": "number", "minimum": 0, "maximum": 1}
  },
  "properties": {
    "result_version": {"description": "Version of this format.", "type": "integer", "const": 1},
    "provenance": {
      "description": "Who made this, from what, and the command that repeats it. Only `wall_seconds` and `created` differ from run to run.",
      "type": "object",
      "required": ["version", "commit", "platform", "plan_hash", "data_hash", "seed", "samples", "fidelity", "command", "wall_seconds", "created"],
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
        "schedule": {"type": "object", "required": ["start", "sessions", "interval", "follow_up"]},
        "product": {"type": "array", "items": {"type": "object", "required": ["name", "when", "amount", "area", "leave_on", "occluded"]}},
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
    "sessions": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["t_d", "puncture"],
        "properties": {
          "t_d": {"type": "number", "x-unit": "day"},
          "puncture": {
            "type": "object",
            "required": ["strikes_per_cm2", "holes_per_cm2", "holes_per_cm2_interval", "puncture_probability", "nominal_depth_um", "depth_um", "depth_um_interval", "residual_depth_um", "histology_depth_um", "mouth_um", "volume_fraction", "covered_area", "injured_volume_ul_cm2", "open_volume_ul_cm2", "dermis_fraction", "past_dermis_fraction", "depth_histogram", "hole_map", "bleeding_fraction", "bleeding_fraction_interval", "bulge_fraction", "follicles_hit_fraction", "bone_depth_mm", "reaches_bone", "force_mN", "pressing_force_n", "needles_touching", "pain_vas", "pain_of_26g", "area_cm2", "duration_min"],
            "properties": {
              "strikes_per_cm2": {"description": "Needle strikes.", "type": "number", "x-unit": "cm^-2"},
              "holes_per_cm2": {"description": "Strikes that pierced.", "type": "number", "x-unit": "cm^-2"},
              "holes_per_cm2_interval": {"$ref": "#/$defs/interval"},
              "puncture_probability": {"$ref": "#/$defs/share"},
              "nominal_depth_um": {"description": "Needle length.", "type": "number", "x-unit": "um"},
              "depth_um": {"$ref": "#/$defs/spread", "description": "Peak true depth."},
              "depth_um_interval": {"$ref": "#/$defs/interval", "description": "Of the mean peak depth."},
              "residual_depth_um": {"$ref": "#/$defs/spread", "description": "Open channel right after withdrawal."},
              "histology_depth_um": {"$ref": "#/$defs/spread", "description": "As a section or a dye would print."},
              "mouth_um": {"$ref": "#/$defs/spread", "description": "Width at the surface."},
              "volume_fraction": {"$ref": "#/$defs/share", "description": "Of the punctured layer."},
              "covered_area": {"$ref": "#/$defs/share", "description": "Share of the surface inside a hole."},
              "injured_volume_ul_cm2": {"description": "Of tissue inside holes under a square centimetre while the needles are in; what overlaps counts once.", "type": "number", "minimum": 0, "x-unit": "uL/cm^2"},
              "open_volume_ul_cm2": {"description": "Of the channels that stay open right after withdrawal, under a square centimetre.", "type": "number", "minimum": 0, "x-unit": "uL/cm^2"},
              "dermis_fraction": {"$ref": "#/$defs/share", "description": "Share of holes that pass the local epidermis into the dermis."},
              "past_dermis_fraction": {"$ref": "#/$defs/share", "description": "Share of holes that end in the fat."},
              "depth_histogram": {
                "description": "Peak true depth of the strikes that pierced, in bins of one width from the surface down; the shares add up to 1. Empty when nothing pierced.",
                "type": "array",
                "items": {"type": "object", "required": ["from_um", "to_um", "share"], "properties": {"from_um": {"type": "number", "x-unit": "um"}, "to_um": {"type": "number", "x-unit": "um"}, "share": {"$ref": "#/$defs/share"}}}
              },
              "hole_map": {
                "description": "Every strike on a square piece of the treated skin, from one of its corners. null where strikes are too dense to list each.",
                "type": ["object", "null"],
                "required": ["side_mm", "holes"],
                "properties": {
                  "side_mm": {"type": "number", "x-unit": "mm"},
                  "holes": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["x_mm", "y_mm", "mouth_um", "slot_um", "depth_um", "pierced"],
                      "properties": {
                        "x_mm": {"type": "number", "x-unit": "mm"},
                        "y_mm": {"type": "number", "x-unit": "mm"},
                        "mouth_um": {"description": "Width at the surface.", "type": "number", "x-unit": "um"},
                        "slot_um": {"description": "[x, y] by which the mouth is longer than wide.", "$ref": "#/$defs/numbers"},
                        "depth_um": {"description": "Peak true depth.", "type": "number", "x-unit": "um"},
                        "pierced": {"description": "false: the skin was dented only.", "type": "boolean"}
                      }
                    }
                  }
                }
              },
              "bleeding_fraction": {"$ref": "#/$defs/share", "description": "Share of holes that open a blood vessel."},
              "bleeding_fraction_interval": {"$ref": "#/$defs/interval"},
              "bulge_fraction": {"$ref": "#/$defs/share", "description": "Share of holes as deep as the bulge of the hair follicles."},
              "follicles_hit_fraction": {"$ref": "#/$defs/share", "description": "Share of follicles with such a hole through their upper part."},
              "bone_depth_mm": {"description": "Of bone below the undeformed surface; null where none lies below.", "type": ["number", "null"], "x-unit": "mm"},
              "reaches_bone": {"description": "Whether the needles travel as far as bone, the skin pushed in before them.", "type": "boolean"},
              "force_mN": {"$ref": "#/$defs/spread", "description": "On one needle at peak depth."},
              "pressing_force_n": {"description": "On all needles that touch at once; of slow needles.", "type": "number", "x-unit": "N"},
              "needles_touching": {"description": "How many needles touch at once.", "type": "number"},
              "pain_vas": {"description": "Of one press without anaesthetic, on a visual analogue scale of 100 mm: 0 is no pain, 100 the worst.", "type": "number", "minimum": 0, "maximum": 100, "x-unit": "mm"},
              "pain_of_26g": {"description": "The same over the pain of a 26 gauge hypodermic needle.", "type": "number", "minimum": 0},
              "area_cm2": {"description": "Treated in the session.", "type": "number", "x-unit": "cm^2"},
              "duration_min": {"description": "Of the session, lifting and turning included.", "type": "number", "x-unit": "min"}
            }
          }
        }
      }
    },
    "curves": {
      "description": "Quantities over `t_d`. A time that stands twice is a session: before and after it.",
      "type": "object",
      "required": ["t_d"],
      "properties": {"t_d": {"$ref": "#/$defs/numbers"}},
      "additionalProperties": {
        "type": "object",
        "required": ["unit", "rest", "central", "median", "lo", "hi"],
        "properties": {
          "unit": {"description": "UDUNITS-2 name; \"1\" for pure numbers.", "type": "string"},
          "rest": {"description": "In untreated skin.", "type": "number"},
          "central": {"$ref": "#/$defs/numbers", "description": "With every parameter at its fitted value."},
          "median": {"$ref": "#/$defs/numbers", "description": "Over the draws of the priors; the central values when nothing was sampled."},
          "lo": {"$ref": "#/$defs/numbers"},
          "hi": {"$ref": "#/$defs/numbers"}
        }
      }
    },
    "assays": {
      "description": "What a laboratory would print, as a change from before treatment.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "title", "t_d", "central_pct", "change_pct"],
        "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "t_d": {"type": "number"}, "central_pct": {"description": "With every parameter at its fitted value.", "type": "number"}, "change_pct": {"$ref": "#/$defs/interval"}}
      }
    },
    "outcome": {
      "description": "Clinical scales as named readers score them. Empty for every concern other than acne-scar, and when the plan states no baseline score.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["scale", "reader", "reader_title", "t_d", "baseline", "final", "change", "p_improved", "p_half", "p_improved_untreated", "p_half_untreated", "timeline"],
        "properties": {
          "scale": {"type": "string"},
          "reader": {"type": "string"},
          "reader_title": {"type": "string"},
          "t_d": {"type": "number"},
          "baseline": {"type": "number"},
          "final": {"$ref": "#/$defs/interval"},
          "change": {
            "description": "Baseline minus final for one person: improvement is positive. `pi90` is the 90 % prediction interval [lo, hi].",
            "type": "object",
            "required": ["mean", "sd", "median", "pi90"],
            "properties": {"mean": {"type": "number"}, "sd": {"type": "number"}, "median": {"type": "number"}, "pi90": {"$ref": "#/$defs/numbers"}}
          },
          "p_improved": {"$ref": "#/$defs/share", "description": "The reader notes any improvement."},
          "p_half": {"$ref": "#/$defs/share", "description": "At least half of the baseline is gone."},
          "p_improved_untreated": {"$ref": "#/$defs/share", "description": "The same by the reader's scatter alone, in skin that did not change."},
          "p_half_untreated": {"$ref": "#/$defs/share", "description": "The same by the reader's scatter alone, in skin that did not change."},
          "timeline": {"type": "array", "items": {"type": "object", "required": ["t_d", "median", "lo", "hi"]}}
        }
      }
    },
    "safety": {
      "description": "What those who plan should know before they treat. No screening takes place: an empty list says nothing about safety.",
      "type": "object",
      "required": ["flags"],
      "properties": {
        "flags": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["kind", "text", "source", "citation", "link"],
            "properties": {
              "kind": {"description": "off-label: outside of what a device was cleared for; fat: holes pass the dermis; bone: needles travel as far as bone; overlap: holes run into each other.", "enum": ["off-label", "fat", "bone", "overlap"]},
              "text": {"type": "string"},
              "source": {"description": "Key of the bibliography; empty when it rests on none.", "type": "string"},
              "citation": {"type": "string"},
              "link": {"description": "To the source; empty when it has none.", "type": "string"}
            }
          }
        }
      }
    },
    "published": {
      "description": "Published figures beside which this result may be read.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["study", "compared", "conditions", "t_d", "after_last_d", "change_pct", "error_pct", "error_kind", "role", "note", "source", "citation", "link"],
        "properties": {
          "compared": {"description": "Name of the assay, curve or scale.", "type": "string"},
          "t_d": {"description": "Where it is drawn: this plan's last session plus `after_last_d`.", "type": "number"},
          "after_last_d": {"description": "Days after the last session of its own protocol.", "type": "number"},
          "change_pct": {"type": "number"},
          "error_pct": {"description": "null: not printed.", "type": ["number", "null"]},
          "role": {"enum": ["calibration", "held-out", "display"]}
        }
      }
    },
    "credibility": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["output", "credibility", "why"],
        "properties": {"output": {"type": "string"}, "credibility": {"enum": ["validated", "extrapolated", "hypothesis"]}, "why": {"type": "string"}}
      }
    },
    "basis": {
      "description": "Every parameter that this result rests on.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["room", "name", "value", "unit", "basis", "seen", "sampled", "meaning", "source", "citation", "link"],
        "properties": {
          "value": {"description": "In `unit`.", "type": "number"},
          "basis": {"enum": ["measured", "fitted", "derived", "assumed"]},
          "seen": {"description": "false: the number was not confirmed in the source itself.", "type": "boolean"},
          "sampled": {"description": "true: its prior makes the intervals.", "type": "boolean"},
          "link": {"description": "To the source; empty when it has none.", "type": "string"}
        }
      }
    },
    "notes": {"description": "What was read but not simulated; limits met on the way.", "type": "array", "items": {"type": "string"}}
  }
}
)json";
}

}  // namespace percuta::report
