import { z } from 'zod';
import type { FirstRun } from '@/host/first-run-file';
import { DemoFailure } from './demo-failure';

const csrfSchema = z.object({ csrfToken: z.string() });
const sessionSchema = z.object({ user: z.object({ id: z.string() }) });
const draftSchema = z.object({
  status: z.string(),
  proposed_spec_digest: z.string(),
  lock_version: z.int(),
});
const problemSchema = z.object({ code: z.string(), detail: z.string() });

/** A person of the first run, signed in over HTTP as a browser would be. */
export class DemoReviewer {
  readonly name: string;
  private readonly origin: string;
  private readonly userId: string;
  private readonly cookies: Map<string, string>;

  private constructor(name: string, origin: string, userId: string, cookies: Map<string, string>) {
    this.name = name;
    this.origin = origin;
    this.userId = userId;
    this.cookies = cookies;
  }

  static async signIn({ url, reviewers }: FirstRun): Promise<DemoReviewer> {
    const person = reviewers.find(({ role }) => role === 'reviewer');
    if (!person) throw new DemoFailure('The first run made no reviewer.');
    const origin = new URL(url).origin;
    const cookies = new Map<string, string>();
    const csrf = await ask(cookies, `${origin}/api/auth/csrf`);
    const { csrfToken } = csrfSchema.parse(await csrf.json());
    const { email, password } = person;
    await ask(cookies, `${origin}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    });
    const session = await ask(cookies, `${origin}/api/auth/session`);
    const signedIn = sessionSchema.safeParse(await session.json());
    if (!signedIn.success)
      throw new DemoFailure(`${person.name} could not sign in: was the password changed?`);
    return new DemoReviewer(person.name, origin, signedIn.data.user.id, cookies);
  }

  /** Reads a draft and, while it is pending, applies exactly what was read. */
  async apply(draftId: string): Promise<void> {
    const path = `${this.origin}/api/v1/drafts/${draftId}`;
    const shown = await ask(this.cookies, path);
    const draft = draftSchema.parse(await shown.json());
    if (draft.status !== 'pending') return;
    const applied = await ask(this.cookies, `${path}/apply`, {
      method: 'POST',
      headers: { origin: this.origin, 'content-type': 'application/json', 'x-user-id': this.userId },
      body: JSON.stringify({
        proposed_spec_digest: draft.proposed_spec_digest,
        lock_version: draft.lock_version,
      }),
    });
    if (applied.ok) return;
    const problem = problemSchema.safeParse(await applied.json());
    throw new DemoFailure(
      `${this.name} could not apply ${draftId}: ${problem.success ? `${problem.data.code}, ${problem.data.detail}` : applied.status}`,
    );
  }
}

/** One request with the cookies so far; keeps those that come back. */
async function ask(cookies: Map<string, string>, url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  const response = await fetch(url, { ...init, headers });
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return response;
}
