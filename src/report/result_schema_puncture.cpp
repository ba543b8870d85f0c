#include "report/result_schema_parts.hpp"

namespace percuta::report {

std::string_view sessions_schema() {
    return R"json(    "sessions": {
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
)json";
}

}  // namespace percuta::report
