#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view screening_schema() {
    return R"json(    "screening": {
      "description": "Whether this person may be needled as planned, by published and labelled practice; a clinician decides. What was not asked is unknown, never no.",
      "type": "object",
      "required": ["rules_version", "rules_hash", "policy", "modality", "session", "verdict", "earliest_date", "earliest_by", "findings", "ask", "answers"],
      "properties": {
        "rules_version": {"type": "string"},
        "rules_hash": {"type": "string"},
        "policy": {"description": "Whose bar holds where sources disagree.", "enum": ["label", "standard", "conservative", "evidence"]},
        "modality": {"enum": ["mechanical", "prp", "home"]},
        "session": {"description": "First day of treatment; null: not known, and gaps from a known day are undecided.", "type": ["string", "null"]},
        "verdict": {"enum": ["proceed", "warn", "review", "need-information", "defer", "block"]},
        "earliest_date": {"description": "First day on which every gap that fired is kept; null: none fired.", "type": ["string", "null"]},
        "earliest_by": {"description": "The rule that sets it.", "type": ["string", "null"]},
        "findings": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["rule", "kind", "severity", "fired", "text", "because", "missing", "earliest_date", "source", "citation", "link", "seen", "basis", "also", "note"],
            "properties": {
              "rule": {"type": "string"},
              "kind": {"enum": ["contraindication", "precaution", "washout", "home-use"]},
              "severity": {"enum": ["inform", "warn", "review", "defer", "block"]},
              "fired": {"description": "false: undecided, for want of what is `missing`.", "type": "boolean"},
              "text": {"type": "string"},
              "because": {"description": "Facts that make it fire.", "type": "array", "items": {"type": "string"}},
              "missing": {"type": "array", "items": {"type": "string"}},
              "earliest_date": {"type": ["string", "null"]},
              "source": {"type": "string"},
              "citation": {"type": "string"},
              "link": {"type": "string"},
              "seen": {"description": "How the source was read.", "enum": ["source", "secondary", "unverified"]},
              "basis": {"type": "string"},
              "also": {"description": "What else was found, also where it disagrees.", "type": "array", "items": {"type": "object", "required": ["says", "sources"]}},
              "note": {"type": "string"}
            }
          }
        },
        "ask": {
          "description": "Facts without an answer, what would decide most first.",
          "type": "array",
          "items": {"type": "object", "required": ["fact", "ask", "from_plan", "worst", "rules"]}
        },
        "answers": {"description": "What it was screened with: SI, days as dates, never.", "type": "object"}
      }
    },
)json";
}

}  // namespace percuta::report
