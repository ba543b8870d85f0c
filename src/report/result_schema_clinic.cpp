#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view clinic_schema() {
    return R"json(    "outcome": {
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
          "p_half": {"$ref": "#/$defs/share", "description": "At least half of what was read before treatment is gone; half as much again where more is better."},
          "p_one_grade_untreated": {"$ref": "#/$defs/share", "description": "The same in skin that did not change: by the reader's scatter, and by the drift of counts of hair."},
          "between_worlds": {
            "description": "90 % intervals [lo, hi] of the three probabilities over the draws of what is uncertain.",
            "type": "object",
            "required": ["improved", "one_grade", "half"],
            "properties": {"improved": {"$ref": "#/$defs/numbers"}, "one_grade": {"$ref": "#/$defs/numbers"}, "half": {"$ref": "#/$defs/numbers"}}
          },
          "p_improved_untreated": {"$ref": "#/$defs/share", "description": "The same in skin that did not change: by the reader's scatter, and by the drift of counts of hair."},
          "p_half_untreated": {"$ref": "#/$defs/share", "description": "The same in skin that did not change: by the reader's scatter, and by the drift of counts of hair."},
          "timeline": {"type": "array", "items": {"type": "object", "required": ["t_d", "median", "lo", "hi"]}}
        }
      }
    },
    "quantities": {
      "description": "Physical quantities of the treated skin before and at the end of the course, as far as they matter for the concern. `after` is over virtual people; `level` says what is known of how needling changes it, and where it is none no effect is assumed.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "title", "unit", "before", "after", "level", "evidence", "source", "citation", "link"],
        "properties": {
          "name": {"type": "string"},
          "title": {"type": "string"},
          "unit": {"description": "UDUNITS-2; 1 for what is relative to before, or to the worst that scales of scars describe.", "type": "string"},
          "before": {"type": "number"},
          "after": {"$ref": "#/$defs/interval"},
          "level": {"enum": ["validated", "extrapolated", "hypothesis", "none"]},
          "evidence": {"type": "string"},
          "source": {"type": "string"},
          "citation": {"type": "string"},
          "link": {"type": "string"}
        }
      }
    },
    "safety": {
      "description": "What the course takes besides the needles, what may go wrong, and what those who plan should know before they treat. No screening takes place: an empty list says nothing about safety. null: not worked out.",
      "type": "object",
      "required": ["downtime_d", "erythema_end_h", "pih_risk", "risks", "lidocaine_max_ug_ml", "overtreatment", "cost", "restart_actives_h", "flags"],
      "properties": {
        "downtime_d": {"$ref": "#/$defs/interval_or_null", "description": "Days of visible redness after one session, over people, studies and draws; without draws over people."},
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
)json";
}

}  // namespace percuta::report
