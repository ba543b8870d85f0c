// What the server sends. Only what the page reads is named; everything else passes through untouched.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type Plan = { [key: string]: Json | undefined };

export interface Parameter {
  name: string;
  value: number;
  unit: string;
}
export interface Named {
  name: string;
  title: string;
  parameters?: Parameter[];
}
/** What the published label of a device covers. */
export interface Label {
  file: string;
  maker: string;
  covers: { sites: string[]; sites_as_printed: string; deepest_mm: number | null }[];
  citation: string;
  link: string;
}
export interface Device extends Named {
  kind: 'roller' | 'pen' | 'stamp';
  note: string;
  labels: Label[];
}
export interface Product extends Named {
  note: string;
  contraindicated: { why: string; citation: string; link: string } | null;
}
export interface Adjunct extends Named {
  level: string;
  evidence: string;
  caution: string;
}
export interface Scale extends Named {
  least: number;
  most: number;
  unit: string;
  step: number;
  of_change: boolean;
  anchors: string;
  concerns: string[];
}
export interface Fact extends Named {
  takes: string;
  unit: string;
  choices: string[];
  from_plan: string;
}
export interface LengthRange {
  least_mm: number;
  most_mm: number;
  source: string;
}
/** Each range stands under the name of who uses it: "clinic", "vendor, thin skin", "home". */
export type Zone = Named & { [user: string]: LengthRange | string | Parameter[] | undefined };
export interface Catalogue {
  sites: Named[];
  devices: Device[];
  products: Product[];
  permeants: Named[];
  concerns: Named[];
  adjuncts: Adjunct[];
  scales: Scale[];
  readers: Named[];
  facts: Fact[];
  zones: Zone[];
}

export type Severity = 'block' | 'defer' | 'review' | 'warn' | 'inform';
export type Verdict = 'proceed' | 'warn' | 'review' | 'need-information' | 'defer' | 'block';

export interface Finding {
  rule: string;
  severity: Severity;
  fired: boolean;
  text: string;
  because: string[];
  missing: string[];
  earliest_date: string | null;
  citation: string;
  link: string;
  basis: string;
  also: { says: string }[];
  note: string;
}
export interface Question {
  fact: string;
  ask: string;
  from_plan: string | null;
  worst: Severity;
  rules: number;
}
export interface ScreeningResult {
  policy: string;
  verdict: Verdict;
  earliest_date: string | null;
  earliest_by: string | null;
  findings: Finding[];
  ask: Question[];
}
interface Spread {
  mean: number;
  sd: number;
  p05: number;
  p95: number;
}
export interface Puncture {
  holes_per_cm2: number;
  nominal_depth_um: number;
  depth_um: Spread;
}
/** Layers with what age does to them. */
export interface SkinLayers {
  stratum_corneum_um: number;
  viable_epidermis_um: number;
  dermis_um: number;
  hypodermis_um: number;
}
export interface PlanError {
  pointer: string;
  detail: string;
  suggestion: string;
  line?: number;
  column?: number;
}
export interface Check {
  valid: boolean;
  errors: PlanError[];
  refusals: string[];
  screening: ScreeningResult | null;
  puncture: Puncture | null;
  skin?: SkinLayers | null;
}
export interface Problem {
  title: string;
  status: number;
  detail: string;
  errors?: PlanError[];
}
/** A run, a comparison or a design on the server. */
export interface Job {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: number;
  stage: string;
  problem?: Problem;
}
export interface About {
  version: string;
  default_policy: string;
  policies: string[];
  /** The server can make report.pdf. */
  pdf?: boolean;
}
export interface Example {
  name: string;
  title: string;
  plan: Plan;
}
export interface Examples {
  plans: Example[];
  goals: { name: string; title: string; goal: Plan }[];
}
