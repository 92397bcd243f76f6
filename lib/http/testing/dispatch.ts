import { join } from 'node:path';
import { z } from 'zod';
import { describe as describeDoor } from '../describe';
import { logOperations } from '../log-operations';
import type { Operation } from '../operation';
import { operations } from '../operations';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const exportsSchema = z.record(z.string(), z.unknown());
const handlerSchema = z.custom<Handler>((it) => typeof it === 'function', 'nothing serves this method');
const root = join(import.meta.dirname, '../../../app');

/** Answers a request as Next would: by the route file whose path it is, else by the one for what is not there. */
export async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = servedAt(pathname);
  const path = found?.operation.path ?? '/api/v1/[[...path]]';
  const route = exportsSchema.parse({ ...(await import(join(root, path, 'route.ts'))) });
  const handler = handlerSchema.parse(route[request.method]);
  return handler(request, { params: Promise.resolve(found?.params ?? {}) });
}

/** The path of the operation that answers this request, as the description names it, or null. */
export function describedPath(method: string, pathname: string): string | null {
  const path = servedAt(pathname)?.operation.path;
  const isDescribed = operationsAndDoor.some((one) => one.path === path && one.method === method);
  return isDescribed && path !== undefined ? path.replaceAll('[', '{').replaceAll(']', '}') : null;
}

const operationsAndDoor = [...operations, describeDoor];
const served = [...operationsAndDoor, ...logOperations];

/** A fixed path goes before one with an id in its place. */
function servedAt(pathname: string) {
  return served
    .map((operation) => ({ operation, params: paramsOf(operation, pathname) }))
    .filter(({ params }) => params !== null)
    .toSorted((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length)[0];
}

function paramsOf({ path }: Operation, pathname: string): Record<string, string> | null {
  const names = [...path.matchAll(/\[(?:\.{3})?(\w+)\]/g)].map(([, name = '']) => name);
  const fixed = path.split(/(\[[.\w]+\])/);
  const pattern = new RegExp(`^${fixed.map(patternOf).join('')}$`);
  const values = pattern.exec(pathname)?.slice(1);
  if (values === undefined) return null;
  return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')]));
}

/** One segment for a name, all that are left for one with dots before it. */
function patternOf(part: string): string {
  if (part.startsWith('[...')) return '(.+)';
  return part.startsWith('[') ? '([^/]+)' : part.replaceAll('.', '\\.');
}
