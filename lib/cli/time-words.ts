const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `3h 12m`, `2d 4h`, `12 min`, `under 1 min`. */
export function spanWords(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < minute) return 'under 1 min';
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < day) return `${Math.floor(span / hour)}h ${Math.floor((span % hour) / minute)}m`;
  return `${Math.floor(span / day)}d ${Math.floor((span % day) / hour)}h`;
}

export const agoWords = (then: string, now: Date): string =>
  `${spanWords(now.getTime() - Date.parse(then))} ago`;

/** `in 3h 12m (16:40 UTC)`, or `12 min ago (…)`. */
export function untilWords(then: string, now: Date): string {
  const left = Date.parse(then) - now.getTime();
  const at = `${then.slice(11, 16)} UTC`;
  return left > 0 ? `in ${spanWords(left)} (${at})` : `${spanWords(left)} ago (${at})`;
}
