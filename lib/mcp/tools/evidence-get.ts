import { z } from 'zod';
import { evidenceIdSchema } from '@/lib/domain/ids';
import { accept } from '@/lib/domain/refusal';
import { toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { inclusionProofSchema, toInclusionProof } from '@/lib/domain/wire/proof-wire';
import { proveInclusion } from '@/lib/use-cases/log/prove-inclusion';
import { seenEvidenceSchema } from '../seen-evidence';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ evidence_id: evidenceIdSchema });

const output = z.object({ evidence: seenEvidenceSchema, proof: inclusionProofSchema });

export const evidenceGet = defineTool({
  ...readsTenant,
  untrustedContent: false,
  name: 'evidence_get',
  title: 'Show one piece of evidence with its proof',
  description:
    'Shows one leaf of your tenant’s log and the proof that it is in the signed log. To verify: leaf_hash is SHA-256 of a zero byte and the entry bytes; hash it with proof.hashes up to a root (RFC 6962, at proof.index of proof.size); that root must be the one in proof.checkpoint, a C2SP signed note, whose Ed25519 signature proof.verifier_key verifies. Compare that key with one that you got elsewhere.',
  input,
  output,
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const proved = await proveInclusion(agent, asked.value.evidence_id);
    if (!proved.ok) return proved;
    const { item } = proved.value;
    return accept({ content: { evidence: toEvidenceWire(item), proof: toInclusionProof(proved.value) } });
  },
});
