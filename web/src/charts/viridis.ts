// Viridis from eleven of its points; in between they are close to straight lines.
export const STOPS = ['#440154', '#482475', '#414487', '#355f8d', '#2a788e', '#21918c', '#22a884', '#44bf70', '#7ad151', '#bddf26', '#fde725'];

/** The colour of a share from 0 to 1. */
export function viridis(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const k = Math.min(STOPS.length - 2, Math.floor(at));
  const part = (stop: string, i: number) => parseInt(stop.slice(i, i + 2), 16);
  return `#${[1, 3, 5].map((i) => Math.round(part(STOPS[k]!, i) + (at - k) * (part(STOPS[k + 1]!, i) - part(STOPS[k]!, i))).toString(16).padStart(2, '0')).join('')}`;
}
