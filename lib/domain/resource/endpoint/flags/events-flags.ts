import type { Flag } from '../../../draft/risk';
import { valueAt } from '../../../json/read-value';
import { visible } from '../../../text/visible';
import type { Spec } from '../../resource-kind';
import { inProduction } from '../facts';
import type { Subject } from './subject';

function eventsOf(spec: Spec | null): string[] {
  const events = valueAt(spec, 'events');
  return Array.isArray(events) ? events.filter((event) => typeof event === 'string') : [];
}

/** Whether a subscription receives everything that `event`, a name or a prefix, stands for. */
const covers = (pattern: string, event: string): boolean =>
  pattern === '*' || pattern === event || (pattern.endsWith('.*') && event.startsWith(pattern.slice(0, -1)));

const named = (events: readonly string[]): string => {
  const rest = events.length > 3 ? ` and ${events.length - 3} more` : '';
  return `${visible(events.slice(0, 3).join(', '))}${rest}`;
};

/** Fewer events than before. Which of them a sender ever sends nobody here knows, so `*` to one name keeps nothing. */
export function eventsNarrowed({ base, proposed }: Subject): Flag[] {
  if (base === null) return [];
  const [before, after] = [eventsOf(base), eventsOf(proposed)];
  const lost = before.filter((event) => !after.some((pattern) => covers(pattern, event)));
  if (lost.length === 0) return [];
  const littleStays = (before.length - lost.length) * 2 < before.length;
  const lead = before.includes('*') ? 'Every event arrived' : `${named(lost)} arrived in full`;
  const sentence = `${lead}; now only ${named(after) || 'nothing'} will.`;
  return [
    {
      code: 'events-narrowed',
      tier: littleStays && inProduction(base, proposed) ? 'high' : 'medium',
      title: littleStays ? 'Most events stop' : 'Fewer events',
      sentence,
      field: 'events',
    },
  ];
}
