// What `percuta schema result` describes, as far as the page reads it.

export interface Interval { median: number; lo: number; hi: number }
export interface Reading extends Interval { central: number }
export interface Spread { mean: number; sd: number; p05: number; p95: number }
export interface Band { central: number[]; median: number[]; lo: number[]; hi: number[] }
/** Results of earlier versions have no `lo50` and `hi50`. */
export interface Curve extends Band { unit: string; rest: number; lo50?: number[]; hi50?: number[] }
export interface Cited { source: string | null; citation: string | null; link: string | null }
export interface Place { needled: Reading; intact: Reading }
export interface OverDepth { depth_um: number[]; ug_ml: number[] }

export interface Hole { x_mm: number; y_mm: number; mouth_um: number; slot_um: number[]; depth_um: number; pierced: boolean }
export interface HoleMap { side_mm: number; holes: Hole[] }
export interface Bin { from_um: number; to_um: number; share: number }

export interface Puncture {
  strikes_per_cm2: number; holes_per_cm2: number; holes_per_cm2_interval: Interval; puncture_probability: number;
  nominal_depth_um: number; depth_um: Spread; depth_um_interval: Interval; residual_depth_um: Spread; histology_depth_um: Spread;
  mouth_um: Spread; covered_area: number; injured_volume_ul_cm2: number; open_volume_ul_cm2: number;
  dermis_fraction: number; past_dermis_fraction: number; depth_histogram: Bin[]; hole_map: HoleMap | null;
  bleeding_fraction: number; bleeding_fraction_interval: Interval; bulge_fraction: number; follicles_hit_fraction: number;
  bone_depth_mm: number | null; reaches_bone: boolean; pain_vas: number; pain_of_26g: number; area_cm2: number; duration_min: number;
}
export interface Session { t_d: number; puncture: Puncture }

export interface Skin {
  site: string; stratum_corneum_um: number; viable_epidermis_um: number; papillary_dermis_um: number; dermis_um: number;
  hypodermis_um: number; backing: 'soft' | 'bone'; upper_plexus_um: number; follicles_per_cm2: number;
  follicle_bulge_um: { top: number; bottom: number };
}
export interface Device {
  model: string; title: string; kind: 'roller' | 'pen' | 'stamp'; needles: number;
  needle_um: { length: number; tip_diameter: number; shaft_diameter: number; taper_length: number };
}

export interface Assay { name: string; title: string; t_d: number; central_pct: number; change_pct: Interval }

export interface Closed { name: string; title: string; p10_h: number | null; median_h: number | null; p95_h: number | null; central_h: number | null }
export interface Closure {
  t_h: number[]; patency: Band; lumen_left: Band; tewl_g_m2_h: Band; base_tewl_g_m2_h: number; closed: Closed[];
  restart_h: number | null; covered: boolean;
}

export interface Amounts { unit: string; needled: Band; intact: Band }
export interface Profile { t_h: number; needled: OverDepth; intact: OverDepth }
export interface Delivery extends Cited {
  plan_product: number; product: string; product_title: string; permeant: string; permeant_title: string; when: string;
  concentration_mg_ml: number; area_cm2: number; applied_ug_cm2: number; not_delivered: string | null; extrapolated: boolean;
  delivered_ug_cm2: Interval | null; delivered_intact_ug_cm2: Interval | null;
  enhancement_ratio: { median: number | null; lo: number | null; hi: number | null; central: number | null } | null;
  layer_ug_cm2: Record<string, Place | null> | null; into_blood_mg: Interval | null;
  plasma_ug_ml: { max: Interval; t_h: number } | null;
  curves: ({ t_h: number[] } & Record<string, Amounts | number[]>) | null; profiles: Profile[];
}

export interface Outcome {
  scale: string; scale_title: string; unit: string; lower_is_better: boolean; of_change: boolean; reader: string; reader_title: string;
  t_d: number; baseline: number; final: Interval; quantiles: number[];
  change: { mean: number; sd: number; median: number; pi90: number[] }; counts: number;
  p_improved: number; p_one_grade: number; p_half: number;
  p_improved_untreated: number; p_one_grade_untreated: number; p_half_untreated: number;
  between_worlds: { improved: number[]; one_grade: number[]; half: number[] };
  timeline: (Interval & { t_d: number })[];
}
export type Level = 'validated' | 'extrapolated' | 'hypothesis' | 'none';
export interface Quantity extends Cited { name: string; title: string; unit: string; before: number; after: Interval; level: Level; evidence: string }

export interface Risk extends Cited { event: string; title: string; p: number; lo: number; hi: number; evidence: string }
export interface Flag extends Cited { kind: string; text: string }
export interface Cost {
  currency: string; price_year: number; total: Interval; central: number;
  items: { name: string; title: string; amount: Interval; central: number }[];
}
export interface Safety {
  downtime_d: Interval | null; erythema_end_h: number | null; pih_risk: number | null; risks: Risk[];
  lidocaine_max_ug_ml: Interval | null; overtreatment: { index: number; vessels_lost: number; scar_load_d: Interval } | null;
  cost: Cost | null; restart_actives_h: number | null; flags: Flag[];
}

export interface Entry extends Cited {
  kind: 'session' | 'preparation' | 'on-the-day' | 'aftercare' | 'check'; session: number; from: string | null; to: string | null;
  from_d: number; to_d: number; all_day: boolean; text: string; for_clinician: boolean; if_unknown: string[];
  simulated: string | null; covers: boolean | null; enough_by: string | null; basis: string | null;
}
export interface RedFlag extends Cited { urgency: 'emergency' | 'urgent' | 'contact'; signs: string; text: string; for_clinician: boolean }

export interface Finding extends Cited {
  rule: string; kind: string; severity: 'inform' | 'warn' | 'review' | 'defer' | 'block'; fired: boolean; text: string;
  because: string[]; missing: string[]; earliest_date: string | null; seen: string; basis: string; note: string;
}
export interface Ask { fact: string; ask: string; from_plan: string | null; worst: string; rules: number }
export interface Screening {
  policy: string; modality: string; session: string | null; verdict: 'proceed' | 'warn' | 'review' | 'need-information' | 'defer' | 'block';
  earliest_date: string | null; earliest_by: string | null; findings: Finding[]; ask: Ask[];
}

export interface Published extends Cited {
  study: string; compared: string; conditions: string; t_d: number; after_last_d: number; change_pct: number;
  error_pct: number | null; error_kind: string; role: 'calibration' | 'held-out' | 'display'; note: string;
}
export interface Credibility { output: string; credibility: 'validated' | 'extrapolated' | 'hypothesis'; why: string }
export interface Basis extends Cited {
  room: string; name: string; value: number; unit: string; basis: 'measured' | 'fitted' | 'derived' | 'assumed';
  seen: boolean; sampled: boolean; meaning: string;
}
export interface Adjunct extends Cited { name: string; title: string; evidence: string; level: Level; caution: string }

export interface Result {
  result_version: 1;
  provenance: {
    version: string; commit: string; platform: string; plan_hash: string; data_hash: string; seed: number; samples: number;
    fidelity: string; command: string; override: string | null; wall_seconds: number; created: string;
  };
  plan: {
    title: string;
    subject: { age: number; sex: string; phototype: number; site: string };
    concern: { kind: string };
    technique: { passes: number | null; pressure: string };
    schedule: { start: string | null; sessions: number; interval: number; follow_up: number };
  };
  screening: Screening; skin: Skin; device: Device; collagen_baseline: number; sessions: Session[];
  curves: { t_d: number[] } & Record<string, Curve | number[]>;
  assays: Assay[]; closure: Closure | null; delivery: Delivery[]; outcome: Outcome[]; quantities: Quantity[]; safety: Safety;
  calendar: Entry[]; red_flags: RedFlag[]; adjuncts: Adjunct[]; published: Published[]; credibility: Credibility[];
  basis: Basis[]; notes: string[];
}

// One curve by name, or nothing where this result has none.
export function curve(result: Result, name: string): Curve | undefined {
  const found = result.curves[name];
  return found && !Array.isArray(found) ? found : undefined;
}
