import { findBundle } from '@/db/queries/bundles';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { EvidenceBundle } from '@/lib/domain/evidence/bundle';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** One bundle of the tenant, whoever asked for it, and how far it is. */
export async function showBundle(human: Human, id: string): Promise<Result<EvidenceBundle>> {
  const bundle = await withTenantRead(human, (tx) => findBundle(tx, id));
  return bundle === null ? noSuchBundle() : accept(bundle);
}

export const noSuchBundle = () => refuse('BUNDLE_NOT_FOUND', 'There is no such bundle.');
