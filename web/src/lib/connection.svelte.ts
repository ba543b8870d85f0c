// Whether the server answers. While it does not, or while it wants its address opened anew, it is asked again, each time
// after a longer pause.

const first = 1000;
const longest = 15000;

class Connection {
  state = $state<'here' | 'gone' | 'anew'>('here');
  /** Counts how often the server came back, so that what waited can be asked again. */
  returns = $state(0);
  private pause = first;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Every answer of the server comes by here; null where there was none. */
  note(status: number | null) {
    const now = status === null ? 'gone' : status === 401 ? 'anew' : 'here';
    if (now === 'here' && this.state !== 'here') this.returns++;
    this.state = now;
    clearTimeout(this.timer);
    if (now === 'here') this.pause = first;
    else this.timer = setTimeout(() => this.ask(), this.pause);
  }

  async ask() {
    this.pause = Math.min(longest, this.pause * 2);
    const response = await fetch('/api/v1/about').catch(() => null);
    this.note(response?.status ?? null);
  }
}

export const connection = new Connection();
