import { usageFailure } from './failure';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `--json a,b.c`: only these fields of an object, or of every object of a list. `true` is all of it. */
export function pickFields(value: unknown, asked: string | boolean): unknown {
  if (typeof asked === 'boolean') return value;
  const names = asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (Array.isArray(value)) return value.map((item) => picked(item, names));
  return picked(value, names);
}

function picked(value: unknown, names: readonly string[]): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(names.map((name) => [name, fieldOf(value, name)]));
}

function fieldOf(value: Json, name: string): unknown {
  let found: unknown = value;
  for (const part of name.split('.')) {
    if (!isObject(found) || !Object.hasOwn(found, part)) {
      throw usageFailure(`There is no field ${name}.`, `Fields: ${Object.keys(value).join(', ')}`);
    }
    found = found[part];
  }
  return found;
}
