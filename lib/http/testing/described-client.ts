import createClient from 'openapi-fetch';
import { expect } from 'vitest';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { operations } from '../operations';
import { sessionCookie } from './ask';
import type { paths } from './contract.gen';
import { unlikeDescribed } from './described-answer';
import { dispatch } from './dispatch';

/** The operations whose promised answer a client has got. */
export const answered = new Set<string>();

/** The client that the description promises. Every answer that it gets is held to the description. */
export function clientWith(headers: Record<string, string>) {
  const { origin, host } = new URL(config().publicUrl);
  const client = createClient<paths>({ baseUrl: origin, headers: { host, ...headers }, fetch: dispatch });
  client.use({
    async onResponse({ request, response, schemaPath }) {
      expect(await unlikeDescribed(request.method, schemaPath, response)).toEqual([]);
      if (response.ok) answered.add(`${request.method} ${schemaPath}`);
    },
  });
  return client;
}

/** That client in the browser of a signed-in person. */
export const clientOf = async (human: Human) =>
  clientWith({ cookie: await sessionCookie(human), origin: new URL(config().publicUrl).origin });

/** The answer that a client expects to be given. */
export function given<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
}

const aboutAgents = new Set([
  'keys',
  'policy',
  'stops',
  'circuits',
  'safety',
  'calls',
  'correlations',
  'runs',
]);

/** Every operation that answers once, as a client names it: those about agents, or the others. */
export const described = (isAboutAgents: boolean): string[] =>
  operations
    .filter(({ answer, path }) => {
      const [, , , area = ''] = path.split('/');
      return answer.mediaType === undefined && aboutAgents.has(area) === isAboutAgents;
    })
    .map(({ method, path }) => `${method} ${path.replaceAll('[', '{').replaceAll(']', '}')}`);
