import { beforeAll, expect, it } from 'vitest';
import { withTenant } from '@/db/tenant';
import { makeTeam } from '@/db/testing/fixtures';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { bundleAdvice } from '@/lib/domain/refusal-guide/bundle-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { askBundle } from '@/lib/use-cases/bundles/ask-bundle';
import { bundler } from '@/lib/use-cases/bundles/bundle-job';
import { makeAll } from '@/lib/use-cases/bundles/testing/fetched';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

let team: Awaited<ReturnType<typeof makeTeam>>;

beforeAll(async () => {
  team = await makeTeam();
});

const bundles = '/api/v1/bundles';
const fetching = (id: string) => ask(judged, { path: `${bundles}/${id}/file`, as: team.reviewer });
const asked = async () => accepted(await askBundle(team.reviewer, {}, null)).bundle.id;

/** How each code is provoked over REST. */
const provoked = {
  EVIDENCE_NOT_APPLIED: async () => {
    const draft = await propose(team.agent);
    const { items } = accepted(await listEvidence(team.reviewer, { draft_id: draft.id }));
    return ask(judged, { path: `/api/v1/evidence/${items[0]?.id}/statement`, as: team.reviewer });
  },
  BUNDLE_NOT_FOUND: () => fetching('bnd_01J00000000000000000000000'),
  BUNDLE_NOT_READY: async () => fetching(await asked()),
  BUNDLE_FAILED: async () => {
    const id = await asked();
    // As if it had ended as many processes as it may.
    await withTenant(
      bundler(team.reviewer.tenantId),
      ({ sql }) => sql`update evidence_bundles set attempt = 5`,
    );
    await makeAll(team.reviewer.tenantId);
    return fetching(id);
  },
  BUNDLE_LIMIT_REACHED: async () => {
    for (let at = 0; at < 3; at += 1) await asked();
    return ask(judged, {
      path: bundles,
      as: team.reviewer,
      headers: { 'x-user-id': team.reviewer.userId },
      body: {},
    });
  },
} satisfies Record<keyof typeof bundleAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
