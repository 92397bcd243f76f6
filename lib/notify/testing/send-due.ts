import { openLanes } from '@/lib/notify/lanes';
import { usualSending } from '@/lib/notify/send-message';

// A worker that a test kills: sends what is due in the tenant that it is told, and ends.
const [tenant = ''] = process.argv.slice(2);
const lanes = openLanes({
  ...usualSending,
  onFault: (_, fault) => {
    throw fault;
  },
});
lanes.take([tenant]);
await lanes.idle();
process.exit(0);
