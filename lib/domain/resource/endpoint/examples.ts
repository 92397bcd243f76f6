import type { z } from 'zod';
import { endpointSpec } from './spec';

/** Specs as an agent sends them, without defaults: the description, the demo, the bench and the tests propose these. */
export const exampleProposals = {
  stripePayments: {
    name: 'stripe-prod-payments',
    provider_template: 'stripe',
    target_url: 'https://payments.acme.example.com/webhooks/stripe',
    events: ['charge.*', 'payment_intent.succeeded'],
    verification: {
      method: 'provider_default',
      secret_ref: 'secret://vault/acme/stripe-prod#signing_secret',
      tolerance_seconds: 300,
    },
    retry: { max_attempts: 5 },
    environment: 'prod',
    labels: { team: 'payments', tier: 'critical' },
  },
  githubCi: {
    name: 'github-ci-events',
    provider_template: 'github',
    target_url: 'https://ci.acme.example.com/hooks/github',
    events: ['push', 'pull_request', 'workflow_run'],
    verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/github#webhook_secret' },
    labels: { team: 'platform', service: 'ci-pipeline' },
  },
  warehouseScanner: {
    name: 'warehouse-scanner',
    provider_template: 'generic',
    target_url: 'https://ingest.acme.example.com/scanner?source=wh1',
    verification: {
      method: 'hmac_sha256',
      header: 'X-Signature-256',
      encoding: 'hex',
      secret_ref: 'secret://env/SCANNER_HMAC',
    },
    ip_allowlist: ['203.0.113.0/24'],
    headers: { 'X-Plant': 'berlin-2' },
    timeout_seconds: 10,
    environment: 'staging',
  },
  shopifyOrders: {
    name: 'shopify-orders',
    provider_template: 'shopify',
    target_url: 'https://orders.acme.example.com/v2/shopify',
    description: 'Orders of the European shops, into the order service.',
    events: ['orders/create', 'orders/paid', 'orders/cancelled'],
    verification: {
      method: 'provider_default',
      encoding: 'base64',
      secret_ref: 'secret://vault/acme/shopify-eu#client_secret',
    },
    retry: { max_attempts: 8, max_seconds: 900 },
    environment: 'prod',
    labels: { team: 'commerce', region: 'eu' },
  },
  twilioStatus: {
    name: 'twilio-sms-status',
    provider_template: 'twilio',
    target_url: 'https://sms.acme.example.com/status',
    events: ['message.*'],
    verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/twilio#auth_token' },
    timeout_seconds: 15,
    environment: 'prod',
    labels: { team: 'messaging' },
  },
  gitlabDeploys: {
    name: 'gitlab-deploys',
    provider_template: 'gitlab',
    target_url: 'https://deploy.acme.example.com/hooks/gitlab',
    events: ['pipeline.failure', 'merge_request.open'],
    verification: {
      method: 'shared_token',
      header: 'X-Gitlab-Token',
      secret_ref: 'secret://vault/acme/gitlab#webhook_token',
    },
    environment: 'staging',
    labels: { team: 'platform' },
  },
  carrierTracking: {
    name: 'carrier-tracking',
    provider_template: 'generic',
    target_url: 'https://tracking.acme.example.com/carriers/parcel',
    description: 'Parcel positions. The carrier signs nothing, so its addresses are listed.',
    verification: { method: 'ip_allowlist' },
    ip_allowlist: ['198.51.100.7', '2001:db8:40::/48'],
    max_payload_bytes: 65_536,
    environment: 'staging',
    labels: { team: 'logistics' },
  },
  stripeRefunds: {
    name: 'stripe-refunds-dev',
    provider_template: 'stripe',
    target_url: 'https://dev.payments.acme.example.com/webhooks/refunds',
    events: ['charge.refunded'],
    verification: {
      method: 'provider_default',
      secret_ref: 'secret://vault/acme/stripe-test#signing_secret',
    },
    retry: { max_attempts: 2, backoff: 'fixed', initial_seconds: 5, max_seconds: 5 },
    enabled: false,
    labels: { team: 'payments' },
  },
} as const satisfies Record<string, z.input<typeof endpointSpec>>;

/** The same with defaults filled in. */
export const endpointExamples = Object.values(exampleProposals).map((proposal) =>
  endpointSpec.parse(proposal),
);
