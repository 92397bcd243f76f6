import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { deliveryAdvice } from '@/lib/domain/refusal-guide/delivery-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { makeAnnouncedTeam } from '@/lib/use-cases/testing/announced-team';

vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

let team: Awaited<ReturnType<typeof makeAnnouncedTeam>>;

beforeAll(async () => {
  team = await makeAnnouncedTeam('https://control.acme.com/');
});
afterAll(() => team.close());

/** How each code is provoked over REST. */
const provoked = {
  DELIVERY_NOT_FOUND: () =>
    ask(judged, { path: '/api/v1/deliveries/dlv_01J00000000000000000000000', as: team.reviewer }),
  DELIVERY_NOT_FAILED: async () => {
    await team.change({ name: 'announced' });
    const [waiting] = await team.deliveries();
    return ask(judged, {
      path: `/api/v1/deliveries/${waiting?.id}/retry`,
      as: team.reviewer,
      headers: { 'x-user-id': team.reviewer.userId },
      body: {},
    });
  },
} satisfies Record<keyof typeof deliveryAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
