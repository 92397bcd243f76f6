import type { Human } from '@/lib/domain/actor';
import type { EvidenceBundle } from '@/lib/domain/evidence/bundle';
import { accepted } from '@/lib/use-cases/testing/result';
import { askBundle } from '../ask-bundle';
import { showBundle } from '../show-bundle';
import { makeAll } from './fetched';

/** A bundle that somebody asked for, made by the product's own worker; of the whole log where nothing else is asked. */
export async function madeFor(human: Human, asked: unknown = {}): Promise<EvidenceBundle> {
  const { id } = accepted(await askBundle(human, asked, null)).bundle;
  await makeAll(human.tenantId);
  return accepted(await showBundle(human, id));
}
