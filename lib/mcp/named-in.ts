import { valueAt } from '@/lib/domain/json/read-value';

/** What a request is about, as its method names it; what stands beside that is not looked at. Null where nothing is named. */
export function namedIn(method: string, params: unknown): string | null {
  const found = valueAt(params, ...(places[method] ?? ['name']));
  return typeof found === 'string' ? found : null;
}

const places: Readonly<Record<string, readonly string[]>> = {
  'tools/call': ['name'],
  'prompts/get': ['name'],
  'resources/read': ['uri'],
  'resources/subscribe': ['uri'],
  'completion/complete': ['ref', 'uri'],
};
