import { z } from 'zod';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { removeControlPlane } from '@/lib/use-cases/deliveries/remove-control-plane';
import { retireSecret } from '@/lib/use-cases/deliveries/retire-secret';
import { rotateSecret } from '@/lib/use-cases/deliveries/rotate-secret';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { asApp, type Command, command, valueOf } from './command';
import { operatorIn } from './installation';

const tenant = tenantNameSchema;
const usage = '--tenant NAME';

type Signing = { secretIds: readonly string[]; secret?: string | null };

const secretLines = ({ secret = null, secretIds }: Signing): string[] => [
  ...(secret === null ? [] : ['This signing secret is shown once:', `  ${secret}`]),
  `Messages are signed with ${secretIds.length === 1 ? 'secret' : 'secrets'} ${secretIds.join(' and ')}.`,
];

/** Where the applied changes of a tenant are announced, and what signs the announcements. */
export const controlPlaneCommands: Readonly<Record<string, Command>> = {
  'set-control-plane': command(
    '--tenant NAME --url URL',
    'announces the applied changes of a tenant at this address; the first time a signing secret is made and shown once',
    z.object({ tenant, url: z.string() }),
    asApp(async (installation, { tenant: name, url }) => {
      const plane = valueOf(await setControlPlane(await operatorIn(installation, name), url));
      return [`Applied changes of ${name} are announced at ${plane.url}.`, ...secretLines(plane)];
    }),
  ),

  'rotate-control-plane-secret': command(
    usage,
    'makes a new signing secret, shows it once, and signs with it and with the one before',
    z.object({ tenant }),
    asApp(async (installation, { tenant: name }) =>
      secretLines(valueOf(await rotateSecret(await operatorIn(installation, name)))),
    ),
  ),

  'retire-control-plane-secret': command(
    usage,
    'ends the older of two signing secrets',
    z.object({ tenant }),
    asApp(async (installation, { tenant: name }) =>
      secretLines(valueOf(await retireSecret(await operatorIn(installation, name)))),
    ),
  ),

  'remove-control-plane': command(
    usage,
    'announces nothing any more; what still waited is not sent',
    z.object({ tenant }),
    asApp(async (installation, { tenant: name }) => {
      const { ended } = valueOf(await removeControlPlane(await operatorIn(installation, name)));
      return [`Nothing of ${name} is announced any more. ${ended} still waited and are not sent.`];
    }),
  ),
};
