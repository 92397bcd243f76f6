import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { type Created, propose } from '@/e2e/agent';
import { firstRun } from '@/e2e/first-run';
import { type Person, type Seeded, seedTenants } from '@/e2e/matrix/seed';
import { asOwnerOf } from '@/e2e/owner';
import type { Role } from '@/lib/domain/actor';
import { connect } from '@/lib/mcp/testing/agent-client';

const dataDir = process.env['E2E_DATA_DIR'] ?? '';

/** A tenant of its own for one test: nobody else's drafts in the inbox, and exact counts. */
export type House = Seeded & {
  cookieOf: (person: Person) => Promise<SessionCookie>;
  /** Statements as the owner of the tables, in this tenant. */
  asOwner: ReturnType<typeof asOwnerOf>;
};
type SessionCookie = NonNullable<Exclude<BrowserContextOptions['storageState'], string>>['cookies'][number];

export type Fixtures = {
  house: House;
  /** Who `page` is signed in as. */
  role: Role | null;
  agent: Client;
  /** Proposes as the tenant's agent. */
  proposed: (over: Record<string, unknown>, rest?: Record<string, unknown>) => Promise<Created>;
  /** Another browser, signed in as somebody. */
  openAs: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
};

const sessionCookie = async (person: Person, baseURL: string): Promise<SessionCookie> => ({
  name: 'next-auth.session-token',
  value: await encode({
    token: { sid: person.session },
    secret: readFileSync(join(dataDir, 'auth-secret'), 'utf8').trim(),
  }),
  domain: new URL(baseURL).hostname,
  path: '/',
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: 'Lax',
});

export const test = base.extend<Fixtures>({
  role: ['reviewer', { option: true }],
  house: async ({ baseURL }, use) => {
    const seeded = await seedTenants(dataDir);
    await use({
      ...seeded,
      cookieOf: (person) => sessionCookie(person, baseURL ?? ''),
      asOwner: asOwnerOf(dataDir, seeded.people.reviewer),
    });
  },
  storageState: async ({ house, role }, use) => {
    const cookies = role === null ? [] : [await house.cookieOf(house.people[role])];
    await use({ cookies, origins: [] });
  },
  agent: async ({ house }, use) => {
    const client = await connect(firstRun().mcp_url, house.keys.active);
    await use(client);
    await client.close();
  },
  proposed: async ({ agent }, use) => {
    await use((over, rest) => propose(agent, over, rest));
  },
  openAs: async ({ browser, house, baseURL }, use) => {
    const opened: Page[] = [];
    await use(async (person, options = {}) => {
      const storageState = { cookies: [await house.cookieOf(person)], origins: [] };
      const context = await browser.newContext({ ...options, storageState, ...(baseURL && { baseURL }) });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});
export { expect } from '@playwright/test';
