import type { Spec } from '@/lib/domain/resource/resource-kind';

/** A valid endpoint spec with the given differences. */
export const endpointSpec = (over: Spec = {}): Spec => ({
  name: 'orders',
  provider_template: 'stripe',
  target_url: 'https://hooks.acme.com/orders',
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/stripe#signing_secret' },
  environment: 'prod',
  ...over,
});

/** A proposal of that spec, as it arrives from outside. */
export const proposalOf = (over: Spec = {}, rest: Record<string, unknown> = {}) => ({
  spec: endpointSpec(over),
  rationale: 'because a test asks for it',
  ...rest,
});
