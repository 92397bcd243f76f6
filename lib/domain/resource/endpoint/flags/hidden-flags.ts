import type { Flag } from '../../../draft/risk';
import { hasHidden, hiddenIn, visible } from '../../../text/visible';
import { newTexts } from '../spec-texts';
import type { Subject } from './subject';

export function hiddenCharacters({ base, proposed }: Subject): Flag[] {
  const found = newTexts(base, proposed).filter(({ key, text }) =>
    hasHidden(text, { multiline: key === 'description' }),
  );
  const [first] = found;
  if (first === undefined) return [];
  const points = [...new Set(found.flatMap(({ text }) => hiddenIn(text)))];
  const named =
    points.length > 5 ? `${points.slice(0, 5).join(', ')} and ${points.length - 5} more` : points.join(', ');
  const where = found
    .map(({ key }) => visible(key))
    .slice(0, 3)
    .join(', ');
  return [
    {
      code: 'hidden-characters',
      tier: 'high',
      title: 'Hidden characters',
      sentence: `${where} ${found.length === 1 ? 'holds' : 'hold'} characters that do not show or that reorder text${named ? `: ${named}` : ''}.`,
      field: visible(first.field),
    },
  ];
}
