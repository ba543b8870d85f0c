// From where a block of skin is looked at: around it, up from level, and how many times its side away. Blocks that share
// a pose turn together.
import type { Block } from './block';

export class Pose {
  around = 0.7;
  up = 0.36;
  away = 2.15;
  readonly blocks = new Set<Block>();

  // `most`: how wide a block is at most, in mm.
  constructor(readonly most = 5) {}

  turn(around: number, up: number): void {
    this.around += around;
    this.up = Math.min(1.5, Math.max(-1.2, this.up + up));
    for (const block of this.blocks) block.draw();
  }

  zoom(by: number): void {
    this.away = Math.min(5, Math.max(0.8, this.away * by));
    for (const block of this.blocks) block.draw();
  }
}
