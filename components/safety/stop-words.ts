import type { Stop, TenantScope } from '@/lib/domain/limits/stop';

/** What people can stop, from a button. */
export const scopeNames: Record<TenantScope, string> = {
  tenant: 'Everything',
  key: 'One agent key',
  tool: 'One tool',
  run: 'One run',
};

export const scopeHints: Record<TenantScope, string> = {
  tenant: 'Every agent of this tenant, and every apply.',
  key: 'The agent that holds it, and the drafts it made.',
  tool: 'For every agent. A stop of draft_create_endpoint freezes the drafts it made.',
  run: 'Calls that name it, and the drafts it made.',
};

/** `agent key deploy-bot`, in a sentence. */
export function stoppedWords({ scope, subjectName }: Pick<Stop, 'scope' | 'subjectName'>): string {
  switch (scope) {
    case 'global':
      return 'all tenants, by the operator of the installation';
    case 'tenant':
      return 'all agents and every apply';
    case 'key':
      return `agent key ${subjectName}`;
    case 'tool':
      return `tool ${subjectName}`;
    case 'run':
      return `run ${subjectName}`;
  }
}
