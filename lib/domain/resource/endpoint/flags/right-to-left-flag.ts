import type { Flag } from '../../../draft/risk';
import { hasRightToLeft } from '../../../text/right-to-left';
import { visible } from '../../../text/visible';
import { newTexts } from '../spec-texts';
import type { Subject } from './subject';

export function rightToLeftText({ base, proposed }: Subject): Flag[] {
  const found = newTexts(base, proposed).filter(({ text }) => hasRightToLeft(text));
  const [first] = found;
  if (first === undefined) return [];
  const where = found.slice(0, 3).map(({ key }) => visible(key));
  return [
    {
      code: 'right-to-left-text',
      tier: 'medium',
      title: 'Text from right to left',
      sentence: `${where.join(', ')} ${found.length === 1 ? 'holds' : 'hold'} letters that are read from right to left. Here they stand in the order in which programs read them.`,
      field: visible(first.field),
    },
  ];
}
