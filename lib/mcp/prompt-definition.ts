import { z } from 'zod';
import { providerTemplates } from '@/lib/domain/resource/atom/provider-template';
import { jsonSchemaOf } from '@/lib/door/json-schema';

export const promptArguments = z.strictObject({
  name: z.string().min(1).max(63).describe('The name of the endpoint'),
  provider: z
    .string()
    .min(1)
    .max(40)
    .describe(`The provider: ${providerTemplates.join(', ')}`),
  target_url: z.string().min(1).max(2048).describe('The https URL that receives the events'),
});

/** The one prompt, as clients see it. */
export const proposePrompt = {
  name: 'propose_endpoint',
  title: 'Propose an endpoint',
  description: 'How to check and propose one endpoint, so that a person can decide it quickly.',
  arguments: jsonSchemaOf(promptArguments, 'input'),
};
