import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromBase64 } from '../base64';
import { utf8 } from '../bytes';
import { draftAppliedStatement, draftAppliedType } from './draft-applied-statement';
import { dsseEnvelope, inTotoType, preAuthEncoding } from './dsse';

const bytesOf = (text: string) => fromBase64(text) ?? expect.fail('no base64');
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** The test vector of secure-systems-lab/dsse, protocol.md 1.0.0: type, body, encoding, key and signature. */
const vector = {
  type: 'http://example.com/HelloWorld',
  body: 'hello world',
  encoded: 'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  x: 46950820868899156662930047687818585632848591499744589407958293238635476079160n,
  y: 5640078356564379163099075877009565129882514886557779369047442380624545832820n,
  sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==',
};

const coordinate = (value: bigint) =>
  Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url');

describe('DSSE', () => {
  it('encodes the published vector as it is published, and its signature holds', async () => {
    const encoded = preAuthEncoding(vector.type, utf8(vector.body));
    expect(textOf(encoded)).toBe(vector.encoded);
    const key = await crypto.subtle.importKey(
      'jwk',
      { kty: 'EC', crv: 'P-256', x: coordinate(vector.x), y: coordinate(vector.y) },
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    expect(await crypto.subtle.verify(how, key, bytesOf(vector.sig), encoded)).toBe(true);
  });

  it('is the published envelope', () => {
    const [body, signature] = [utf8(vector.body), bytesOf(vector.sig)];
    expect(JSON.parse(dsseEnvelope(vector.type, body, [{ keyId: 'k', signature }]))).toEqual({
      payload: 'aGVsbG8gd29ybGQ=',
      payloadType: vector.type,
      signatures: [{ keyid: 'k', sig: vector.sig }],
    });
  });

  it('counts bytes and not characters, and encodes no two things alike', () => {
    expect(textOf(preAuthEncoding('ü', utf8('ß')))).toBe('DSSEv1 2 ü 2 ß');
    const parts = fc.tuple(fc.string(), fc.string());
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const [a, b] = [one, other].map(([type, body]) => textOf(preAuthEncoding(type, utf8(body))));
        expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

/** Statement v1 of in-toto/attestation, spec/v1/statement.md and resource_descriptor.md: nothing that it does not name. */
const statementSchema = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        digest: z.record(z.string().regex(/^[a-z0-9_]+$/), z.string().regex(/^[0-9a-f]+$/)),
      }),
    )
    .min(1),
  predicateType: z.url(),
  predicate: z.record(z.string(), z.unknown()),
});

const hash = (digit: string) => `sha256:${digit.repeat(64)}`;
const created = {
  position: 3,
  id: 'evd_1',
  leafHash: hash('1'),
  payload: { draft_id: 'drf_1', proposed_spec_digest: hash('a') },
};
const applied = {
  position: 9,
  id: 'evd_2',
  leafHash: hash('2'),
  payload: {
    draft_id: 'drf_1',
    applied_by: 'usr_1',
    resource_created: { kind: 'endpoint', id: 'end_1', version: 4 },
    previous_digest: hash('1'),
  },
};

describe('the statement of an apply', () => {
  it('is a Statement v1 about the version that went live', () => {
    const bytes = draftAppliedStatement('host/log/t', { applied, created }) ?? utf8('null');
    const { subject, predicateType, predicate } = statementSchema.parse(JSON.parse(textOf(bytes)));
    expect(subject).toEqual([{ name: 'endpoint/end_1@4', digest: { sha256: 'a'.repeat(64) } }]);
    expect(predicateType).toBe(draftAppliedType);
    expect(predicate).toEqual({
      origin: 'host/log/t',
      merkle_position: 9,
      id: 'evd_2',
      event: 'draft_applied',
      leaf_hash: hash('2'),
      payload: applied.payload,
      created: { merkle_position: 3, id: 'evd_1', leaf_hash: hash('1'), proposed_spec_digest: hash('a') },
    });
    expect(inTotoType).toBe('application/vnd.in-toto+json');
  });

  it.each([
    ['a creation that the apply does not name', { created: { ...created, leafHash: hash('3') } }],
    ['a creation without a digest', { created: { ...created, payload: { draft_id: 'drf_1' } } }],
    ['an apply without a resource', { applied: { ...applied, payload: { previous_digest: hash('1') } } }],
  ])('is not made of %s', (_, over) => {
    expect(draftAppliedStatement('host/log/t', { applied, created, ...over })).toBeNull();
  });
});
