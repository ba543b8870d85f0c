#include "report/schema.hpp"

namespace percuta::report {

std::string_view result_schema() {
    return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Percuta result",
  "description": "What one plan, carried out, is known to lead to. Times `t_d` are days after the first session.",
  "type": "object",
  "required": ["result_version", "provenance", "plan", "skin", "device", "collagen_baseline", "sessions", "curves", "assays", "closure", "delivery", "outcome", "safety", "adjuncts", "published", "credibility", "basis", "notes"],
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
    "band": {
      "description": "A quantity over the times of its owner, with its 90 % interval over the sampled priors; `central`: with every parameter at its fitted value.",
      "type": "object",
      "required": ["central", "median", "lo", "hi"],
      "properties": {"central": {"$ref": "#/$defs/numbers"}, "median": {"$ref": "#/$defs/numbers"}, "lo": {"$ref": "#/$defs/numbers"}, "hi": {"$ref": "#/$defs/numbers"}}
    },
    "reading": {
      "description": "An interval, and the value with every parameter at its fitted value.",
      "type": "object",
      "required": ["median", "lo", "hi", "central"],
      "properties": {"median": {"type": "number"}, "lo": {"type": "number"}, "hi": {"type": "number"}, "central": {"type": "number"}}
    },
    "place": {
      "description": "Amount in one place at the last time of `curves`, with needles and on intact skin under the same product. null: not kept.",
      "type": ["object", "null"],
      "required": ["needled", "intact"],
      "properties": {"needled": {"$ref": "#/$defs/reading"}, "intact": {"$ref": "#/$defs/reading"}}
    },
    "interval_or_null": {
      "description": "An interval; null where nothing was simulated.",
      "type": ["object", "null"],
      "required": ["median", "lo", "hi"],
      "properties": {"median": {"type": "number"}, "lo": {"type": "number"}, "hi": {"type": "number"}}
    },
    "over_depth": {
      "description": "Two points lie where two layers meet.",
      "type": "object",
      "required": ["depth_um", "ug_ml"],
      "properties": {"depth_um": {"$ref": "#/$defs/numbers"}, "ug_ml": {"$ref": "#/$defs/numbers", "description": "Per millilitre of tissue."}}
    },
    "share": {"type": "number", "minimum": 0, "maximum": 1}
  },
  "properties": {
    "result_version": {"description": "Version of this format.", "type": "integer", "const": 1},
    "provenance": {
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
        "schedule": {"type": "object", "required": ["start", "sessions", "interval", "follow_up"]},
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
    "closure": {
      "description": "How the channels of one session close, hours after the needles; all sessions are alike. null where no channels were simulated.",
      "type": ["object", "null"],
      "required": ["t_h", "patency", "lumen_left", "tewl_g_m2_h", "base_tewl_g_m2_h", "closed", "restart_h", "covered"],
      "properties": {
        "t_h": {"$ref": "#/$defs/numbers"},
        "patency": {"$ref": "#/$defs/band", "description": "Radius of the channels over that right after the needles."},
        "lumen_left": {"$ref": "#/$defs/band", "description": "What resealing alone has left of it."},
        "tewl_g_m2_h": {"$ref": "#/$defs/band", "description": "Water loss through the skin."},
        "base_tewl_g_m2_h": {"description": "Of this skin without holes.", "type": "number", "x-unit": "g/m^2/h"},
        "closed": {
          "description": "When something is over, by who sees it; null: never within what was simulated.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "title", "p10_h", "median_h", "p95_h", "central_h"],
            "properties": {
              "name": {"enum": ["tewl", "impedance", "dye"]},
              "title": {"type": "string"},
              "p10_h": {"description": "By then it is over in 10 of 100 such people.", "type": ["number", "null"], "x-unit": "h"},
              "median_h": {"type": ["number", "null"], "x-unit": "h"},
              "p95_h": {"type": ["number", "null"], "x-unit": "h"},
              "central_h": {"type": ["number", "null"], "x-unit": "h"}
            }
          }
        },
        "restart_h": {"description": "By then the lumen of 95 of 100 such people is closed; null: never within what was simulated.", "type": ["number", "null"], "x-unit": "h"},
        "covered": {"description": "By a product under a film, for part of the time.", "type": "boolean"}
      }
    },
    "delivery": {
      "description": "What one session brings in of each permeant of each product, and the same product on intact skin. Amounts in `ug_cm2` are per square centimetre, in `mg` of the whole area `area_cm2`. What was not simulated is null, never 0.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["plan_product", "product", "product_title", "permeant", "permeant_title", "when", "concentration_mg_ml", "area_cm2", "applied_ug_cm2", "not_delivered", "source", "citation", "link", "extrapolated", "absorbed_ug_cm2", "permeated_ug_cm2", "delivered_ug_cm2", "delivered_intact_ug_cm2", "enhancement_ratio", "layer_ug_cm2", "into_blood_mg", "into_blood_intact_mg", "plasma_ug_ml", "curves", "profiles"],
        "properties": {
          "plan_product": {"description": "Which product of the plan this is: 1 is the first.", "type": "integer", "minimum": 1},
          "product": {"type": "string"},
          "product_title": {"type": "string"},
          "permeant": {"type": "string"},
          "permeant_title": {"type": "string"},
          "when": {"enum": ["before", "during", "after", "daily"]},
          "concentration_mg_ml": {"description": "Of the fresh product.", "type": "number", "x-unit": "mg/mL"},
          "area_cm2": {"type": "number", "x-unit": "cm^2"},
          "applied_ug_cm2": {"description": "In all applications around a session.", "type": "number", "x-unit": "ug/cm^2"},
          "not_delivered": {"description": "Why nothing is taken to come in; null where it was simulated.", "type": ["string", "null"]},
          "source": {"description": "Of that: key of the bibliography; empty when it rests on none.", "type": "string"},
          "citation": {"type": "string"},
          "link": {"description": "To the source; empty when it has none.", "type": "string"},
          "extrapolated": {"description": "Outside of what the coefficients were made from.", "type": "boolean"},
          "absorbed_ug_cm2": {"description": "Applied, less what is in the film or was taken off at the end; with central values.", "type": ["object", "null"], "required": ["needled", "intact"], "properties": {"needled": {"type": "number"}, "intact": {"type": "number"}}},
          "permeated_ug_cm2": {"$ref": "#/$defs/place", "description": "Taken up by the blood by the end."},
          "delivered_ug_cm2": {"$ref": "#/$defs/interval_or_null", "description": "Past the stratum corneum by the end: in living skin, in the blood, broken down."},
          "delivered_intact_ug_cm2": {"$ref": "#/$defs/interval_or_null"},
          "enhancement_ratio": {
            "description": "Of the two. A part is null where next to nothing passes intact skin.",
            "type": ["object", "null"],
            "required": ["median", "lo", "hi", "central"],
            "properties": {"median": {"type": ["number", "null"]}, "lo": {"type": ["number", "null"]}, "hi": {"type": ["number", "null"]}, "central": {"type": ["number", "null"]}}
          },
          "layer_ug_cm2": {
            "description": "Where what was applied is at the end.",
            "type": ["object", "null"],
            "required": ["film", "removed", "lumen", "stratum_corneum", "epidermis", "dermis", "blood", "metabolised"],
            "additionalProperties": {"$ref": "#/$defs/place"}
          },
          "into_blood_mg": {"$ref": "#/$defs/interval_or_null", "description": "By the end, from the whole area."},
          "into_blood_intact_mg": {"$ref": "#/$defs/interval_or_null"},
          "plasma_ug_ml": {
            "description": "Peak in the plasma, and when, with central values. null where the kinetics in the body are not known.",
            "type": ["object", "null"],
            "required": ["max", "t_h"],
            "properties": {"max": {"$ref": "#/$defs/interval"}, "t_h": {"type": "number", "x-unit": "h"}}
          },
          "curves": {
            "description": "Over `t_h`, hours after the needles, negative before them: film, lumen, stratum_corneum, epidermis, dermis, blood, delivered, and plasma where its kinetics are known.",
            "type": ["object", "null"],
            "required": ["t_h"],
            "properties": {"t_h": {"$ref": "#/$defs/numbers"}},
            "additionalProperties": {
              "type": "object",
              "required": ["unit", "needled", "intact"],
              "properties": {"unit": {"description": "UDUNITS-2 name.", "type": "string"}, "needled": {"$ref": "#/$defs/band"}, "intact": {"$ref": "#/$defs/band"}}
            }
          },
          "profiles": {
            "description": "Concentration over depth at some times, with central values.",
            "type": "array",
            "items": {
              "type": "object",
              "required": ["t_h", "needled", "intact"],
              "properties": {"t_h": {"type": "number", "x-unit": "h"}, "needled": {"$ref": "#/$defs/over_depth"}, "intact": {"$ref": "#/$defs/over_depth"}}
            }
          }
        }
      }
    },
    "outcome": {
      "description": "Clinical scales as named readers score them. Without a baseline score in the plan only scales of change are read. Empty where no scale is known for the concern.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["scale", "scale_title", "unit", "lower_is_better", "of_change", "reader", "reader_title", "t_d", "baseline", "final", "quantiles", "change", "counts", "p_improved", "p_one_grade", "p_half", "p_improved_untreated", "p_one_grade_untreated", "p_half_untreated", "between_worlds", "timeline"],
        "properties": {
          "scale": {"type": "string"},
          "scale_title": {"type": "string"},
          "unit": {"description": "points, grade, or a UDUNITS-2 unit.", "type": "string"},
          "lower_is_better": {"type": "boolean"},
          "of_change": {"description": "true: the scale scores a change against before; `baseline` is the score of no change.", "type": "boolean"},
          "reader": {"type": "string"},
          "reader_title": {"type": "string"},
          "t_d": {"type": "number"},
          "baseline": {"type": "number"},
          "final": {"$ref": "#/$defs/interval"},
          "quantiles": {"$ref": "#/$defs/numbers", "description": "Equally probable values of the final reading of one person, ascending."},
          "change": {
            "description": "Of one person; improvement is positive, whatever the scale. `pi90` is the 90 % prediction interval [lo, hi].",
            "type": "object",
            "required": ["mean", "sd", "median", "pi90"],
            "properties": {"mean": {"type": "number"}, "sd": {"type": "number"}, "median": {"type": "number"}, "pi90": {"$ref": "#/$defs/numbers"}}
          },
          "p_improved": {"$ref": "#/$defs/share", "description": "The reader notes any improvement."},
          "counts": {"description": "Least improvement that counts: a grade, a step that is noticed; in `unit`.", "type": "number"},
          "p_one_grade": {"$ref": "#/$defs/share", "description": "The reader notes an improvement that counts."},
          "p_half": {"$ref": "#/$defs/share", "description": "At least half of what was treated is gone."},
          "p_one_grade_untreated": {"$ref": "#/$defs/share", "description": "The same by the reader's scatter alone, in skin that did not change."},
          "between_worlds": {
            "description": "90 % intervals [lo, hi] of the three probabilities over the draws of what is uncertain.",
            "type": "object",
            "required": ["improved", "one_grade", "half"],
            "properties": {"improved": {"$ref": "#/$defs/numbers"}, "one_grade": {"$ref": "#/$defs/numbers"}, "half": {"$ref": "#/$defs/numbers"}}
          },
          "p_improved_untreated": {"$ref": "#/$defs/share", "description": "The same by the reader's scatter alone, in skin that did not change."},
          "p_half_untreated": {"$ref": "#/$defs/share", "description": "The same by the reader's scatter alone, in skin that did not change."},
          "timeline": {"type": "array", "items": {"type": "object", "required": ["t_d", "median", "lo", "hi"]}}
        }
      }
    },
    "safety": {
      "description": "What the course takes besides the needles, what may go wrong, and what those who plan should know before they treat. No screening takes place: an empty list says nothing about safety. null: not worked out.",
      "type": "object",
      "required": ["downtime_d", "erythema_end_h", "pih_risk", "risks", "lidocaine_max_ug_ml", "overtreatment", "cost", "restart_actives_h", "flags"],
      "properties": {
        "downtime_d": {"$ref": "#/$defs/interval_or_null", "description": "Days of visible redness after one session, over people."},
        "erythema_end_h": {"description": "Hours after a session at which redness is no longer visible in half of the people.", "type": ["number", "null"], "x-unit": "h"},
        "pih_risk": {"description": "Probability of post-inflammatory hyperpigmentation over the course; as in `risks`.", "type": ["number", "null"]},
        "risks": {
          "description": "Events that have a denominator, over the whole course; the interval is between studies.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["event", "title", "p", "lo", "hi", "evidence", "source", "citation", "link"],
            "properties": {
              "event": {"enum": ["pih", "tram-track", "infection", "bruise", "acne-flare"]},
              "title": {"type": "string"},
              "p": {"$ref": "#/$defs/share"},
              "lo": {"$ref": "#/$defs/share"},
              "hi": {"$ref": "#/$defs/share"},
              "evidence": {"type": "string"},
              "source": {"type": "string"},
              "citation": {"type": "string"},
              "link": {"type": "string"}
            }
          }
        },
        "lidocaine_max_ug_ml": {"$ref": "#/$defs/interval_or_null", "description": "Highest plasma peak of lidocaine."},
        "overtreatment": {
          "description": "Sessions that come too early, and what they leave.",
          "type": "object",
          "required": ["index", "vessels_lost", "scar_load_d"],
          "properties": {
            "index": {"description": "0: every session found healed skin; 1: as much was left from the last as it caused itself.", "type": "number"},
            "vessels_lost": {"description": "Largest share of papillary vessels missing when the next session begins.", "type": "number"},
            "scar_load_d": {"$ref": "#/$defs/interval", "description": "Days of myofibroblasts beyond what wounds that heal without a scar have."}
          }
        },
        "cost": {
          "description": "Of the whole course, over the priors of the prices.",
          "type": ["object", "null"],
          "required": ["currency", "price_year", "total", "central", "items"],
          "properties": {
            "currency": {"type": "string"},
            "price_year": {"type": "integer"},
            "total": {"$ref": "#/$defs/interval"},
            "central": {"type": "number"},
            "items": {"type": "array", "items": {"type": "object", "required": ["name", "title", "amount", "central"], "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "amount": {"$ref": "#/$defs/interval"}, "central": {"type": "number"}}}}
          }
        },
        "restart_actives_h": {"description": "Hours after the needles of a session from which actives may be put on again: the lumen of 95 of 100 such people is closed. null: not within what was simulated.", "type": ["number", "null"], "x-unit": "h"},
        "flags": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["kind", "text", "source", "citation", "link"],
            "properties": {
              "kind": {"description": "off-label: outside of what a device was cleared for; fat: holes pass the dermis; bone: needles travel as far as bone; overlap: holes run into each other; contraindicated: the product is not for skin with holes; granuloma, low-ph: what is in the product while channels are open; growth-factors: taken not to get in; restart: when actives may be put on again; lidocaine-low, lidocaine-amber, lidocaine-red, lidocaine-stop: plasma peak, by rising danger; lidocaine-dose: more than the largest dose; prilocaine: what is not judged of it; minoxidil: most in a day; unrecognised: a permeant of the plan's own that no threshold is known for.", "enum": ["off-label", "fat", "bone", "overlap", "contraindicated", "granuloma", "low-ph", "growth-factors", "restart", "lidocaine-low", "lidocaine-amber", "lidocaine-red", "lidocaine-stop", "lidocaine-dose", "prilocaine", "minoxidil", "unrecognised"]},
              "text": {"type": "string"},
              "source": {"description": "Key of the bibliography; empty when it rests on none.", "type": "string"},
              "citation": {"type": "string"},
              "link": {"description": "To the source; empty when it has none.", "type": "string"}
            }
          }
        }
      }
    },
    "adjuncts": {
      "description": "What is combined with needling: its evidence, and the parameters it acts on.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "title", "evidence", "level", "caution", "acts_on", "source", "citation", "link"],
        "properties": {
          "name": {"type": "string"},
          "title": {"type": "string"},
          "evidence": {"type": "string"},
          "level": {"description": "Of what is simulated; none: nothing is.", "enum": ["validated", "extrapolated", "hypothesis", "none"]},
          "caution": {"description": "For the concern of this plan; may be empty.", "type": "string"},
          "acts_on": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["parameter", "factor", "central", "meaning", "basis", "source"],
              "properties": {
                "parameter": {"type": "string"},
                "factor": {"$ref": "#/$defs/interval", "description": "Of its prior."},
                "central": {"type": "number"},
                "meaning": {"type": "string"},
                "basis": {"enum": ["measured", "fitted", "derived", "assumed"]},
                "source": {"type": "string"}
              }
            }
          },
          "source": {"type": "string"},
          "citation": {"type": "string"},
          "link": {"type": "string"}
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
