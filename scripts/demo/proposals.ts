import { exampleProposals } from '@/lib/domain/resource/endpoint/examples';

type Spec = Record<string, unknown>;
export type DemoProposal = {
  /** What the demo says about it. */
  story: string;
  operation: 'create' | 'update' | 'delete';
  name: string;
  rationale: string;
  task_ref: string;
  /** The spec to propose, made from the live one for an update. */
  spec: (live: Spec) => Spec;
};

/** What must be live before an update and a delete make sense. */
export const liveFirst: readonly { spec: Spec; rationale: string }[] = [
  {
    rationale: 'Order events of the web shop for the order service.',
    spec: {
      name: 'shop-orders',
      provider_template: 'shopify',
      target_url: 'https://hooks.acme.example.com/orders',
      events: ['orders/create', 'orders/paid'],
      verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/shopify#client_secret' },
      environment: 'prod',
      labels: { team: 'commerce' },
    },
  },
  {
    rationale: 'Contact changes for the old CRM import.',
    spec: {
      name: 'legacy-crm-sync',
      provider_template: 'generic',
      target_url: 'https://crm.acme.example.com/import',
      verification: {
        method: 'hmac_sha256',
        header: 'X-Signature-256',
        secret_ref: 'secret://vault/acme/crm#hmac',
      },
      environment: 'staging',
      labels: { team: 'sales-tools' },
    },
  },
];

export const proposals: readonly DemoProposal[] = [
  {
    story: 'a new production endpoint for payments',
    operation: 'create',
    name: 'stripe-prod-payments',
    rationale:
      'The payments team moves charge events off the nightly export. Secret is already in the vault.',
    task_ref: 'PAY-2291',
    spec: () => exampleProposals.stripePayments,
  },
  {
    story: 'a harmless endpoint for CI',
    operation: 'create',
    name: 'github-ci-events',
    rationale: 'Builds should start from push events instead of polling every two minutes.',
    task_ref: 'PLAT-118',
    spec: () => exampleProposals.githubCi,
  },
  {
    story: 'scanners of a warehouse, restricted by address',
    operation: 'create',
    name: 'warehouse-scanner',
    rationale: 'Hall 2 gets its own scanner feed for the pilot in Berlin.',
    task_ref: 'WMS-77',
    spec: () => exampleProposals.warehouseScanner,
  },
  {
    story: 'a change of a live endpoint: more retries, one more event',
    operation: 'update',
    name: 'shop-orders',
    rationale: 'Deliveries failed twice during last week’s deploys; refunds were never subscribed.',
    task_ref: 'COM-409',
    spec: (live) => ({
      ...live,
      events: ['orders/create', 'orders/paid', 'refunds/create'],
      retry: { max_attempts: 8, backoff: 'exponential', initial_seconds: 2, max_seconds: 600 },
    }),
  },
  {
    story: 'the removal of a live endpoint',
    operation: 'delete',
    name: 'legacy-crm-sync',
    rationale: 'The CRM import was switched off on Friday; nothing reads these events any more.',
    task_ref: 'SALES-31',
    spec: () => ({ name: 'legacy-crm-sync' }),
  },
  {
    story: 'a trap: the host is spelled with a Cyrillic letter',
    operation: 'create',
    name: 'orders-mirror',
    rationale:
      'Mirror of shop-orders for the new analytics job. Same host as before, please approve quickly.',
    task_ref: 'COM-412',
    spec: () => ({
      name: 'orders-mirror',
      provider_template: 'shopify',
      target_url: 'https://hooks.\u0430cme.example.com/orders',
      verification: { method: 'none' },
      environment: 'prod',
      labels: { team: 'commerce' },
    }),
  },
];
