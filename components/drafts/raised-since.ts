import type { Flag } from '@/lib/domain/draft/risk';
import type { Refusal } from '@/lib/domain/refusal';

/** Titles of the high flags that still wait for a tick: those on the page, and those that a refused apply named. */
export function raisedSince(
  flags: readonly Flag[],
  ticks: Readonly<Record<string, string>>,
  refusal: Refusal | null,
): readonly string[] {
  const waits = ({ code }: { code: string }) => ticks[code] === undefined;
  const onPage = flags.filter((flag) => flag.tier === 'high' && waits(flag)).map(({ title }) => title);
  const issues = refusal?.code === 'CHECKLIST_INCOMPLETE' ? (refusal.issues ?? []) : [];
  return [...new Set([...onPage, ...issues.filter(waits).map(({ message }) => message)])];
}
