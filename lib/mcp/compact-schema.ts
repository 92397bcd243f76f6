import { isObject } from '@/lib/domain/json/read-value';
import type { JsonSchema } from '@/lib/door/json-schema';

/**
 * A schema for a list that every client reads whole: without the keywords named. A member of `properties` is a field
 * of ours, whatever its name.
 */
export function without(keywords: ReadonlySet<string>, schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => !keywords.has(keyword));
  return Object.fromEntries(
    entries.map(([keyword, value]) => [
      keyword,
      keyword === 'properties' && isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inside(keywords, field)]))
        : inside(keywords, value),
    ]),
  );
}

function inside(keywords: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inside(keywords, item));
  return isObject(value) ? without(keywords, value) : value;
}
