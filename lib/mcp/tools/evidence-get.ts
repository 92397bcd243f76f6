import { z } from 'zod';
import { evidenceIdSchema } from '@/lib/domain/ids';
import { accept } from '@/lib/domain/refusal';
import { toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { showEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { seenEvidenceSchema } from '../seen-evidence';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ evidence_id: evidenceIdSchema });

export const evidenceGet = defineTool({
  ...readsTenant,
  untrustedContent: false,
  name: 'evidence_get',
  title: 'Show one piece of evidence',
  description:
    'Shows one leaf of your tenant’s log: its record, merkle_position, leaf_hash (SHA-256 of a zero byte and the entry, RFC 6962) and the exact entry bytes in base64, from which leaf_hash can be recomputed. It holds no inclusion proof yet: proofs come with evidence verification.',
  input,
  output: z.object({ evidence: seenEvidenceSchema }),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const shown = await showEvidence(agent, asked.value.evidence_id);
    return shown.ok ? accept({ content: { evidence: toEvidenceWire(shown.value) } }) : shown;
  },
});
