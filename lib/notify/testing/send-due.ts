import { sendDueOf } from './send-due-of';

// A worker that a test kills: sends what is due in the tenant that it is told, and ends.
const [tenant = ''] = process.argv.slice(2);
await sendDueOf(tenant);
process.exit(0);
