import type { Human } from '@/lib/domain/actor';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { type InclusionPath, inclusionPath } from '@/lib/domain/log/inclusion-path';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import type { Proved } from '@/lib/domain/wire/proof-wire';
import { proveInclusion } from '../log/prove-inclusion';
import { listEvidence } from './list-evidence';
import { type EvidenceNames, nameEvidence } from './name-evidence';
import { evidenceAt } from './show-evidence';

/** One record as a person looks into it. */
export type ShownRecord = {
  item: EvidenceItem;
  names: EvidenceNames | undefined;
  /** The proof and the way that it goes, or why there is none. */
  proof: { ok: true; proved: Proved; path: InclusionPath } | { ok: false; refusal: Refusal };
  /** The newest records of the same subject, this one among them. */
  related: readonly EvidenceItem[];
};

/** The record at a position of the log, with its proof up to the newest signed head. */
export async function showRecord(human: Human, position: number): Promise<Result<ShownRecord>> {
  const item = await evidenceAt(human, position);
  if (item === null) return refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.');
  const [names, proof, related] = await Promise.all([
    nameEvidence(human, [item]),
    proofOf(human, item.id),
    relatedTo(human, item),
  ]);
  return accept({ item, names: names.get(item.id), proof, related });
}

async function proofOf(human: Human, id: string): Promise<ShownRecord['proof']> {
  const proof = await proveInclusion(human, id);
  if (!proof.ok) return proof;
  const { item, entry, hashes, checkpoint } = proof.value;
  const leaf = await leafHash(entry);
  const path = await inclusionPath({ index: item.merklePosition, size: checkpoint.size, leaf, hashes });
  return { ok: true, proved: proof.value, path };
}

async function relatedTo(human: Human, { subject }: EvidenceItem): Promise<readonly EvidenceItem[]> {
  if (!subject.startsWith('drf_')) return [];
  const page = await listEvidence(human, { draft_id: subject, limit: 20 });
  return page.ok ? page.value.items : [];
}
