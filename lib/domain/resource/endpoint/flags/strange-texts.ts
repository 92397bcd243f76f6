import type { Flag } from '../../../draft/risk';
import { textFlags } from '../../../draft/text-flags';
import { newTexts } from '../spec-texts';
import type { Subject } from './subject';

/** What stands out in the strings that the change brings, and in what its proposer wrote beside them. */
export function strangeTexts({ base, proposed, said }: Subject): Flag[] {
  const inSpec = newTexts(base, proposed).map(({ key, field, text }) => {
    const form = key === 'description' ? ('prose' as const) : ('line' as const);
    return { place: key, field, text, form };
  });
  return textFlags([...inSpec, ...said]);
}
