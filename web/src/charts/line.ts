// What a LineChart draws.
import type { Mark } from './colours';

/** Between `lo` and `hi` lies what `says` says. Bands of a line stand from the widest to the narrowest. */
export interface Band { lo: number[]; hi: number[]; says: string }
export interface Line { key: string; title: string; mark: Mark; x: number[]; y: number[]; bands?: Band[]; ghost?: boolean }
export interface Point { x: number; y: number; error: number | null; hollow: boolean; title: string }

/** A band where there is one: without draws its edges are the line. */
export const band = (lo: number[], hi: number[], says = '90 of 100 draws'): Band[] => (lo.some((v, i) => v < hi[i]!) ? [{ lo, hi, says }] : []);
