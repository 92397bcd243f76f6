import { beforeAll, describe, expect, it } from 'vitest';
import { makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { evidenceProofSchema } from '@/lib/domain/wire/proof-wire';
import { ask } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { judged } from '@/lib/http/testing/judged';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted } from '@/lib/use-cases/testing/result';

const { person, reviewer, token } = await makeTeam();
let path: string;
let id: string;

beforeAll(async () => {
  await growLog(person.tenant, 4);
  const [item] = accepted(await listEvidence(reviewer, { limit: 1 })).items;
  id = item?.id ?? '';
  path = `/api/v1/evidence/${id}/proof`;
});

async function file(query: string, accept?: string) {
  const { origin, host } = new URL(config().publicUrl);
  const headers = { host, authorization: `Bearer ${token}`, ...(accept !== undefined && { accept }) };
  const answer = await dispatch(new Request(new URL(`${path}${query}`, origin), { headers }));
  return { answer, text: await answer.text() };
}

describe('the proof of one record', () => {
  it('comes as JSON with the record, or as the same file that it holds', async () => {
    const shown = evidenceProofSchema.parse((await ask(judged, { path, as: reviewer })).body);
    expect(shown.evidence.id).toBe(id);
    const parsed = parseTlogProof(shown.tlog_proof);
    expect(parsed).toMatchObject({ index: shown.proof.index, checkpoint: shown.proof.checkpoint });
    expect(Buffer.from(parsed?.extra ?? []).toString('base64')).toBe(shown.evidence.entry);
    for (const [query, accept] of [
      ['?format=tlog-proof', undefined],
      ['?format=tlog-proof', 'application/json'],
      ['', 'text/plain'],
    ] as const) {
      const { answer, text } = await file(query, accept);
      expect(text).toBe(shown.tlog_proof);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}.tlog-proof"`);
    }
    expect(JSON.parse((await file('?format=json', 'text/plain')).text)).toEqual(shown);
  });

  it('comes in no other form, and of nothing that is not there', async () => {
    expect((await file('', 'text/html')).answer.status).toBe(406);
    const strange = await ask(judged, { path: `${path}?format=pem`, as: reviewer });
    expect(strange.body).toMatchObject({ code: 'VALIDATION_FAILED' });
    for (const missing of ['nonsense', 'evd_01J00000000000000000000000']) {
      const answer = await ask(judged, { path: `/api/v1/evidence/${missing}/proof`, as: reviewer });
      expect(answer).toMatchObject({ status: 404, body: { code: 'EVIDENCE_NOT_FOUND' } });
    }
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(await ask(judged, { path, as: stranger })).toMatchObject({
      status: 404,
      body: { code: 'EVIDENCE_NOT_FOUND' },
    });
  });
});
