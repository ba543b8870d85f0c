#include "report/schema.hpp"

namespace percuta::report {

std::string_view plan_schema() {
    return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Percuta plan",
  "description": "A microneedling treatment: who, where, what for, with which device, how often. Written as TOML.",
  "type": "object",
  "required": ["plan_version", "subject", "concern", "device", "technique", "schedule"],
  "additionalProperties": false,
  "$defs": {
    "quantity": {
      "description": "A number and a unit, such as \"1.5 mm\". A bare number is refused.",
      "type": "string",
      "pattern": "^\\s*[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*[A-Za-z%µμ].*$"
    },
    "length": {"$ref": "#/$defs/quantity", "x-unit": "mm", "description": "A length, such as \"1.5 mm\" or \"250 um\"."},
    "time": {"$ref": "#/$defs/quantity", "x-unit": "day", "description": "A length of time, such as \"4 wk\", \"6 mo\" or \"8 h\"."}
  },
  "properties": {
    "plan_version": {"description": "Version of this format.", "type": "integer", "const": 1},
    "title": {"description": "A line of your own; it heads the report.", "type": "string"},
    "subject": {
      "description": "The person. Store no names here. Facts are for screening alone.",
      "type": "object",
      "required": ["age", "sex", "phototype", "site"],
      "additionalProperties": false,
      "properties": {
        "age": {"$ref": "#/$defs/quantity", "x-unit": "yr", "description": "Such as \"32 yr\"."},
        "sex": {"description": "Layer thicknesses differ by sex.", "enum": ["female", "male"]},
        "phototype": {"description": "Fitzpatrick type.", "type": "integer", "minimum": 1, "maximum": 6},
        "site": {"description": "Body site; `percuta data sites` lists them.", "type": "string"},
        "weight": {"$ref": "#/$defs/quantity", "x-unit": "kg", "description": "Body weight, for doses of products."},
        "skin_type": {"description": "How oily the skin is.", "enum": ["dry", "normal", "oily"], "default": "normal"},
        "facts": {
          "description": "Answers to what rules of screening ask, by the id of the fact: true or false, a number with its unit, a date, \"never\", or a word. What is not stated is unknown, never \"no\". `percuta screen PLAN --all` lists them.",
          "type": "object",
          "additionalProperties": {"type": ["boolean", "number", "string"]}
        }
      }
    },
    "concern": {
      "description": "What is treated.",
      "type": "object",
      "required": ["kind"],
      "additionalProperties": false,
      "properties": {
        "kind": {"description": "Such as rejuvenation, wrinkle, acne-scar, surgical-scar, striae, hair-loss, hyperpigmentation, delivery.", "type": "string"},
        "baseline": {
          "description": "Score before treatment; without it no scale is read.",
          "type": "object",
          "required": ["scale", "value"],
          "additionalProperties": false,
          "properties": {
            "scale": {"description": "Name of the clinical scale.", "type": "string"},
            "value": {"description": "Score on that scale.", "type": "number"}
          }
        },
        "mix": {
          "description": "Shares of scar types, such as rolling, boxcar, ice-pick; they add up to 1.",
          "type": "object",
          "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}
        }
      }
    },
    "device": {
      "description": "A model of the catalogue with its needle length, or the geometry in full. A model that is a pen may also be given a frequency and a glide_speed.",
      "type": "object",
      "additionalProperties": false,
      "oneOf": [
        {"required": ["model"]},
        {"required": ["kind", "needles", "needle_length", "tip_diameter", "shaft_diameter", "taper_length", "maximum_depth", "source"]}
      ],
      "properties": {
        "model": {"description": "`percuta data devices` lists them.", "type": "string"},
        "needle_length": {"$ref": "#/$defs/length", "description": "Within the range of the model; its default when absent."},
        "kind": {"description": "Only without a model.", "enum": ["roller", "pen", "stamp"]},
        "needles": {"description": "Needles on the head.", "type": "integer", "minimum": 1},
        "tip_diameter": {"$ref": "#/$defs/length"},
        "shaft_diameter": {"$ref": "#/$defs/length"},
        "taper_length": {"$ref": "#/$defs/length"},
        "maximum_depth": {"$ref": "#/$defs/length"},
        "drum_diameter": {"$ref": "#/$defs/length", "description": "Rollers."},
        "drum_width": {"$ref": "#/$defs/length", "description": "Rollers."},
        "rows": {"description": "Rollers: rows along the drum, a divisor of needles; when absent, those with the most even spacing.", "type": "integer", "minimum": 1, "maximum": 10000},
        "roll_speed": {"$ref": "#/$defs/quantity", "x-unit": "mm/s", "description": "Rollers: speed over the skin; when absent, that of the data."},
        "plate_width": {"$ref": "#/$defs/length", "description": "Pens and stamps."},
        "pitch": {"$ref": "#/$defs/length", "description": "Pens and stamps: distance between neighbouring needles."},
        "stroke": {"$ref": "#/$defs/length", "description": "Pens: full travel of the needle plate, at least needle_length; maximum_depth when absent."},
        "frequency": {"$ref": "#/$defs/quantity", "x-unit": "Hz", "description": "Pens: strokes per second, within what the pen is made for. With a model, its own when absent."},
        "glide_speed": {"$ref": "#/$defs/quantity", "x-unit": "mm/s", "description": "Pens: speed of the hand over the skin. With a model, its own when absent."},
        "impact_speed": {"$ref": "#/$defs/quantity", "x-unit": "m/s", "description": "Stamps: speed at which the needles meet the skin; 0 is pressed by hand.", "default": "0 m/s"},
        "presses_per_time": {"$ref": "#/$defs/quantity", "x-unit": "Hz", "description": "Stamps: presses per second; when absent, those of the data."},
        "source": {"description": "Where this geometry is from, in your words.", "type": "string"}
      }
    },
    "technique": {
      "description": "How the device is used.",
      "type": "object",
      "required": ["passes"],
      "not": {"required": ["pressure", "force"]},
      "additionalProperties": false,
      "properties": {
        "passes": {"description": "Times that each place is gone over.", "type": "integer", "minimum": 1, "maximum": 100},
        "pressure": {"description": "How hard the device is pressed, in words.", "enum": ["light", "moderate", "firm"], "default": "firm"},
        "force": {"$ref": "#/$defs/quantity", "x-unit": "N", "description": "The same as a force, in place of pressure; not for pens, whose stroke is driven."},
        "mode": {"enum": ["professional", "home"], "default": "professional"},
        "stretch": {"description": "Whether the operator stretches the skin.", "enum": ["natural", "stretched"], "default": "natural"},
        "occluded": {"description": "Under film or numbing cream until treatment.", "type": "boolean", "default": false},
        "uses": {"description": "Earlier uses of the same needles.", "type": "integer", "minimum": 0, "maximum": 1000, "default": 0},
        "area": {"$ref": "#/$defs/quantity", "x-unit": "cm^2", "description": "Skin treated in one session."}
      }
    },
    "schedule": {
      "description": "When.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "start": {"description": "Day of the first session: a date such as 2027-01-11, without quotes in TOML.", "type": "string", "format": "date"},
        "time": {"description": "When sessions begin, on the clock of that place, such as \"09:30\"; without it calendars take 10:00.", "type": "string", "pattern": "^([0-9]|[01][0-9]|2[0-3]):[0-5][0-9]$"},
        "zone": {"description": "Time zone, such as \"Europe/Berlin\", so that hours of after-care are right when clocks change.", "type": "string"},
        "sessions": {"description": "Number of sessions.", "type": "integer", "minimum": 1, "maximum": 60, "default": 1},
        "interval": {"$ref": "#/$defs/time", "description": "Between sessions; needed when there is more than one."},
        "follow_up": {"$ref": "#/$defs/time", "description": "After the last session.", "default": "6 mo"}
      }
    },
    "product": {
      "description": "What is put on the skin.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "amount"],
        "additionalProperties": false,
        "properties": {
          "name": {"description": "A product of the catalogue, `percuta data products`; in your words when permeant says what is in it.", "type": "string"},
          "when": {"description": "before, during or after a session, or every day.", "enum": ["before", "during", "after", "daily"], "default": "after"},
          "amount": {"$ref": "#/$defs/quantity", "x-unit": "uL/cm^2", "description": "Volume per area, each time, such as \"2 uL/cm^2\"; above zero."},
          "area": {"$ref": "#/$defs/quantity", "x-unit": "cm^2", "description": "At most the skin of an adult."},
          "delay": {"$ref": "#/$defs/time", "description": "After the end of the session; before it, for what goes on before.", "default": "0 h"},
          "applications": {"description": "How often it goes on.", "type": "integer", "minimum": 1, "maximum": 500, "default": 1},
          "every": {"$ref": "#/$defs/time", "description": "Between applications; needed when there is more than one, but for daily."},
          "leave_on": {"$ref": "#/$defs/time", "description": "1 min at least, and at most the time between applications."},
          "removal": {"description": "What happens when leave_on ends.", "enum": ["wipe", "rinse", "none"], "default": "wipe"},
          "occluded": {"description": "Covered so that it cannot dry.", "type": "boolean", "default": false},
          "assume_delivered": {"description": "Follow also what the catalogue takes not to be delivered, such as growth factors.", "type": "boolean", "default": false},
          "permeant": {
            "description": "What is in a product that no catalogue knows.",
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "object",
              "required": ["name", "concentration"],
              "dependentRequired": {
                "molar_mass": ["log_k", "solubility"], "log_k": ["molar_mass", "solubility"], "pka_acid": ["molar_mass", "log_k"],
                "pka_base": ["molar_mass", "log_k"], "binding": ["molar_mass", "log_k"], "metabolism": ["molar_mass", "log_k"]
              },
              "additionalProperties": false,
              "properties": {
                "name": {"description": "A permeant of the catalogue, `percuta data permeants`; in your words with molar_mass, log_k and solubility.", "type": "string"},
                "concentration": {"$ref": "#/$defs/quantity", "x-unit": "mg/mL", "description": "All of a product together: at most 1500 mg/mL."},
                "solubility": {"$ref": "#/$defs/quantity", "x-unit": "mg/mL", "description": "In the product."},
                "molar_mass": {"$ref": "#/$defs/quantity", "x-unit": "g/mol"},
                "log_k": {"description": "log10 of the octanol-water partition coefficient of the uncharged molecule.", "type": "number", "minimum": -12, "maximum": 12},
                "pka_acid": {"description": "pKa of each group that loses a proton.", "type": "array", "items": {"type": "number"}},
                "pka_base": {"description": "pKa of each group that takes up a proton.", "type": "array", "items": {"type": "number"}},
                "binding": {"description": "How it binds to proteins of tissue; other-acid when there is a pka_acid, else neutral-or-base.", "enum": ["neutral-or-base", "acid-with-pharmacophore", "other-acid"]},
                "metabolism": {"$ref": "#/$defs/quantity", "x-unit": "1/h", "description": "In living tissue.", "default": "0 1/h"}
              }
            }
          },
          "ph": {"description": "With permeant only.", "type": "number", "minimum": 0, "maximum": 14},
          "volatile_share": {"description": "With permeant only: share of the volume that can evaporate.", "type": "number", "minimum": 0, "maximum": 1},
          "evaporation": {"$ref": "#/$defs/quantity", "x-unit": "uL/cm^2/h", "description": "With permeant only: from skin in the open."},
          "hindrance": {"description": "With permeant only: diffusivity in a channel full of it over that in water.", "type": "number", "exclusiveMinimum": 0, "maximum": 1}
        }
      }
    },
    "adjunct": {
      "description": "What is done beside needling.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["kind"],
        "additionalProperties": false,
        "properties": {"kind": {"description": "Such as prp; `percuta data adjuncts` lists them.", "type": "string"}}
      }
    }
  }
}
)json";
}

}  // namespace percuta::report
