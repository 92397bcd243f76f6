import { verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { makeTeam } from '@/db/testing/fixtures';
import { fromBase64 } from '@/lib/domain/log/base64';
import { inTotoType, preAuthEncoding } from '@/lib/domain/log/statement/dsse';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { ask } from '@/lib/http/testing/ask';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { GET } from './route';

const { reviewer, agent, token } = await makeTeam();
const draft = await propose(agent, { name: 'stated' });
accepted(await apply(reviewer, draft));
const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id }));
const idOf = (event: string) => items.find((item) => item.event === event)?.id ?? expect.fail(`no ${event}`);
const stated = (id: string, who: { as?: typeof reviewer; token?: string }) =>
  ask(GET, { path: `/api/v1/evidence/${id}/statement`, params: { id }, ...who });

const there = <T>(value: T | null | undefined): T => value ?? expect.fail('not there');

const envelopeSchema = z.object({
  payloadType: z.literal(inTotoType),
  payload: z.string(),
  signatures: z.tuple([z.object({ keyid: z.string(), sig: z.string() })]),
});

it.each(['a person', 'an agent that reads evidence'])(
  'an apply is stated to %s, signed with the key of the log',
  async (who) => {
    const { status, body } = await stated(
      idOf('draft_applied'),
      who === 'a person' ? { as: reviewer } : { token },
    );
    expect(status).toBe(200);
    const { payload, signatures } = envelopeSchema.parse(body);
    const { verifierKey } = accepted(await freshCheckpoint(reviewer));
    const key = there(await parseVerifierKey(verifierKey));
    const publicKey = {
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') },
      format: 'jwk',
    } as const;
    const signed = preAuthEncoding(inTotoType, there(fromBase64(payload)));
    expect(verify(null, signed, publicKey, Buffer.from(signatures[0].sig, 'base64'))).toBe(true);
    expect(signatures[0].keyid).toBe(`${key.name}+${key.keyId}`);
  },
);

it('nothing else is stated, and nothing that is not there', async () => {
  const created = await stated(idOf('draft_created'), { as: reviewer });
  expect([created.status, created.body]).toMatchObject([409, { code: 'EVIDENCE_NOT_APPLIED' }]);
  const nowhere = await stated('evd_01J00000000000000000000000', { as: reviewer });
  expect([nowhere.status, nowhere.body]).toMatchObject([404, { code: 'EVIDENCE_NOT_FOUND' }]);
});

it('another tenant’s apply is not there', async () => {
  const { reviewer: stranger } = await makeTeam();
  expect((await stated(idOf('draft_applied'), { as: stranger })).status).toBe(404);
});
