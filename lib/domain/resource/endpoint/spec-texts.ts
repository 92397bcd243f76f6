import { isObject, textOf } from '../../json/read-value';
import type { Spec } from '../resource-kind';

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
      text: `${inner} ${textOf(item) ?? ''}`,
    }));
  });
}

/** The texts of the proposed spec that the base does not have in the same place. */
export function newTexts(base: Spec | null, proposed: Spec): Text[] {
  const before = new Set(textsOf(base).map(({ key, text }) => `${key}\0${text}`));
  return textsOf(proposed).filter(({ key, text }) => !before.has(`${key}\0${text}`));
}
