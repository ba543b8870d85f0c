// The one time of the page: what the slider, the cross-section and every cursor line share.
import { course, label, stretched, type Course } from './course';
import type { Result } from './result';

const WHOLE_COURSE_MS = 24_000;

export class Clock {
  #t = $state(0);
  playing = $state(false);
  #source: () => Result | Course;
  #lead: Clock | undefined;
  course = $derived.by(() => {
    const source = this.#source();
    return 'spans' in source ? source : course(source);
  });
  scale = $derived(stretched(this.course));
  label = $derived(label(this.course, this.t));

  // With a lead, the time is that of the lead, as far as this course goes.
  constructor(source: () => Result | Course, lead?: Clock) {
    this.#source = source;
    this.#lead = lead;
  }

  get t(): number {
    return this.#lead ? Math.min(this.#lead.t, this.course.end) : this.#t;
  }
  set t(t: number) {
    if (this.#lead) this.#lead.t = t;
    else this.#t = t;
  }

  get pos(): number {
    return this.scale.to(Math.min(this.t, this.course.end));
  }
  set pos(p: number) {
    this.t = this.scale.from(Math.min(1, Math.max(0, p)));
  }

  go(t: number): void {
    this.t = Math.min(this.course.end, Math.max(0, t));
  }

  // Runs from here to the end; returns what stops it. Who wants less motion gets a step every second instead.
  play(calm: boolean): () => void {
    this.playing = true;
    if (this.pos >= 0.999) this.pos = 0;
    if (calm) {
      const beat = setInterval(() => this.#advance(1 / 40), 1000);
      return () => clearInterval(beat);
    }
    let last = performance.now();
    let frame = requestAnimationFrame(function tick(this: Clock, now: number): void {
      this.#advance((now - last) / WHOLE_COURSE_MS);
      last = now;
      if (this.playing) frame = requestAnimationFrame(tick.bind(this));
    }.bind(this));
    return () => cancelAnimationFrame(frame);
  }

  #advance(by: number): void {
    this.pos += by;
    if (this.pos >= 1 - 1e-9) this.playing = false;
  }
}
