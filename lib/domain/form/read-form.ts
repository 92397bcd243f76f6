import { accept, type InputIssue, type Result, refuse } from '../refusal';
import { mapFault, readText } from './field-text';
import { type FormField, type FormItem, fieldsIn, isGroup } from './form-item';

/** What was typed, by the path of the field. */
export type FormTexts = Readonly<Record<string, string>>;

/**
 * UNTRUSTED INPUT: what was typed as the fields of a proposal, or a refusal where lines cannot be told apart. Everything
 * else is the schema's to say.
 */
export function readForm(items: readonly FormItem[], texts: FormTexts): Result<Record<string, unknown>> {
  const issues = fieldsIn(items).flatMap(({ path, input }): InputIssue[] => {
    const fault = input === 'map' ? mapFault(texts[path] ?? '') : null;
    return fault === null ? [] : [{ path, code: 'lines', message: fault }];
  });
  if (issues.length === 0) return accept(valuesIn(items, texts));
  return refuse('VALIDATION_FAILED', 'Some lines cannot be read.', { issues });
}

/** An emptied list or map is sent as such, and not filled with its default; what else is empty is left out. */
function valuesIn(items: readonly FormItem[], texts: FormTexts): Record<string, unknown> {
  return Object.fromEntries(
    items.flatMap((item): [string, unknown][] => {
      const value = isGroup(item) ? readGroup(item, texts) : readTyped(item, texts[item.path]);
      return value === undefined ? [] : [[lastOf(item.path), value]];
    }),
  );
}

/** What was not on the form is not empty, but left out. */
const readTyped = (field: FormField, typed: string | undefined): unknown =>
  typed === undefined ? undefined : readText(field, typed);

function readGroup({ items, optional }: Extract<FormItem, { items: unknown }>, texts: FormTexts) {
  const value = valuesIn(items, texts);
  return optional && Object.values(value).every(isEmpty) ? undefined : value;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
