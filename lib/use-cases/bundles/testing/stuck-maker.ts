import { addBundlePart, claimBundle } from '@/db/queries/bundle-making';
import { withTenant } from '@/db/tenant';
import { bundler, leaseSeconds } from '../bundle-job';

// A process that has begun a bundle, with its first part written, and goes no further until somebody kills it.
const [tenantId = ''] = process.argv.slice(2);
const { value: claimed } = await withTenant(bundler(tenantId), (tx) => claimBundle(tx, leaseSeconds));
if (claimed === null) throw new Error('no bundle waits');
await withTenant(bundler(tenantId), (tx) =>
  addBundlePart(tx, claimed.making, { part: 1000, content: Buffer.from('half of something') }),
);
process.stdout.write('making\n');
setInterval(() => {}, 60_000);
