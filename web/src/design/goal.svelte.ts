// The goal as a document of its own, kept in the browser, and what was found for it. Its plan is always that of the page.
import { problemOf } from '../lib/api';
import { geometry } from '../lib/device';
import { number } from '../lib/quantity';
import { get } from '../lib/plan';
import { isPlan } from '../lib/share';
import { Settings } from '../lib/settings.svelte';
import { Document, Live } from '../lib/state.svelte';
import { put, take } from '../lib/store';
import type { Catalogue, Json, Plan } from '../lib/types';
import { Work } from '../lib/work.svelte';
import { load, type Design } from './api';

const store = 'percuta.goal';
const last = 'percuta.designed';
const sections = ['title', 'goal', 'limits', 'search'];

/** A goal to begin with, from what a plan is for and how far its device goes. */
export function beginning(plan: Plan, catalogue: Catalogue): Plan {
  const concern = get(plan, '/concern/kind');
  const usual = get(plan, '/concern/baseline/scale');
  const scales = catalogue.scales.filter((scale) => scale.concerns.includes(String(concern)));
  const scale = scales.find((one) => one.name === usual) ?? scales[0];
  const device = geometry(plan, catalogue);
  const [least, most] = device ? [Math.max(0.5, device.least), Math.min(2.5, device.most)] : [0.5, 1.5];
  const lengths = most - least >= 0.5 ? { needle_length: { from: `${number(least)} mm`, to: `${number(most)} mm`, step: '0.5 mm' } } : {};
  return {
    title: '',
    goal: { scale: scale?.name, reader: 'blinded-photo', improve: scale?.of_change ? 'any' : 'half', probability: 0.2, at: get(plan, '/schedule/follow_up') ?? '6 mo' },
    limits: { downtime: '3 d', sessions: 6 },
    search: { ...lengths, passes: [5, 10, 15], sessions: { from: 1, to: 6 }, interval: ['2 wk', '4 wk'] },
  };
}

/** The parts of a goal file that are asked here; a limit may stand there as { most = 1500 }. */
export function opened(goal: Plan): Plan {
  const limits = Object.entries((goal.limits ?? {}) as { [key: string]: Json }).map(([name, value]) =>
    [name, value !== null && typeof value === 'object' && !Array.isArray(value) ? value.most : value]);
  return { ...Object.fromEntries(sections.map((name) => [name, goal[name]])), limits: Object.fromEntries(limits) };
}

export function recall(): Plan | null {
  const goal = take(store);
  return isPlan(goal) && isPlan(goal.goal) ? goal : null;
}

class Designing {
  readonly doc = new Document((goal) => put(store, goal));
  readonly live = new Live();
  readonly settings = new Settings(8);
  readonly work = new Work();
  /** The last design that came to its end, and what it was asked. */
  done = $state.raw<{ id: string; asked: Plan; design: Design } | null>(null);

  /** The goal file of what stands in the form. */
  whole(plan: Plan): Plan {
    return { goal_version: 1, ...Object.fromEntries(sections.flatMap((name) => (this.doc.plan[name] ? [[name, this.doc.plan[name]]] : []))), plan };
  }

  async search(plan: Plan) {
    if (this.settings.wrong) return;
    const goal = this.whole(plan);
    this.live.check = null;
    const job = await this.work.carryOut('designs', { goal, draws: this.settings.order.samples, seed: this.settings.order.seed });
    if (job) {
      try {
        this.done = { id: job.id, asked: goal, design: await load(job.id) };
        put(last, { id: job.id, asked: goal }, true);
      } catch (error) {
        this.work.problem = problemOf(error);
      }
    }
    // Pointers begin at what was sent, "/goal/limits/cost"; fields stand in the goal.
    const { problem } = this.work;
    if (!problem?.errors) return;
    const errors = problem.errors.map((error) => ({ ...error, pointer: error.pointer.replace(/^\/goal/, '') }));
    this.work.problem = { ...problem, errors };
    this.live.check = { valid: false, errors, refusals: [], screening: null, puncture: null };
  }

  /** After a reload the server may still have the last design of this tab. */
  async restore() {
    const kept = take(last, true);
    if (!isPlan(kept) || this.done) return;
    const { id, asked } = kept as { id: string; asked: Plan };
    const design = await load(id).catch(() => null);
    if (design && !this.done) this.done = { id, asked, design };
  }
}

export const designing = new Designing();
designing.restore();
