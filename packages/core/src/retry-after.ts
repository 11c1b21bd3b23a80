/** Headers in which vendors say how long to wait, and the milliseconds that one of their units stands for. */
const spellings: readonly (readonly [string, number])[] = [
  ["retry-after-ms", 1],
  ["x-ms-retry-after-ms", 1],
  ["retry-after", 1_000],
];

/**
 * How long the answer asks us to wait, in milliseconds from `now`: `retry-after-ms` and its kin, or `Retry-After`
 * in seconds or as a date.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  for (const [name, unit] of spellings) {
    const value = headers.get(name)?.trim();
    if (!value) continue;
    if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * unit);
    const date = Date.parse(value);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  return undefined;
}
