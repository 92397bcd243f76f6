const units = [
  { size: 86_400, short: 'd', long: 'day' },
  { size: 3_600, short: 'h', long: 'h' },
  { size: 60, short: 'm', long: 'min' },
  { size: 1, short: 's', long: 's' },
] as const;

/** A span of milliseconds as `3 h 12 m`, `2 d`, `40 s`: at most two units, the second only below a week. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const index = units.findIndex((unit) => seconds >= unit.size);
  const unit = units[index === -1 ? units.length - 1 : index];
  if (!unit) return '0 s';
  const count = Math.floor(seconds / unit.size);
  const next = units[index + 1];
  const rest = next ? Math.floor((seconds % unit.size) / next.size) : 0;
  const detailed = next && rest > 0 && unit.size >= 3_600 && count < (unit.short === 'd' ? 7 : 24);
  return detailed ? `${count} ${unit.short} ${rest} ${next.short}` : `${count} ${unit.short}`;
}

/** `12 min ago` or `in 3 h 12 m`; within five seconds `just now` or `in a moment`. */
export function relativeWords(at: Date, now: number): string {
  const ms = at.getTime() - now;
  if (Math.abs(ms) < 5_000) return ms > 0 ? 'in a moment' : 'just now';
  if (ms > 0) return `in ${spanWords(ms)}`;
  return `${roundedWords(-ms)} ago`;
}

function roundedWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const unit = units.find(({ size }) => seconds >= size) ?? { size: 1, long: 's' };
  const count = Math.floor(seconds / unit.size);
  return `${count} ${unit.long}${unit.long === 'day' && count > 1 ? 's' : ''}`;
}

/** `12 Mar 2026, 16:40:00 UTC`, the same on every machine. */
export function utcWords(at: Date): string {
  const date = at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${date}, ${at.toISOString().slice(11, 19)} UTC`;
}

/** `12 Mar, 16:40 UTC` for places without room for more. */
export function shortUtcWords(at: Date): string {
  const date = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${date}, ${at.toISOString().slice(11, 16)} UTC`;
}
