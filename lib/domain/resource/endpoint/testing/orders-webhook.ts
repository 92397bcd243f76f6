import { endpointSpec } from '../spec';

/** A live endpoint whose host the tenant knows: nothing about it stands out. */
export const ordersWebhook = endpointSpec.parse({
  name: 'orders-webhook',
  provider_template: 'shopify',
  target_url: 'https://hooks.acme.com/orders',
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/shopify#hmac' },
});

export const whereHostIsKnown = { knownHosts: new Map([['hooks.acme.com', 4]]), firstDraftOfAgent: false };
