#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view evidence_schema() {
    return R"json(    "adjuncts": {
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
)json";
}

}  // namespace percuta::report
