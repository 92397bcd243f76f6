import { makeNextBundle } from '../make-bundle';

const [tenantId = ''] = process.argv.slice(2);
await makeNextBundle(tenantId, new AbortController().signal);
process.exit(0);
