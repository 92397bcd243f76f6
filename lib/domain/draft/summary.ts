import { shorten } from '../text/shorten';
import type { Change, Changes } from './change';
import type { Operation } from './draft';
import { riskTiers } from './risk';

const maxSummary = 120;
const maxPair = 24;

const weight = ({ flags, tier }: Change): number => flags.length * riskTiers.length + riskTiers.indexOf(tier);

/** The change that matters most, as short as a row asks for: the value before gives way first. */
function leading(changed: readonly Change[]): string {
  const [first] = changed.toSorted((a, b) => weight(b) - weight(a));
  if (first === undefined) return 'Nothing changes';
  const { label, before, after, words, free } = first;
  if (free !== undefined) return `${after === null ? 'Remove' : 'Change'} ${free}`;
  const long = before !== null && after !== null && before.length + after.length > maxPair;
  return long && words.startsWith(`${label} ${before}`) ? `${label} → ${after}` : words;
}

const phrases: Record<Operation, (changed: readonly Change[]) => string> = {
  create: ([first]) => (first?.after && !first.free ? `Create → ${first.after}` : 'Create'),
  delete: ([first]) => (first?.before && !first.free ? `Delete (${first.before})` : 'Delete'),
  update: leading,
};

/** A draft in one row of words, visible and without free text, at most 120 UTF-16 units. How many fields change is told beside it. */
export const summaryOf = (operation: Operation, { changed }: Changes): string =>
  shorten(phrases[operation](changed), maxSummary);
