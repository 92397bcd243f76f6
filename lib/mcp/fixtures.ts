import { config } from '@/lib/config';
import type { FixtureSet } from './fixture-set';

let loaded: Promise<FixtureSet | null> | undefined;

/** Null but in the conformance tests: what no setting asks for is not loaded, and production refuses the setting. */
export function fixtures(): Promise<FixtureSet | null> {
  loaded ??= config().mcpFixtures ? load() : Promise.resolve(null);
  return loaded;
}

const load = async () => (await import('./testing/conformance/fixtures')).conformanceFixtures;
