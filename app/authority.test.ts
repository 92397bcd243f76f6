import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { config } from '@/lib/config';
import { authorityMatrix } from '@/lib/domain/authority/matrix';
import { describe as describeDoor } from '@/lib/http/describe';
import { operations } from '@/lib/http/operations';
import { tools } from '@/lib/mcp/tools';

type Handler = (req: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const root = import.meta.dirname;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const rowsOf = (pattern: RegExp) =>
  authorityMatrix
    .map(({ name }) => name)
    .filter((name) => pattern.test(name))
    .toSorted();

const paths = globSync(['api/**/route.ts', 'log/**/route.ts'], { cwd: root }).map(
  (file) => `/${file.replace(/\/route\.ts$/, '')}`,
);

/** Pages among the routes: each answers GET and holds no data. */
const pages = globSync('api/**/page.tsx', { cwd: root }).map(
  (file) => `GET /${file.replace(/\/page\.tsx$/, '')}`,
);

/** The methods that a route serves: those it exports and does not answer with 405; `*` when all of them answer 404. */
async function servedBy(path: string): Promise<string[]> {
  const handlers = (await import(join(root, path, 'route.ts'))) as Record<string, Handler | undefined>;
  const exported = methods.flatMap((method) => {
    const handler = handlers[method];
    return handler ? [{ method, handler }] : [];
  });
  if (path.startsWith('/api/auth')) return exported.map(({ method }) => `${method} ${path}`);
  const answers = await Promise.all(
    exported.map(async ({ method, handler }) => ({ method, status: await call(handler, method, path) })),
  );
  if (answers.every(({ status }) => status === 404)) return [`* ${path}`];
  return answers.filter(({ status }) => status !== 405).map(({ method }) => `${method} ${path}`);
}

async function call(handler: Handler, method: string, path: string): Promise<number> {
  const { origin, host } = new URL(config().publicUrl);
  const request = new Request(new URL(path, origin), { method, headers: { host } });
  return (await handler(request, { params: Promise.resolve({ id: 'x' }) })).status;
}

describe('the authority matrix knows everything that can be asked', () => {
  it('every route and method under app/api and app/log has a row, and every such row a route', async () => {
    const served = (await Promise.all(paths.map(servedBy))).flat();
    expect([...served, ...pages].toSorted()).toEqual(rowsOf(/ \/(?:api|log)\//));
    expect(served.length).toBeGreaterThan(15);
  });

  it('every server action has a row, and every such row an action', () => {
    const files = globSync('**/actions.ts', { cwd: root });
    const actions = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^export async function (\w+)/gm)].map(
        ([, name]) => `action ${name}`,
      ),
    );
    expect(actions.toSorted()).toEqual(rowsOf(/^action /));
  });

  it('every MCP tool has a row with its scope, and every such row but the apply that is not there a tool', () => {
    const named = tools.map(({ name, classes }) => `tool ${name} ${classes.scope}`);
    const rows = authorityMatrix.filter(
      ({ name }) => name.startsWith('tool ') && name !== 'tool draft_apply',
    );
    expect(named.toSorted()).toEqual(rows.map(({ name, scope }) => `${name} ${scope}`).toSorted());
    expect(tools.map(({ name }) => name).filter((name) => /apply/i.test(name))).toEqual([]);
  });

  it('no server action hides in a file of another name', () => {
    const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
    const hidden = files.filter(
      (file) =>
        !file.endsWith('/actions.ts') &&
        /^\s*['"]use server['"]/m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(hidden).toEqual([]);
  });

  it('the REST description holds every route of the tree and no other', () => {
    const described = [...operations, describeDoor].map(({ method, path }) => `${method} ${path}`);
    expect([...described, ...pages, '* /api/v1/[[...path]]'].toSorted()).toEqual(rowsOf(/ \/api\/v1\//));
  });
});
