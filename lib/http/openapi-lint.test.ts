import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { publishedDocument } from './describe';

const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    'operation-singular-tag': 'error',
    'operation-tag-defined': 'error',
    'tag-description': 'error',
    'path-declaration-must-exist': 'error',
    'parameter-description': 'error',
    'no-schema-type-mismatch': 'error',
    'no-required-schema-properties-undefined': 'error',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-parameter-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'operation-4xx-problem-details-rfc7807': 'error',
  },
});

/** Where the linter finds what, for the description as it goes over the wire. */
async function problemsOf(document: unknown): Promise<string[]> {
  const found = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: '/openapi.json',
    config,
  });
  return found.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
}

describe('the linter of the OpenAPI document', () => {
  it('finds nothing', async () => {
    expect(await problemsOf(publishedDocument())).toEqual([]);
  });

  it('is awake: it finds a parameter of no kind and an example that breaks its schema', async () => {
    const { paths, ...rest } = publishedDocument();
    const count = {
      operationId: 'count',
      parameters: [{ name: 'x', in: 'body' }],
      responses: { 200: { content: { 'application/json': { schema: { type: 'string' }, example: 1 } } } },
    };
    const broken = { ...rest, paths: { ...Object(paths), '/api/v1/drafts/count': { get: count } } };
    const rules = (await problemsOf(broken)).map((problem) => problem.split(' ')[0]);
    expect(rules).toEqual(expect.arrayContaining(['struct', 'no-invalid-media-type-examples']));
  });
});
