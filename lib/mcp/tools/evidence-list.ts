import { z } from 'zod';
import { pageFieldsInJson } from '@/lib/domain/page-cursor';
import { accept } from '@/lib/domain/refusal';
import { toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { listEvidence, listEvidenceSchema } from '@/lib/use-cases/evidence/list-evidence';
import { seenEvidenceSchema } from '../seen-evidence';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const { draft_id, event } = listEvidenceSchema.shape;
const input = z.strictObject({ draft_id, event, ...pageFieldsInJson });

export const evidenceList = defineTool({
  ...readsTenant,
  untrustedContent: false,
  name: 'evidence_list',
  title: 'List evidence',
  description:
    'Lists the evidence of your tenant, newest first: what happened to drafts, each with its place in the Merkle log and the exact bytes that were hashed.',
  input,
  output: pageOf(seenEvidenceSchema),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const page = await listEvidence(agent, asked.value);
    if (!page.ok) return page;
    return accept({ content: toPage(page.value, toEvidenceWire) });
  },
});
