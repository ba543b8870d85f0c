// The files of a comparison.
import { jobResult } from '../lib/api';
import type { Interval, Result } from '../see/result';

export type Verdict = 'apart' | 'within-noise' | 'equal' | 'not-sampled';
export interface Endpoint {
  name: string;
  title: string;
  group: string;
  unit: string;
  reader: string;
  values: (Interval | null)[];
  /** Of each plan but the first, from the first in the same people. */
  minus_first: ({ verdict: Verdict; by: Interval | null } | null)[];
}
export interface Comparison {
  plans: { letter: string; title: string }[];
  endpoints: Endpoint[];
}
export interface Compared {
  comparison: Comparison;
  results: Result[];
}

export async function load(id: string): Promise<Compared> {
  const comparison = await jobResult<Comparison>('comparisons', id, 'compare.json', 'plans', 'endpoints');
  const results = await Promise.all(
    comparison.plans.map(({ letter }) => jobResult<Result>('comparisons', id, `result-${letter.toLowerCase()}.json`, 'plan', 'curves', 'sessions', 'safety', 'outcome')),
  );
  return { comparison, results };
}
