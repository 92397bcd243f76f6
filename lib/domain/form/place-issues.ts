import type { RefusalCode } from '../refusal';
import type { FormField } from './form-item';

/** A refusal as it stands on the wire. */
type Issue = { path: string; code: string; message: string };
type Refused = { code: RefusalCode; message: string; issues?: readonly Issue[] | undefined };

export type PlacedIssue = { message: string; field: FormField | null };

/** Refusals that name no path and still are about one field. */
const about: Partial<Record<RefusalCode, string>> = {
  RESOURCE_NAME_CONFLICT: 'spec.name',
  RESOURCE_NOT_FOUND: 'spec.name',
};

/** What a refusal says, each at the field whose path it names or is within, in the order of the form. */
export function placeIssues(fields: readonly FormField[], { code, message, issues }: Refused): PlacedIssue[] {
  const found = issues?.length ? issues : [{ path: about[code] ?? '', code, message }];
  const placed = found.map((issue) => wordsAt(fieldFor(fields, issue), issue));
  const rank = ({ field }: PlacedIssue) => (field === null ? fields.length : fields.indexOf(field));
  return placed.toSorted((a, b) => rank(a) - rank(b));
}

/** To a person with an empty input before them, what is missing is not given but filled in. */
const wordsAt = (field: FormField | null, { code, message }: Issue): PlacedIssue => {
  if (field === null || code !== 'missing') return { field, message };
  return { field, message: field.input === 'choice' ? 'Choose one.' : 'Fill this in.' };
};

const fieldFor = (fields: readonly FormField[], { path }: Issue): FormField | null =>
  fields
    .filter((field) => path === field.path || path.startsWith(`${field.path}.`))
    .toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
