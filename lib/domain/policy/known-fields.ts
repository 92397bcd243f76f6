import { type Refusal, refuse } from '../refusal';
import { editDistance } from '../text/edit-distance';
import { argumentPaths } from './argument-paths';
import { type ArgumentValues, canHold, valuesAt } from './argument-values';
import type { Match } from './rule';
import { type ToolName, toolNames } from './tool-classes';

/**
 * Refuses a rule that looks at a field which no tool that it is about takes, or not together with the fields before it:
 * it would never match, and deny nothing for ever. A stored rule is not asked: it was accepted, and stays as it is.
 */
export function unknownField({ tools, arguments: predicates = [] }: Match): Refusal | null {
  let about: readonly ToolName[] = toolNames.filter((tool) => tools === undefined || tools.includes(tool));
  for (const [place, { field }] of predicates.entries()) {
    const taking = about.filter((tool) => argumentPaths[tool].some((path) => isAt(field, path)));
    if (taking.length === 0) return refusalAt(place, nearest(field, about));
    about = taking;
  }
  return null;
}

/**
 * Refuses a rule that names a value which its field cannot hold: `spec.environment equals "production"` would never match
 * either. Every value of a list must be possible, for whoever wrote it meant each of them.
 */
export function impossibleValue({ arguments: predicates = [] }: Match): Refusal | null {
  for (const [place, predicate] of predicates.entries()) {
    const values = valuesAt(predicate.field);
    const named = 'in' in predicate ? predicate.in : [predicate.equals];
    const wrong = named.findIndex((value) => !canHold(values, value));
    if (wrong >= 0) return valueRefusedAt(place, 'in' in predicate ? `in.${wrong}` : 'equals', values);
  }
  return null;
}

const valueWords = (values: ArgumentValues): string => {
  if (values === 'text') return 'a text';
  if (values === 'integer') return 'a whole number';
  if (values === 'boolean') return 'true or false';
  return `one of ${values.join(', ')}`;
};

function valueRefusedAt(place: number, side: string, values: ArgumentValues): Refusal {
  const message = `This field holds ${valueWords(values)}, so the rule would never match.`;
  return refuse('VALIDATION_FAILED', `The input is not valid. ${message}`, {
    hint: 'Name a value that the field can hold.',
    issues: [{ path: `match.arguments.${place}.${side}`, code: 'invalid_value', message }],
  }).refusal;
}

/** Whether a field is at a path of the table, in which `*` is any one name. */
function isAt(field: string, path: string): boolean {
  const names = field.split('.');
  const wanted = path.split('.');
  return names.length === wanted.length && wanted.every((name, at) => name === '*' || name === names[at]);
}

/** The known field that was probably meant: one letter or two off, its last part alone, or what stands within it. */
function nearest(field: string, about: readonly ToolName[]): string | null {
  const paths = [...new Set(about.flatMap((tool) => argumentPaths[tool]))];
  const close = (limit: number) => paths.find((path) => editDistance(field, path, limit) <= limit);
  return (
    close(1) ??
    close(2) ??
    paths.find((path) => path.endsWith(`.${field}`)) ??
    paths.find((path) => path.startsWith(`${field}.`)) ??
    null
  );
}

function refusalAt(place: number, meant: string | null): Refusal {
  const said = meant === null ? '' : ` Perhaps ${meant} is meant.`;
  const message = `No tool that this rule is about takes this field, so it would never match.${said}`;
  return refuse('VALIDATION_FAILED', `The input is not valid. ${message}`, {
    hint: 'Name a field that holds a value in the arguments of the tools of this rule.',
    issues: [{ path: `match.arguments.${place}.field`, code: 'invalid_value', message }],
  }).refusal;
}
