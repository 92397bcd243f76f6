export const environmentNames = { dev: 'development', staging: 'staging', prod: 'production' } as const;

export type Environment = keyof typeof environmentNames;

/** Production is solid, every other environment is outlined. */
export function EnvironmentChip({ environment }: { environment: Environment }) {
  return (
    <span className={environment === 'prod' ? 'chip env-prod' : 'chip'}>{environmentNames[environment]}</span>
  );
}
