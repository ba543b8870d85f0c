// A goal to begin with, goals that are opened, and what is said of an answer.
import { describe, expect, it } from 'vitest';
import type { Design, Prospect } from '../src/design/api';
import { beginning, opened } from '../src/design/goal.svelte';
import { choiceWords, days, limitWords, obstacleWords } from '../src/design/says';
import type { Catalogue, Plan } from '../src/lib/types';

const mm = (name: string, value: number) => ({ name: `pen.${name}`, value: value * 1000, unit: 'um' });
const catalogue = {
  devices: [{ name: 'pen', title: 'Pen', kind: 'pen', parameters: [mm('shortest_length', 0.25), mm('longest_length', 1.5), mm('default_length', 1), mm('tip_diameter', 0.01), mm('shaft_diameter', 0.2), mm('taper_length', 0.5), { name: 'pen.needles', value: 12, unit: '1' }] }],
  products: [], adjuncts: [{ name: 'prp', title: 'Platelet-rich plasma' }], sites: [],
  scales: [
    { name: 'global', title: 'Global', unit: 'grade', of_change: true, concerns: ['acne-scar'] },
    { name: 'scars', title: 'Scars', unit: 'points', of_change: false, concerns: ['acne-scar'] },
  ],
} as unknown as Catalogue;
const plan: Plan = { concern: { kind: 'acne-scar', baseline: { scale: 'scars', value: 12 } }, device: { model: 'pen' }, schedule: { sessions: 3, follow_up: '3 mo' } };

describe('a goal to begin with', () => {
  it('takes scale and time from the plan, lengths from the device', () => {
    const goal = beginning(plan, catalogue);
    expect(goal.goal).toMatchObject({ scale: 'scars', improve: 'half', at: '3 mo' });
    expect(goal.search).toMatchObject({ needle_length: { from: '0.5 mm', to: '1.5 mm', step: '0.5 mm' } });
  });
  it('asks for any improvement where the scale scores a change', () => {
    expect(beginning({ ...plan, concern: { kind: 'acne-scar' } }, catalogue).goal).toMatchObject({ scale: 'global', improve: 'any' });
  });
  it('leaves lengths alone where the device is not known', () => {
    expect(beginning({ ...plan, device: {} }, catalogue).search).toHaveProperty('passes');
  });
});

describe('a goal that is opened', () => {
  it('keeps what is asked here and reads limits that stand in a table', () => {
    const goal = opened({ goal_version: 1, title: 'T', plan: {}, goal: { probability: 0.2 }, limits: { cost: { most: 2000 }, downtime: '36 h' }, search: { passes: [5] } });
    expect(goal).toEqual({ title: 'T', goal: { probability: 0.2 }, limits: { cost: 2000, downtime: '36 h' }, search: { passes: [5] } });
  });
});

describe('an answer', () => {
  const prospect: Prospect = { p_goal: 0.22, p_goal_ci90: [0.2, 0.24], downtime_d: 1.8, pih_risk: 0.02, pain_of_10: 5, sessions: 6, cost: 744.5, off_label_reasons: 0, draws: 64 };
  const limit = { name: 'downtime', most: '1.5 d', broken_by: 33 };
  const design = { goal: { in_words: '', probability: 0.2 }, provenance: { currency: 'EUR' }, limits: [limit] } as unknown as Design;

  it('says limits and choices in words', () => {
    expect(limitWords(limit)).toBe('the limit of 1.5 days on redness after a session');
    expect(choiceWords({ needle_length: '2 mm', interval: '14 d', adjunct: 'prp' }, catalogue)).toEqual(['needle length 2 mm', 'interval 14 days', 'beside needling Platelet-rich plasma']);
    expect([days(0.4), days(1), days(2.25)]).toEqual(['9.6 hours', '1 day', '2.3 days']);
  });
  it('says what stands in the way and whether it would be enough', () => {
    const says = obstacleWords(design, { limit: 'downtime', choice: { passes: '15' }, without_it: prospect }, catalogue);
    expect(says).toBe('Without the limit of 1.5 days on redness after a session, 22 of 100 people would reach the goal, which is enough: passes 15; redness for 1.8 days after a session, dark spots in 2 of 100, 6 sessions, 745 EUR.');
    expect(obstacleWords({ ...design, goal: { in_words: '', probability: 0.3 } }, { limit: 'downtime', choice: {}, without_it: prospect }, catalogue)).toContain('not enough either');
  });
});
