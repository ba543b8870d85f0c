#include <string>

#include "report/result_schema_parts.hpp"
#include "report/schema.hpp"

namespace percuta::report {

namespace {

constexpr std::string_view begin = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Percuta result",
  "description": "What one plan, carried out, is known to lead to. Times `t_d` are days after the first session.",
  "type": "object",
  "required": ["result_version", "provenance", "plan", "screening", "skin", "device", "collagen_baseline", "sessions", "curves", "assays", "closure", "delivery", "outcome", "quantities", "safety", "calendar", "red_flags", "adjuncts", "published", "credibility", "basis", "notes"],
)json";

/// What several of its parts are made of.
constexpr std::string_view definitions = R"json(  "$defs": {
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
)json";

constexpr std::string_view properties = R"json(  "properties": {
    "result_version": {"description": "Version of this format.", "type": "integer", "const": 1},
)json";

constexpr std::string_view curves_and_assays = R"json(    "curves": {
      "description": "Quantities over `t_d`. A time that stands twice is a session: before and after it.",
      "type": "object",
      "required": ["t_d"],
      "properties": {"t_d": {"$ref": "#/$defs/numbers"}},
      "additionalProperties": {
        "type": "object",
        "required": ["unit", "rest", "central", "median", "lo", "hi", "lo50", "hi50"],
        "properties": {
          "unit": {"description": "UDUNITS-2 name; \"1\" for pure numbers.", "type": "string"},
          "rest": {"description": "In untreated skin.", "type": "number"},
          "central": {"$ref": "#/$defs/numbers", "description": "With every parameter at its fitted value."},
          "median": {"$ref": "#/$defs/numbers", "description": "Over the draws of the priors; the central values when nothing was sampled."},
          "lo": {"$ref": "#/$defs/numbers"},
          "hi": {"$ref": "#/$defs/numbers"},
          "lo50": {"$ref": "#/$defs/numbers", "description": "A quarter of the draws lies below."},
          "hi50": {"$ref": "#/$defs/numbers", "description": "A quarter of the draws lies above."}
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
)json";

constexpr std::string_view end = R"json(  }
}
)json";

}  // namespace

std::string_view result_schema() {
    static const std::string whole = [] {
        std::string out;
        for (const std::string_view part :
             {begin, definitions, properties, made_schema(), screening_schema(), sessions_schema(), curves_and_assays,
              delivery_schema(), clinic_schema(), calendar_schema(), evidence_schema(), end})
            out += part;
        return out;
    }();
    return whole;
}

}  // namespace percuta::report
