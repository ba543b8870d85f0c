// Runs of the plan: quick previews that follow each edit, without draws and so without intervals, and full runs.
import * as api from './api';
import { same } from './plan';
import { Settings } from './settings.svelte';
import { doc, live } from './state.svelte';
import type { Job, Plan } from './types';
import { Work } from './work.svelte';
import type { Result } from '../see/result';

export interface Shot {
  id: string;
  plan: Plan;
  policy: string;
  result: Result;
}

/** Virtual people who are read for a preview: their chances are sure to two or three in a hundred, and take an eighth of the time. */
const few = 500;
/** What is shown, and up to three earlier ones as faint lines. */
const most = 4;

class Runs {
  settings = new Settings();
  /** Previews follow each edit. */
  following = $state(true);
  /** Each preview is followed by a run with draws. */
  withIntervals = $state(false);
  shots = $state.raw<Shot[]>([]);
  full = new Work();
  preview = new Work();
  private wanted: Plan | null = null;
  private sketching = false;

  get shown(): Shot | null {
    return this.shots.at(-1) ?? null;
  }
  get ghosts(): Result[] {
    return this.shots.slice(0, -1).map((shot) => shot.result);
  }
  /** The curves that are shown are those of the plan as it stands. */
  get current(): boolean {
    return this.shown !== null && this.isOf(this.shown, doc.plan);
  }

  async run(override?: string) {
    if (this.full.busy || this.settings.wrong) return;
    this.preview.cancel();
    const { plan } = doc;
    await this.keep(this.full, plan, await this.full.carryOut('runs', this.order(plan, { override })));
  }

  /** The curves that are shown are all that was asked for. */
  get settled(): boolean {
    return this.current && (!this.withIntervals || this.settings.order.samples === 0 || this.shown!.result.provenance.samples > 0);
  }

  /** Follows an edit. One preview is under way at most; a newer plan takes its place. */
  async sketch(plan: Plan) {
    if (this.wanted === plan) return;
    this.wanted = plan;
    this.preview.cancel();
    const before = this.shots.find((shot) => this.isOf(shot, plan));
    if (before && before !== this.shown) this.put(before);
    if (this.sketching) return;
    this.sketching = true;
    for (let next: Plan | null = plan; next && next === this.wanted; next = this.wanted) {
      if (!this.shown || !this.isOf(this.shown, next)) await this.make(next, { fidelity: 'cell', samples: 0, people: few });
      if (this.wanted === next && this.current && !this.settled) await this.make(next, {});
      if (this.wanted === next) this.wanted = null;
    }
    this.sketching = false;
  }

  private async make(plan: Plan, other: object) {
    const job = await this.preview.carryOut('runs', this.order(plan, other));
    if (this.wanted === plan) await this.keep(this.preview, plan, job);
  }

  private isOf = (shot: Shot, plan: Plan) => shot.policy === live.policy && same(shot.plan, plan);

  private order = (plan: Plan, other: object = {}) =>
    ({ plan, policy: live.policy, ...this.settings.order, ...other });

  private async keep(work: Work, plan: Plan, job: Job | null) {
    if (!job) return;
    const { policy } = live;
    try {
      this.put({ id: job.id, plan, policy, result: await api.jobResult<Result>('runs', job.id, 'result.json', 'plan', 'curves', 'sessions', 'provenance', 'safety') });
    } catch (error) {
      work.problem = api.problemOf(error);
    }
  }

  /** The newest stands last; of one plan only the newest is kept. */
  private put(shot: Shot) {
    this.shots = [...this.shots.filter((old) => !this.isOf(old, shot.plan)), shot].slice(-most);
  }
}

export const runs = new Runs();
