import { join } from 'node:path';
import { z } from 'zod';
import { describe as describeDoor } from '../describe';
import type { Operation } from '../operation';
import { operations } from '../operations';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const exportsSchema = z.record(z.string(), z.unknown());
const handlerSchema = z.custom<Handler>((it) => typeof it === 'function', 'nothing serves this method');
const root = join(import.meta.dirname, '../../../app');

/** Answers a request as Next would: by the route file of the one operation whose path it is. */
export async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = [...operations, describeDoor]
    .map((operation) => ({ operation, params: paramsOf(operation, pathname) }))
    .filter(({ params }) => params !== null)
    .toSorted((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length)[0];
  if (found?.params == null) throw new Error(`nothing serves ${pathname}`);
  const route = exportsSchema.parse({ ...(await import(join(root, found.operation.path, 'route.ts'))) });
  const handler = handlerSchema.parse(route[request.method]);
  return handler(request, { params: Promise.resolve(found.params) });
}

function paramsOf({ path }: Operation, pathname: string): Record<string, string> | null {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name);
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\[\w+\]/g, '([^/]+)')}$`);
  const values = pattern.exec(pathname)?.slice(1);
  if (values === undefined) return null;
  return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')]));
}
