// How work on the server is carried out: how the skin is divided, how many draws, from which seed.
const whole = (text: string, least: number, most: number) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

export class Settings {
  fidelity = $state<'cell' | 'column'>('cell');
  samples = $state('64');
  seed = $state('1');

  constructor(readonly least = 0) {}

  get samplesWrong() {
    return !whole(this.samples, this.least, 2000);
  }
  get seedWrong() {
    return !whole(this.seed, 0, Number.MAX_SAFE_INTEGER);
  }
  get wrong() {
    return this.samplesWrong || this.seedWrong;
  }
  get order() {
    return { fidelity: this.fidelity, samples: Number(this.samples), seed: Number(this.seed) };
  }
}
