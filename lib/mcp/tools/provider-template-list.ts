import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { providerTemplates } from '@/lib/domain/resource/atom/provider-template';
import { providerNotes } from '../provider-notes';
import { defineTool, parseArgs } from '../tool';
import { readsPublic } from '../tool-nature';

const input = z.strictObject({});

const item = z.object({
  name: z.enum(providerTemplates),
  signature: z
    .object({ scheme: z.string(), header: z.string() })
    .nullable()
    .describe('What verification method provider_default checks; null when there is no fixed scheme'),
  sample_events: z.array(z.string()),
  note: z.string(),
});

export const providerTemplateList = defineTool({
  ...readsPublic,
  name: 'provider_template_list',
  title: 'List provider templates',
  description: 'Lists the values that provider_template takes, how each provider signs and what it sends.',
  input,
  output: z.object({ items: z.array(item) }),
  run: async ({ args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const items = providerTemplates.map((name) => {
      const { signature, sampleEvents, note } = providerNotes[name];
      return { name, signature, sample_events: [...sampleEvents], note };
    });
    return accept({ content: { items } });
  },
});
