#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view delivery_schema() {
    return R"json(    "closure": {
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
)json";
}

}  // namespace percuta::report
