import { z } from 'zod';

export const providerTemplates = ['stripe', 'github', 'shopify', 'twilio', 'gitlab', 'generic'] as const;
export type ProviderTemplate = (typeof providerTemplates)[number];

export const isProviderTemplate = (value: unknown): value is ProviderTemplate =>
  providerTemplates.some((known) => known === value);

/** How a provider signs and classifies what it sends. */
export const providerTemplate = z
  .enum(providerTemplates, {
    error: ({ input }) =>
      `${input === undefined ? 'Is missing. ' : ''}Use one of ${providerTemplates.join(', ')}.`,
  })
  .describe('Provider whose signature scheme and event names apply; generic for any other sender');
