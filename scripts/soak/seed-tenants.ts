import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeKey, makePerson, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import type { Agent } from '@/lib/domain/actor';

/** A tenant with due drafts, and the agent that goes on proposing in it. */
export type SoakTenant = { tenant: TestTenant; due: readonly string[]; agent: Agent };

const perTransaction = 250;

/** Shares the drafts out among the tenants. */
export async function seedTenants(plan: { drafts: number; tenants: number }): Promise<SoakTenant[]> {
  const share = Math.ceil(plan.drafts / plan.tenants);
  const shares = Array.from({ length: plan.tenants }, (_, nth) =>
    Math.max(0, Math.min(share, plan.drafts - nth * share)),
  );
  return Promise.all(shares.map(seedTenant));
}

async function seedTenant(count: number): Promise<SoakTenant> {
  const tenant = await makeTenant();
  const { agent } = await makeKey(await makePerson(tenant, 'reviewer'));
  const due: string[] = [];
  while (due.length < count) {
    due.push(...(await makeDueDrafts(tenant.system, Math.min(perTransaction, count - due.length))));
  }
  return { tenant, due, agent };
}
