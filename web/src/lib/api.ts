// Calls of the server. What it refuses, what cannot be read and what never came are all thrown as ApiError.
import { connection } from './connection.svelte';
import type { About, Catalogue, Check, Examples, Job, Plan, Problem } from './types';
import type { SchemaNode } from './schema';
import { words } from './words';

const base = '/api/v1';
/** Runs, comparisons and designs go alike. */
export type Kind = 'runs' | 'comparisons' | 'designs';

export class ApiError extends Error {
  constructor(readonly problem: Problem, readonly retryAfter = 0) {
    super(problem.detail || problem.title);
  }
}

export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError ? error.problem : { title: words.pageFailed, status: -1, detail: String(error) };
export const aborted = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';
const unreadable = (path: string) => new ApiError({ title: words.unreadable, status: -1, detail: words.unreadableFrom(path) });

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(base + path, init);
  } catch (error) {
    if (aborted(error)) throw error;
    connection.note(null);
    throw new ApiError({ title: words.unreachable, status: 0, detail: '' });
  }
  connection.note(response.status);
  if (response.ok) return response;
  const told: Partial<Problem> = await response.json().catch(() => ({}));
  throw new ApiError({ title: response.statusText, detail: '', ...told, status: response.status }, Number(response.headers.get('Retry-After')) || 0);
}

/** An answer counts only when it has what the page needs of it. */
async function read<T extends object>(response: Response, path: string, ...needed: (keyof T & string)[]): Promise<T> {
  const value: unknown = await response.json().catch((error) => {
    throw aborted(error) ? error : unreadable(path);
  });
  if (value === null || typeof value !== 'object' || needed.some((name) => !(name in value))) throw unreadable(path);
  return value as T;
}

export const get = async <T extends object>(path: string, ...needed: (keyof T & string)[]) => read<T>(await ask(path), path, ...needed);
const post = (path: string, body: unknown, signal?: AbortSignal) =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });

export const about = () => get<About>('/about', 'policies', 'default_policy');
export const catalogue = () => get<Catalogue>('/catalogue', 'sites', 'devices', 'products', 'facts');
export const planSchema = () => get<SchemaNode>('/schema/plan', 'properties');
export const examples = () => get<Examples>('/examples', 'plans', 'goals');

export async function readPlan(text: string): Promise<Plan> {
  const response = await ask('/plan/read', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text });
  return (await read<{ plan: Plan }>(response, '/plan/read', 'plan')).plan;
}

export const writePlan = async (plan: Plan): Promise<string> => (await post('/plan/write', { plan })).text();

let checking: AbortController | undefined;

/** The newest question wins: an earlier one that still waits is given up and throws AbortError. */
export async function checkPlan(plan: Plan, policy?: string): Promise<Check> {
  checking?.abort();
  checking = new AbortController();
  return read<Check>(await post('/plan/check', { plan, policy }, checking.signal), '/plan/check', 'valid', 'errors', 'refusals', 'screening');
}

export const startJob = async (kind: Kind, body: unknown) => read<Job>(await post(`/${kind}`, body), `/${kind}`, 'id', 'state');
export const jobState = (kind: Kind, id: string) => get<Job>(`/${kind}/${id}`, 'id', 'state');
export const cancelJob = (kind: Kind, id: string) => ask(`/${kind}/${id}`, { method: 'DELETE' });
export const fileOf = (kind: Kind, id: string, name: string) => `${base}/${kind}/${id}/files/${name}`;
export const jobFile = async (kind: Kind, id: string, name: string) => (await ask(`/${kind}/${id}/files/${name}`)).blob();
export const jobResult = <T extends object>(kind: Kind, id: string, name: string, ...needed: (keyof T & string)[]) => get<T>(`/${kind}/${id}/files/${name}`, ...needed);
export const runFields = <T extends object>(id: string, ...needed: (keyof T & string)[]) => get<T>(`/runs/${id}/fields`, ...needed);
export const runField = async (id: string, name: string) => new Uint8Array(await (await ask(`/runs/${id}/fields/${name}`)).arrayBuffer());

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
export const over = ({ state }: Job) => state !== 'queued' && state !== 'running';

/** Browsers keep few connections to one server open, so one stream of events is held at most; other jobs are asked. */
let streaming = false;

/** Resolves when the stream has nothing more to say: the job is over, the server closes, or the connection broke. */
async function listen(kind: Kind, id: string, tell: (news: Partial<Job>) => void): Promise<'done' | 'over' | 'closing' | 'broken'> {
  if (streaming) return 'broken';
  streaming = true;
  const source = new EventSource(`${base}/${kind}/${id}/events`);
  try {
    return await new Promise((done) => {
      source.addEventListener('progress', (event) => {
        try {
          tell(JSON.parse(event.data));
        } catch {
          done('broken');
        }
      });
      source.addEventListener('done', () => done('done'));
      for (const name of ['failed', 'cancelled']) source.addEventListener(name, () => done('over'));
      source.addEventListener('shutdown', () => done('closing'));
      source.addEventListener('error', () => done('broken'));
    });
  } finally {
    source.close();
    streaming = false;
  }
}

/** Follows a job to its end, by its events and where they break by asking. */
export async function follow(kind: Kind, started: Job, tell: (job: Job) => void): Promise<Job> {
  let job = started;
  const say = (news: Partial<Job>) => tell((job = { ...job, ...news }));
  const ended = await listen(kind, job.id, (news) => say({ state: 'running', ...news }));
  if (ended === 'closing') {
    connection.note(null);
    throw new ApiError({ title: words.closing, status: 0, detail: words.closingDetail });
  }
  if (ended === 'done') return { ...job, state: 'done', progress: 1 };
  for (let wait = 400; ; wait = Math.min(4000, wait * 1.5)) {
    try {
      say(await jobState(kind, job.id));
      if (over(job)) return job;
    } catch (error) {
      // A server that is away may come back; anything else is an answer.
      if (problemOf(error).status !== 0) throw error;
    }
    await pause(wait);
  }
}
