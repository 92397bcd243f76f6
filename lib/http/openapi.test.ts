import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refusalCategories } from '@/lib/domain/refusal';
import { problemSchema } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from '@/lib/door/status';
import { describe as describeDoor } from './describe';
import { refusalsOf } from './described-refusals';
import { openApi } from './openapi';
import { operations } from './operations';

const all = [...operations, describeDoor];
const json: unknown = JSON.parse(JSON.stringify(openApi(all, 'next-auth.session-token')));

// The parts of the OpenAPI 3.1 structure that this document uses; strict, so that a misspelt field fails.
const schemaObject = z.looseObject({});
const media = z
  .strictObject({
    schema: schemaObject,
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.strictObject({ value: problemSchema })).optional(),
  })
  .refine(({ example, examples }) => example !== undefined || examples !== undefined, 'has no example');
const content = z.record(z.string().regex(/^[a-z]+\/[a-z+-]+$/), media);
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().optional(),
  description: z.string().min(1),
  example: z.string().optional(),
  schema: schemaObject,
});
const operationObject = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  tags: z.tuple([z.string()]),
  security: z.array(z.record(z.string(), z.array(z.never()))),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content }),
  ),
});
const documentObject = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().min(1) })),
  paths: z.record(
    z.string().startsWith('/api/v1/'),
    z.strictObject({
      get: operationObject.optional(),
      post: operationObject.optional(),
      put: operationObject.optional(),
      delete: operationObject.optional(),
      patch: operationObject.optional(),
    }),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(['apiKey', 'http']) })),
    schemas: z.record(z.string(), schemaObject),
  }),
  'x-refusals': z.record(z.string(), z.strictObject({ status: z.int(), category: z.string() })),
});

describe('the OpenAPI document', () => {
  const document = documentObject.parse(json);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    [methods.get, methods.post, methods.put, methods.patch, methods.delete]
      .filter((one) => one !== undefined)
      .map((operation) => ({ path, operation })),
  );

  const responsesOf = ({ path, method }: (typeof all)[number]) => {
    const methods = document.paths[path.replace('[id]', '{id}')];
    const of = {
      GET: methods?.get,
      POST: methods?.post,
      PUT: methods?.put,
      PATCH: methods?.patch,
      DELETE: methods?.delete,
    };
    return of[method]?.responses ?? {};
  };

  it('describes every operation once, under its own id', () => {
    expect(described).toHaveLength(all.length);
    expect(new Set(described.map(({ operation }) => operation.operationId)).size).toBe(all.length);
  });

  it('declares every path parameter, and names only security schemes that it defines', () => {
    const schemes = Object.keys(document.components.securitySchemes);
    for (const { path, operation } of described) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
      expect(schemes).toEqual(expect.arrayContaining(operation.security.flatMap((one) => Object.keys(one))));
    }
  });

  it('says how a person gets a session, what its cookie is called here, and whose id X-User-Id is', () => {
    const { session } = document.components.securitySchemes;
    expect(session).toMatchObject({ name: 'next-auth.session-token', in: 'cookie' });
    expect(session?.['description']).toMatch(/\/api\/auth\/callback\/credentials.*__Secure-next-auth/);
    const apply = document.paths['/api/v1/drafts/{id}/apply']?.post;
    const userId = apply?.parameters.find(({ name }) => name === 'X-User-Id');
    expect(userId).toMatchObject({ required: true, example: expect.stringMatching(/^usr_/) });
    expect(userId?.description).toContain('USER_ID_MISMATCH');
  });

  it('points only at what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
    expect(Object.keys(document.components.schemas)).toEqual(['Problem']);
  });

  it('lists every refusal code with the status that it is answered with', () => {
    expect(Object.keys(document['x-refusals'])).toEqual(Object.keys(refusalCategories));
    expect(document['x-refusals']).toMatchObject({
      MCP_CANNOT_APPLY: { status: 403, category: 'policy_denial' },
    });
  });

  it.each(all.map((operation) => [operation.name, operation] as const))(
    '%s: the examples are valid',
    (_, operation) => {
      expect(operation.answer.schema.safeParse(operation.answer.example).error).toBeUndefined();
      expect(operation.body?.safeParse(operation.bodyExample).error).toBeUndefined();
      expect(operation.body === undefined).toBe(operation.bodyExample === undefined);
    },
  );

  it.each(all.map((operation) => [operation.name, operation] as const))(
    '%s: each refusal stands under its status',
    (_, operation) => {
      const responses = responsesOf(operation);
      for (const code of refusalsOf(operation)) {
        const response = responses[statusOf[code]];
        expect(response?.description).toContain(code);
        expect(response?.content['application/problem+json']?.examples?.[code]?.value.code).toBe(code);
      }
    },
  );
});
