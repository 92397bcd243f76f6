import { environmentNames } from '@/lib/domain/resource/environment-names';
import type { Environment } from '@/lib/domain/resource/resource-kind';

/** Production is solid, every other environment is outlined. */
export function EnvironmentChip({ environment }: { environment: Environment }) {
  return (
    <span className={environment === 'prod' ? 'chip env-prod' : 'chip'}>{environmentNames[environment]}</span>
  );
}
