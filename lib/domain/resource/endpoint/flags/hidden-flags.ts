import type { Flag } from '../../../draft/risk';
import { isObject, textOf } from '../../../json/read-value';
import { hasHidden, visible } from '../../../text/visible';
import type { Spec } from '../../resource-kind';
import type { Subject } from './subject';

type Text = { field: string; key: string; text: string };

const nested: Readonly<Record<string, (key: string) => string>> = {
  labels: (key) => `label:${key}`,
  headers: (key) => `header:${key}`,
};

/** Every text of a spec with the field that shows it, one level into objects; deeper is one text. */
function textsOf(spec: Spec | null): Text[] {
  return Object.entries(spec ?? {}).flatMap(([key, value]): Text[] => {
    if (typeof value === 'string') return [{ field: key, key, text: value }];
    if (!isObject(value)) return [{ field: key, key, text: textOf(value) ?? '' }];
    return Object.entries(value).map(([inner, item]) => ({
      field: nested[key]?.(inner) ?? inner,
      key: `${key}.${inner}`,
      text: `${inner}${textOf(item) ?? ''}`,
    }));
  });
}

const codePoints = (text: string): string[] =>
  visible(text, { multiline: true }).match(/U\+[0-9A-F]+(?=⟩)/g) ?? [];

export function hiddenCharacters({ base, proposed }: Subject): Flag[] {
  const before = new Set(textsOf(base).map(({ key, text }) => `${key}\0${text}`));
  const found = textsOf(proposed).filter(
    ({ key, text }) =>
      hasHidden(text, { multiline: key === 'description' }) && !before.has(`${key}\0${text}`),
  );
  const [first] = found;
  if (first === undefined) return [];
  const points = [...new Set(found.flatMap(({ text }) => codePoints(text)))];
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
      chip: 'Hidden characters',
    },
  ];
}
