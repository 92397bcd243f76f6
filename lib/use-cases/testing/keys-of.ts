import { makePerson, makeSession, type TestPerson } from '@/db/testing/fixtures';
import { listKeys } from '@/lib/use-cases/keys/list-keys';
import { accepted } from './result';

/** The agent keys of a person's tenant, and an admin who sees them. */
export async function keysOf({ tenant }: TestPerson) {
  const admin = await makeSession(await makePerson(tenant, 'admin'));
  return { admin, keys: accepted(await listKeys(admin, {})).items.map(({ key }) => key) };
}

export const keyStates = async (person: TestPerson) =>
  (await keysOf(person)).keys.map(({ status }) => status);
