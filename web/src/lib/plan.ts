// The plan as a document: the JSON of the plan file, changed only through JSON pointers, with a history.
import type { Json, Plan } from './types';

type Key = string | number;

const unescape = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');
export const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

const keys = (pointer: string): Key[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map((part) => (/^\d+$/.test(part) ? Number(part) : unescape(part)));

export function get(plan: Json | undefined, pointer: string): Json | undefined {
  let at: Json | undefined = plan;
  for (const key of keys(pointer)) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<Key, Json>)[key];
  }
  return at;
}

function put(at: Json | undefined, path: Key[], value: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = Array.isArray(at) ? [...at] : [];
    const item = put(list[key], rest, value);
    if (item === undefined) list.splice(key, 1);
    else list[key] = item;
    return list.length ? list : undefined;
  }
  const { [key]: old, ...others } = (at ?? {}) as Record<string, Json | undefined>;
  const item = put(old, rest, value);
  // A key that was there keeps its place, so that a file keeps its order.
  if (item !== undefined) return { ...((at ?? {}) as object), [key]: item };
  return Object.keys(others).length ? others : undefined;
}

const kept = ['subject', 'concern', 'device', 'technique', 'schedule'];

/** A copy with one value changed; undefined takes it out, and with it tables and lists that it leaves empty. */
export function set(plan: Plan, pointer: string, value: Json | undefined): Plan {
  const next = { ...((put(plan, keys(pointer), value) ?? {}) as Plan) };
  // The format requires these tables, also when nothing is in them yet.
  for (const name of kept) next[name] ??= {};
  return next;
}

export function move(plan: Plan, pointer: string, from: number, to: number): Plan {
  const list = get(plan, pointer);
  if (!Array.isArray(list) || to < 0 || to >= list.length) return plan;
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return set(plan, pointer, next);
}

export const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** Undo and redo. Changes of one field close after another are one step. */
export class History {
  private past: Plan[] = [];
  private future: Plan[] = [];
  private mark = '';
  private when = 0;

  record(before: Plan, mark: string, now: number): void {
    if (mark === '' || mark !== this.mark || now - this.when > 800) this.past.push(before);
    if (this.past.length > 200) this.past.shift();
    this.future = [];
    this.mark = mark;
    this.when = now;
  }

  undo(current: Plan): Plan {
    const plan = this.past.pop();
    if (!plan) return current;
    this.future.push(current);
    this.mark = '';
    return plan;
  }

  redo(current: Plan): Plan {
    const plan = this.future.pop();
    if (!plan) return current;
    this.past.push(current);
    this.mark = '';
    return plan;
  }

  get canUndo() {
    return this.past.length > 0;
  }
  get canRedo() {
    return this.future.length > 0;
  }
}
