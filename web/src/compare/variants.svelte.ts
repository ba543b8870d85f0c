// Plans B to D, for the person and the concern of the plan of the page, and the comparison of all. They stay in the browser.
import { problemOf } from '../lib/api';
import { same } from '../lib/plan';
import { isPlan } from '../lib/share';
import { Settings } from '../lib/settings.svelte';
import { Document, live as page, Live } from '../lib/state.svelte';
import { put, take } from '../lib/store';
import type { Check, Plan, PlanError } from '../lib/types';
import { Work } from '../lib/work.svelte';
import { load, type Compared } from './api';

const store = 'percuta.variants';
const last = 'percuta.compared';
const most = 3;
const unchecked: Check = { valid: true, errors: [], refusals: [], screening: null, puncture: null };

export class Variant {
  readonly live = new Live();
  readonly doc: Document;

  constructor(plan: Plan, keep: () => void) {
    this.doc = new Document(keep);
    this.doc.begin(plan);
  }
}

function recall(): Plan[] {
  const plans = take(store);
  return Array.isArray(plans) ? plans.filter(isPlan).slice(0, most) : [];
}

class Variants {
  list = $state.raw<Variant[]>(recall().map((plan) => this.#variant(plan)));
  settings = new Settings();
  work = new Work();
  /** The last comparison that came to its end, and the plans it was of. */
  done = $state.raw<{ id: string; plans: Plan[]; compared: Compared } | null>(null);

  get full() {
    return this.list.length >= most;
  }

  add(plan: Plan): Variant {
    const variant = this.#variant(plan);
    this.list = [...this.list, variant];
    this.#keep();
    return variant;
  }

  remove(variant: Variant) {
    this.list = this.list.filter((one) => one !== variant);
    this.#keep();
  }

  /** Person and concern are those of the plan of the page, whatever a plan was made for. */
  suit({ subject, concern }: Plan) {
    for (const { doc } of this.list) if (!same(doc.plan.subject, subject) || !same(doc.plan.concern, concern)) doc.open({ ...doc.plan, subject, concern });
  }

  async compare(plans: Plan[], override?: string) {
    if (this.settings.wrong) return;
    const job = await this.work.carryOut('comparisons', { plans, override, policy: page.policy, ...this.settings.order });
    if (job) {
      try {
        this.done = { id: job.id, plans, compared: await load(job.id) };
        put(last, { id: job.id, plans }, true);
      } catch (error) {
        this.work.problem = problemOf(error);
      }
    }
    this.#mark(this.work.problem?.errors ?? []);
  }

  /** After a reload the server may still have the last comparison of this tab. */
  async restore() {
    const kept = take(last, true);
    if (!isPlan(kept) || this.done) return;
    const { id, plans } = kept as { id: string; plans: Plan[] };
    const compared = await load(id).catch(() => null);
    if (compared && !this.done) this.done = { id, plans, compared };
  }

  /** Mistakes that the server found in the plans, `/plans/1/device/…`, go to their fields. */
  #mark(errors: PlanError[]) {
    this.list.forEach(({ live }, n) => {
      const at = `/plans/${n + 1}/`;
      const own = errors.filter((error) => error.pointer.startsWith(at));
      if (own.length) live.check = { ...(live.check ?? unchecked), valid: false, errors: own.map((error) => ({ ...error, pointer: error.pointer.slice(at.length - 1) })) };
    });
  }

  #variant(plan: Plan): Variant {
    return new Variant(plan, () => this.#keep());
  }

  #keep() {
    put(store, this.list.map((variant) => variant.doc.plan));
  }
}

export const variants = new Variants();
variants.restore();
