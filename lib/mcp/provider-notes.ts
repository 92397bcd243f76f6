import type { ProviderTemplate } from '@/lib/domain/resource/atom/provider-template';

type ProviderNote = {
  signature: { scheme: string; header: string } | null;
  sampleEvents: readonly string[];
  note: string;
};

/** How each provider signs what it sends; `verification.method` provider_default means exactly this. */
export const providerNotes: Record<ProviderTemplate, ProviderNote> = {
  stripe: {
    signature: { scheme: 'HMAC-SHA256', header: 'Stripe-Signature' },
    sampleEvents: ['charge.completed', 'charge.refunded', 'payment_intent.succeeded', 'invoice.paid'],
    note: 'The header holds a time and a signature; the usual tolerance is 300 seconds.',
  },
  github: {
    signature: { scheme: 'HMAC-SHA256', header: 'X-Hub-Signature-256' },
    sampleEvents: ['push', 'pull_request', 'issues', 'workflow_run', 'release'],
    note: 'The event name arrives in X-GitHub-Event.',
  },
  shopify: {
    signature: { scheme: 'HMAC-SHA256, base64', header: 'X-Shopify-Hmac-Sha256' },
    sampleEvents: ['orders/create', 'orders/paid'],
    note: 'Signed over the raw body.',
  },
  twilio: {
    signature: { scheme: 'HMAC-SHA1', header: 'X-Twilio-Signature' },
    sampleEvents: ['*'],
    note: 'Signed over the full URL and the sorted form parameters.',
  },
  gitlab: {
    signature: null,
    sampleEvents: ['merge_request.open', 'pipeline.failure'],
    note: 'Sends a shared token: use verification method shared_token or header.',
  },
  generic: {
    signature: null,
    sampleEvents: ['*'],
    note: 'Any sender: choose hmac_sha256 with header X-Signature-256, shared_token, header or ip_allowlist.',
  },
};
