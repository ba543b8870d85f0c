// Moves labels at the ends of lines apart so that none overlaps, keeping their order.
export function apart<T extends { at: number }>(labels: T[], gap: number, top: number, bottom: number): (T & { y: number })[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at).map((l) => ({ ...l, y: l.at }));
  sorted.forEach((l, i) => {
    l.y = Math.max(l.y, top, i ? sorted[i - 1]!.y + gap : top);
  });
  for (let i = sorted.length - 1, limit = bottom; i >= 0; i--, limit = sorted[i + 1]!.y - gap) sorted[i]!.y = Math.min(sorted[i]!.y, limit);
  return sorted;
}

// Lines of at most so many letters, broken between words.
export const wrap = (text: string, letters: number): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last !== undefined && `${last} ${word}`.length <= letters ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
