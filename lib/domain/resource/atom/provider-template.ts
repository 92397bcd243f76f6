import { z } from 'zod';
import { missingWords } from '../../zod-text';

export const providerTemplates = ['stripe', 'github', 'shopify', 'twilio', 'gitlab', 'generic'] as const;
export type ProviderTemplate = (typeof providerTemplates)[number];

export const isProviderTemplate = (value: unknown): value is ProviderTemplate =>
  providerTemplates.some((known) => known === value);

const useOne = `Use one of ${providerTemplates.join(', ')}.`;

/** How a provider signs and classifies what it sends. */
export const providerTemplate = z
  .enum(providerTemplates, {
    error: ({ input }) => (input === undefined ? missingWords(useOne) : useOne),
  })
  .describe('Provider whose signature scheme and event names apply; generic for any other sender');
