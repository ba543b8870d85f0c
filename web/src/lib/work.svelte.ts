// One piece of work on the server at a time, from its start to its end, whatever comes between.
import * as api from './api';
import type { Job, Problem } from './types';

export class Work {
  job = $state.raw<Job | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Seconds until a server that was too busy is asked again. */
  waiting = $state(0);
  private sending = $state(false);
  /** Goes up with each start and each cancel: an older piece of work then has nothing more to say. */
  private turn = 0;
  private kind: api.Kind = 'runs';

  get busy() {
    return this.sending || (this.job !== null && !api.over(this.job));
  }

  /** The job when it came to its end; null where it did not, or was superseded. */
  async carryOut(kind: api.Kind, body: unknown): Promise<Job | null> {
    const turn = ++this.turn;
    this.kind = kind;
    this.problem = this.job = null;
    this.sending = true;
    try {
      const started = await this.send(kind, body, turn);
      if (!started) return null;
      if (turn !== this.turn) {
        if (!api.over(started)) await api.cancelJob(kind, started.id);
        return null;
      }
      this.job = started;
      this.sending = false;
      const ended = api.over(started) ? started : await api.follow(kind, started, (job) => turn === this.turn && (this.job = job));
      if (turn !== this.turn) return null;
      this.job = ended;
      this.problem = ended.problem ?? null;
      return ended.state === 'done' ? ended : null;
    } catch (error) {
      if (turn === this.turn) {
        this.job = null;
        this.problem = api.problemOf(error);
      }
      return null;
    } finally {
      if (turn === this.turn) this.sending = false;
    }
  }

  /** A server with too much to do says how long to wait; the wait is told. */
  private async send(kind: api.Kind, body: unknown, turn: number): Promise<Job | null> {
    while (turn === this.turn) {
      try {
        return await api.startJob(kind, body);
      } catch (error) {
        if (!(error instanceof api.ApiError && error.problem.status === 429)) throw error;
        for (this.waiting = error.retryAfter || 5; this.waiting > 0 && turn === this.turn; this.waiting--) await api.pause(1000);
      }
    }
    return null;
  }

  async cancel() {
    const { job, kind } = this;
    this.turn++;
    this.job = null;
    this.sending = false;
    this.waiting = 0;
    if (job && !api.over(job)) await api.cancelJob(kind, job.id).catch(() => null);
  }
}
