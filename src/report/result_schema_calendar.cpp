#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view calendar_schema() {
    return R"json(    "calendar": {
      "description": "What comes before and after each session, in order of time: days as clocks show them, hours as they pass. The end of an entry is no longer part of it.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["kind", "session", "from", "to", "from_d", "to_d", "all_day", "text", "for_clinician", "if_unknown", "simulated", "covers", "enough_by", "rule", "source", "citation", "link", "seen", "basis"],
        "properties": {
          "kind": {"enum": ["session", "preparation", "on-the-day", "aftercare", "check"]},
          "session": {"description": "The first session that it belongs to, from 1.", "type": "integer", "minimum": 1},
          "from": {"description": "Local: a date where all_day, else date and time; null without a first day.", "type": ["string", "null"]},
          "to": {"type": ["string", "null"]},
          "from_d": {"description": "Days on the clock after the midnight before the first session.", "type": "number", "x-unit": "day"},
          "to_d": {"type": "number", "x-unit": "day"},
          "all_day": {"type": "boolean"},
          "text": {"type": "string"},
          "for_clinician": {"description": "Not to be shown to whoever is treated.", "type": "boolean"},
          "if_unknown": {"description": "Facts without an answer that decide whether it applies.", "type": "array", "items": {"type": "string"}},
          "simulated": {"description": "The window beside what was simulated; null: not compared.", "type": ["string", "null"]},
          "covers": {"description": "Whether the window lasts as long as what was simulated; null: not compared.", "type": ["boolean", "null"]},
          "enough_by": {"description": "Policy whose window of this rule would; null: none, or it does itself.", "type": ["string", "null"]},
          "rule": {"description": "null: the plan itself.", "type": ["string", "null"]},
          "source": {"type": ["string", "null"]},
          "citation": {"type": ["string", "null"]},
          "link": {"type": ["string", "null"]},
          "seen": {"type": ["string", "null"]},
          "basis": {"type": ["string", "null"]}
        }
      }
    },
    "red_flags": {
      "description": "What is no usual after-effect, and what to do, most urgent first.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["urgency", "signs", "text", "for_clinician", "rule", "source", "citation", "link", "seen", "basis"],
        "properties": {
          "urgency": {"enum": ["emergency", "urgent", "contact"]},
          "signs": {"type": "string"},
          "text": {"type": "string"}
        }
      }
    },
)json";
}

}  // namespace percuta::report
