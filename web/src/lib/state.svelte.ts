// What the page holds: the plan with its history, and what the server says of it.
import * as api from './api';
import { get, History, move, same, set } from './plan';
import { unpack } from './share';
import type { SchemaNode } from './schema';
import { idOf, keep, lastOpen, markOpen, newId, parseKept } from './store';
import type { Catalogue, Check, Examples, Json, Plan, PlanError } from './types';

export class Document {
  plan = $state.raw<Plan>({ plan_version: 1 });
  canUndo = $state(false);
  canRedo = $state(false);
  /** Counts documents opened, so that views can start afresh. */
  opened = $state(0);
  private saved = $state.raw<Plan>({});
  private history = new History();

  /** `keep` is told of every change; `fresh`: another plan was opened. */
  constructor(private keep: (plan: Plan, fresh: boolean) => void) {}

  get dirty() {
    return !same(this.plan, this.saved);
  }

  get(pointer: string): Json | undefined {
    return get(this.plan, pointer);
  }

  text(pointer: string): string {
    const value = this.get(pointer);
    return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
  }

  set(pointer: string, value: Json | undefined) {
    if (!same(this.get(pointer), value)) this.change(set(this.plan, pointer, value), pointer);
  }

  move(pointer: string, from: number, to: number) {
    this.change(move(this.plan, pointer, from, to), '');
  }

  /** Another plan in place of this one; undo brings the earlier one back. */
  open(plan: Plan) {
    this.change(plan, '', true);
    this.saved = plan;
    this.opened++;
  }

  /** The first plan of a visit, before which there is nothing to undo. */
  begin(plan: Plan) {
    this.plan = this.saved = plan;
    this.opened++;
  }

  markSaved() {
    this.saved = this.plan;
  }

  undo() {
    this.show(this.history.undo(this.plan));
  }

  redo() {
    this.show(this.history.redo(this.plan));
  }

  private change(plan: Plan, mark: string, fresh = false) {
    this.history.record(this.plan, mark, Date.now());
    this.show(plan, fresh);
  }

  private show(plan: Plan, fresh = false) {
    this.plan = plan;
    this.canUndo = this.history.canUndo;
    this.canRedo = this.history.canRedo;
    this.keep(plan, fresh);
  }
}

export class Live {
  check = $state.raw<Check | null>(null);
  /** The plan that `check` speaks of. */
  checked = $state.raw<Plan | null>(null);
  /** Kept while a plan is invalid, so that advice does not blink. */
  lastScreening = $state.raw<Check['screening']>(null);
  pending = $state(false);
  /** Why there is no new check, where the server answered. */
  problem = $state('');
  policy = $state('standard');

  /** Valid, and nothing bars it. */
  get mayRun() {
    return this.check !== null && this.check.valid && this.check.refusals.length === 0;
  }

  errorsAt(pointer: string): PlanError[] {
    return this.check?.errors.filter((error) => error.pointer === pointer) ?? [];
  }

  async ask(plan: Plan) {
    this.pending = true;
    try {
      this.check = await api.checkPlan(plan, this.policy);
      this.checked = plan;
      if (this.check.screening) this.lastScreening = this.check.screening;
      this.pending = false;
      this.problem = '';
    } catch (error) {
      if (api.aborted(error)) return;
      const { status, title, detail } = api.problemOf(error);
      this.pending = false;
      // That the server is away, or wants its address, is said elsewhere.
      this.problem = status === 0 || status === 401 ? '' : `${title}. ${detail}`;
    }
  }
}

/** Under which key this tab keeps its plan. */
class Tab {
  /** What another tab made of the plan that was open in both. */
  elsewhere = $state.raw<Plan | null>(null);
  /** A link came whose plan cannot be read. */
  unread = $state(false);
  private id = newId();

  call(id: string) {
    this.id = id;
    markOpen(id);
  }

  keep(plan: Plan, fresh = false) {
    if (fresh) this.call(newId());
    keep(this.id, plan);
  }

  /** Another tab changed what is open here too: from now on this tab keeps a copy of its own. */
  heed({ key, newValue }: StorageEvent) {
    const other = key !== null && idOf(key) === this.id ? parseKept(this.id, newValue) : null;
    if (!other || same(other.plan, doc.plan)) return;
    this.elsewhere = other.plan;
    this.keep(doc.plan, true);
  }
}

interface Known {
  catalogue: Catalogue;
  schema: SchemaNode;
  examples: Examples;
  policies: string[];
  pdf: boolean;
}

export const tab = new Tab();
export const doc = new Document((plan, fresh) => tab.keep(plan, fresh));
export const live = new Live();
/** Filled before the form is shown. */
export const known = {} as Known;

const carried = /^#plan=(.+)$/;

/** The plan of a link, else that of the last visit, else the first example. `begun` hears of it before the form can be drawn, which does not wait for it. */
export async function start(begun: () => void) {
  const asked = api.examples();
  const [catalogue, schema, examples] = await Promise.all([api.catalogue(), api.planSchema(), asked, begin(asked).then(() => void begun())]);
  Object.assign(known, { catalogue, schema, examples });
}

async function begin(examples: Promise<Examples>) {
  const { policies, pdf, default_policy } = await api.about();
  Object.assign(known, { policies, pdf });
  live.policy = default_policy;
  const last = lastOpen();
  if (last) tab.call(last.id);
  doc.begin(last?.plan ?? firstOf(await examples));
  await openLink();
}

const firstOf = ({ plans }: Examples): Plan => (plans.find((example) => example.name === 'acne-scars') ?? plans[0])?.plan ?? { plan_version: 1 };

export async function openLink() {
  const packed = carried.exec(location.hash)?.[1];
  if (!packed) return;
  const plan = await unpack(packed);
  history.replaceState(null, '', location.pathname + location.search);
  if (plan) doc.open(plan);
  tab.unread = plan === null;
}
