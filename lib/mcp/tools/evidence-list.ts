import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { evidenceSchema, toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { listEvidence, listEvidenceSchema } from '@/lib/use-cases/evidence/list-evidence';
import { pageFields, pageOf } from '../page';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const { draft_id, event } = listEvidenceSchema.shape;
const input = z.strictObject({ draft_id, event, ...pageFields });

export const evidenceList = defineTool({
  ...readsTenant,
  untrustedContent: false,
  name: 'evidence_list',
  title: 'List evidence',
  description:
    'Lists the evidence of your tenant, newest first: what happened to drafts, each with its place in the Merkle log and the exact bytes that were hashed.',
  scope: 'mcp:read:evidence',
  input,
  output: pageOf(evidenceSchema),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const page = await listEvidence(agent, asked.value);
    if (!page.ok) return page;
    const { items, nextCursor } = page.value;
    return accept({ content: { items: items.map(toEvidenceWire), next_cursor: nextCursor } });
  },
});
