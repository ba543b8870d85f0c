// The files of a design.
import { jobFile, jobResult, readPlan } from '../lib/api';
import type { Plan } from '../lib/types';

/** What a plan leads to; shares from 0 to 1. */
export interface Prospect {
  p_goal: number;
  p_goal_ci90: [number, number];
  downtime_d: number;
  pih_risk: number;
  pain_of_10: number;
  sessions: number;
  cost: number;
  off_label_reasons: number;
  draws: number;
}
export type Choice = Record<string, string>;
export interface Point extends Prospect {
  plan: string;
  reaches_goal: boolean;
  best: boolean;
  choice: Choice;
  why_not_more: string[];
}
export interface Design {
  goal: { in_words: string; probability: number };
  provenance: { currency: string };
  p_goal_untreated: number;
  candidates: number;
  refined: number;
  limits: { name: string; most: string; broken_by: number }[];
  impossible: { reason: string; candidates: number }[];
  front: Point[];
  obstacles: { limit: string; choice: Choice; without_it: Prospect }[];
}

export const load = (id: string) => jobResult<Design>('designs', id, 'design.json', 'goal', 'front', 'limits', 'obstacles');
export const planOf = async (id: string, point: Point): Promise<Plan> => readPlan(await (await jobFile('designs', id, point.plan)).text());
