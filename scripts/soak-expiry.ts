import { parseArgs } from 'node:util';
import { bounds, type Figures, soakExpiry } from './soak/soak-expiry';

const { values } = parseArgs({
  options: {
    drafts: { type: 'string', default: '20000' },
    tenants: { type: 'string', default: '4' },
    processes: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '1000' },
  },
});

const plan = {
  drafts: Number(values.drafts),
  tenants: Number(values.tenants),
  processes: Number(values.processes),
  perSecond: Number(values['per-second']),
  log: (line: string) => process.stderr.write(`${line}\n`),
};
const figures = await soakExpiry(plan);
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
const broken = bounds(plan).filter(({ holds }) => !holds(figures satisfies Figures));
for (const { says } of broken) process.stderr.write(`Not so: ${says}.\n`);
process.exit(broken.length === 0 ? 0 : 1);
