#include "report/schema.hpp"

namespace percuta::report {

std::string_view trial_schema() {
    return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Percuta trial",
  "description": "A virtual trial, summed up. Scores are in the `unit` of their scale, shares from 0 to 1; a change for the better is positive, whatever the scale. What nobody stayed to be read for is null.",
  "type": "object",
  "required": ["trial_version", "provenance", "design", "people", "arms", "differences"],
  "additionalProperties": false,
  "$defs": {
    "numbers": {"type": "array", "items": {"type": "number"}},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "spread": {
      "description": "Over the people of all replicates; null: over nobody. `pi90` are [lo, hi] of the middle 90 %.",
      "type": ["object", "null"],
      "required": ["n", "mean", "sd", "median", "pi90"],
      "additionalProperties": false,
      "properties": {
        "n": {"description": "How many people.", "type": "integer", "minimum": 1},
        "mean": {"type": "number"},
        "sd": {"description": "null: of one person.", "type": ["number", "null"], "minimum": 0},
        "median": {"type": "number"},
        "pi90": {"$ref": "#/$defs/numbers", "minItems": 2, "maxItems": 2}
      }
    },
    "estimate": {
      "description": "A mean; null: of nobody.",
      "type": ["object", "null"],
      "required": ["all", "between_replicates"],
      "additionalProperties": false,
      "properties": {
        "all": {"description": "Over all people of all replicates.", "type": "number"},
        "between_replicates": {
          "description": "What a trial of this size might print in another world: median and 90 % of the replicates, all the same where there is one.",
          "type": "object",
          "required": ["median", "lo", "hi"],
          "additionalProperties": false,
          "properties": {"median": {"type": "number"}, "lo": {"type": "number"}, "hi": {"type": "number"}}
        }
      }
    },
    "estimate_of_share": {
      "description": "A share of people, 0 to 1; null: of nobody.",
      "$ref": "#/$defs/estimate",
      "properties": {
        "all": {"$ref": "#/$defs/share"},
        "between_replicates": {"properties": {"median": {"$ref": "#/$defs/share"}, "lo": {"$ref": "#/$defs/share"}, "hi": {"$ref": "#/$defs/share"}}}
      }
    }
  },
  "properties": {
    "trial_version": {"description": "Version of this format.", "type": "integer", "const": 1},
    "provenance": {
      "description": "What was followed, and by which program. Neither shards nor threads nor the day are in it: the same trial is the same file.",
      "type": "object",
      "required": ["version", "commit", "plan_hash", "against", "data_hash", "seed", "override"],
      "additionalProperties": false,
      "properties": {
        "version": {"type": "string"},
        "commit": {"type": "string"},
        "plan_hash": {"description": "Hash of the normalised plan.", "type": "string"},
        "against": {"description": "The same of the plan of the second arm, or untreated; null: there is one arm.", "type": ["string", "null"]},
        "data_hash": {"description": "Hash of all data files.", "type": "string"},
        "seed": {"type": "integer", "minimum": 0},
        "override": {"description": "Why a plan that is contraindicated was followed all the same; null where there was no need to say.", "type": ["string", "null"]}
      }
    },
    "design": {"description": "single: one arm; parallel: each person is in one of two; split: both sides of each person, one an arm.", "enum": ["single", "parallel", "split"]},
    "people": {
      "description": "Whom the trial draws, and how many.",
      "type": "object",
      "required": ["patients", "replicates", "age_yr", "female", "phototypes", "baseline", "drop_out"],
      "additionalProperties": false,
      "properties": {
        "patients": {"description": "Of one replicate, over both arms.", "type": "integer", "minimum": 1},
        "replicates": {"description": "How often the trial is repeated, each time in another world.", "type": "integer", "minimum": 1},
        "age_yr": {
          "description": "Normal, drawn again outside of its ends.",
          "type": "object",
          "required": ["mean", "sd", "least", "most"],
          "additionalProperties": false,
          "properties": {"mean": {"type": "number", "x-unit": "yr"}, "sd": {"type": "number", "minimum": 0, "x-unit": "yr"}, "least": {"type": "number", "x-unit": "yr"}, "most": {"type": "number", "x-unit": "yr"}}
        },
        "female": {"$ref": "#/$defs/share"},
        "phototypes": {"description": "Shares of phototypes 1 to 6.", "type": "array", "items": {"$ref": "#/$defs/share"}, "minItems": 6, "maxItems": 6},
        "baseline": {
          "description": "True score before treatment, on the scale of the plan's baseline; both 0 where there is none.",
          "type": "object",
          "required": ["mean", "sd"],
          "additionalProperties": false,
          "properties": {"mean": {"type": "number"}, "sd": {"type": "number", "minimum": 0}}
        },
        "drop_out": {
          "description": "Share who leave before the end: its mean, and how alike people of one replicate are in it (0: each by themselves).",
          "type": "object",
          "required": ["mean", "alike"],
          "additionalProperties": false,
          "properties": {"mean": {"$ref": "#/$defs/share"}, "alike": {"$ref": "#/$defs/share"}}
        }
      }
    },
    "arms": {
      "description": "That of the plan first.",
      "type": "array",
      "minItems": 1,
      "maxItems": 2,
      "items": {
        "type": "object",
        "required": ["name", "title", "needled", "people", "age_yr", "female", "dropped_out", "downtime_d", "events", "measures"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string"},
          "title": {"type": "string"},
          "needled": {"type": "boolean"},
          "people": {"description": "Over all replicates, with those who left.", "type": "integer", "minimum": 0},
          "age_yr": {"$ref": "#/$defs/spread"},
          "female": {"$ref": "#/$defs/estimate_of_share"},
          "dropped_out": {"$ref": "#/$defs/estimate_of_share"},
          "downtime_d": {"$ref": "#/$defs/spread", "description": "Days of visible redness after one session, of everybody enrolled."},
          "events": {
            "description": "Adverse events over the course, by name: share of everybody enrolled.",
            "type": "object",
            "required": ["pih", "tram-track", "infection", "bruise", "acne-flare"],
            "additionalProperties": {"$ref": "#/$defs/estimate_of_share"}
          },
          "measures": {
            "description": "One a scale and reader. Times are days after the last session of the arm; the last of them is the end.",
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "object",
              "required": ["scale", "unit", "reader", "reader_title", "of_change", "counts", "lower_is_better", "before", "timeline", "change", "mean_change", "improved", "counted", "by_half", "worse", "significant", "true_change", "true_change_cv"],
              "additionalProperties": false,
              "properties": {
                "scale": {"type": "string"},
                "unit": {"description": "points, grade, or a UDUNITS-2 unit.", "type": "string"},
                "reader": {"type": "string"},
                "reader_title": {"type": "string"},
                "of_change": {"description": "true: the scale scores a change against before; `before` is the score of no change.", "type": "boolean"},
                "counts": {"description": "Least improvement that counts: a grade, a step that is noticed; in `unit`.", "type": "number"},
                "lower_is_better": {"type": "boolean"},
                "before": {"$ref": "#/$defs/spread", "description": "Printed before treatment."},
                "timeline": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "required": ["t_after_last_d", "score"],
                    "additionalProperties": false,
                    "properties": {"t_after_last_d": {"type": "number", "minimum": 0, "x-unit": "day"}, "score": {"$ref": "#/$defs/spread", "description": "Printed, of those who were still there."}}
                  }
                },
                "change": {"$ref": "#/$defs/spread", "description": "Printed, of one person, from before to the end; of those who stayed, as all that follows."},
                "mean_change": {"$ref": "#/$defs/estimate"},
                "improved": {"$ref": "#/$defs/estimate_of_share", "description": "By anything printed."},
                "counted": {"$ref": "#/$defs/estimate_of_share", "description": "By at least what counts."},
                "by_half": {"$ref": "#/$defs/estimate_of_share", "description": "By at least half of the person's own printed score; null also on a scale of change."},
                "worse": {"$ref": "#/$defs/estimate_of_share"},
                "significant": {"$ref": "#/$defs/share", "description": "Share of replicates in which a paired t-test against no change has p < 0.05."},
                "true_change": {"$ref": "#/$defs/spread", "description": "Of one person, as no reader would print it; of everybody enrolled."},
                "true_change_cv": {"description": "Standard deviation over people over mean of the true change in one replicate, the median of the replicates; null where no replicate has two people and a mean above 0.", "type": ["number", "null"], "minimum": 0}
              }
            }
          }
        }
      }
    },
    "differences": {
      "description": "Of the first arm over the second, one a scale and reader; empty for one arm.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["scale", "reader", "arm", "versus", "change", "power", "test"],
        "additionalProperties": false,
        "properties": {
          "scale": {"type": "string"},
          "reader": {"type": "string"},
          "arm": {"type": "string"},
          "versus": {"type": "string"},
          "change": {"$ref": "#/$defs/estimate", "description": "Difference of mean changes; `all` is its mean over the replicates. null: nobody stayed in one of the arms."},
          "power": {"$ref": "#/$defs/share", "description": "Share of replicates with p < 0.05."},
          "test": {"enum": ["paired t", "Welch t"]}
        }
      }
    }
  }
}
)json";
}

}  // namespace percuta::report
