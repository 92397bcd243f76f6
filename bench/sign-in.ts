import { z } from 'zod';

const csrfSchema = z.object({ csrfToken: z.string() });

/** Signs a person in as the sign-in page does. The answer is the Cookie header of their session. */
export async function signIn(url: string, person: { email: string; password: string }): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = csrfSchema.parse(await asked.json());
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: url,
      cookie: cookiesOf(asked).join('; '),
    },
    body: new URLSearchParams({ ...person, csrfToken }),
  });
  const session = cookiesOf(answer).find((cookie) => cookie.includes('session-token='));
  if (session === undefined) throw new Error(`signing in answered ${answer.status} and no session`);
  return session;
}

const cookiesOf = ({ headers }: Response): string[] =>
  headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
