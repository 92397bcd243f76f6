import type { CheckedProposalWire } from '@/lib/domain/wire/checked-proposal-wire';
import type { Paint } from '../colour';
import { changes as changesOf, flags as flagsOf } from './draft-view';

/** How a warning of another pending draft begins. */
const ofTwin = /^(?:drf_\w+|Another pending draft) /;

const listed = (title: string, warnings: readonly string[], paint: Paint): string[] =>
  warnings.length === 0 ? [] : [title, ...warnings.map((warning) => `  ${paint.warn('!')} ${warning}`)];

/** What would become of a proposal, as `draft show` says it of a draft; or what stands in its way, by path. */
export function checkedView(
  { refusal, changes, risk, warnings, may_decide }: CheckedProposalWire,
  paint: Paint,
): string[] {
  if (refusal !== null) {
    return [
      paint.removed('- Would be refused'),
      ...refusal.errors.map(({ path, message }) => `  ${path}: ${message}`),
    ];
  }
  return [
    `${paint.added('+ Could be proposed')}   ${risk?.tier.toUpperCase() ?? ''}`,
    ...(changes === null ? [] : changesOf({ changes }, paint)),
    ...(risk === null ? [] : flagsOf({ risk }, paint)),
    ...listed(
      'WARNINGS',
      warnings.filter((warning) => !ofTwin.test(warning)),
      paint,
    ),
    ...listed(
      'ALSO PENDING',
      warnings.filter((warning) => ofTwin.test(warning)),
      paint,
    ),
    ...(may_decide === null ? [] : [may_decide.words]),
  ];
}
