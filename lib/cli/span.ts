import { InvalidArgumentError } from 'commander';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `24h`, `7d` before now, or a moment as RFC 3339. */
export function momentOf(said: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(said) ?? [];
  if (count !== undefined && (unit === 'm' || unit === 'h' || unit === 'd')) {
    return new Date(now.getTime() - Number(count) * units[unit]);
  }
  const moment = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(said) ? Date.parse(said) : Number.NaN;
  if (Number.isNaN(moment)) throw new InvalidArgumentError('Say 30m, 24h, 7d or 2026-11-21T09:30:00Z.');
  return new Date(moment);
}
