import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import { environmentNames } from '../../environment-names';
import type { Spec } from '../../resource-kind';
import { environmentOf, hostOf, inProduction, isEnabled } from '../facts';
import type { Subject } from './subject';

export function productionDelete(base: Spec): Flag[] {
  if (environmentOf(base) !== 'prod') return [];
  const host = hostOf(base);
  const sentence = `Production events stop at once.${host === null ? '' : ` ${visible(host)} receives nothing more from this endpoint.`}`;
  return [
    {
      code: 'production-delete',
      tier: 'high',
      title: 'Deletes a production endpoint',
      sentence,
      field: null,
    },
  ];
}

export function firstDraft({ firstDraftOfAgent }: Pick<Subject, 'firstDraftOfAgent'>): Flag[] {
  if (!firstDraftOfAgent) return [];
  return [
    {
      code: 'first-draft-of-agent',
      tier: 'high',
      title: 'First draft of this agent',
      sentence: 'Nobody had decided a draft of this agent when it proposed this. Check who runs it and why.',
      field: null,
    },
  ];
}

export function environmentChanged({ base, proposed }: Subject): Flag[] {
  if (base === null || environmentOf(base) === environmentOf(proposed)) return [];
  const to = environmentNames[environmentOf(proposed)];
  return [
    {
      code: 'environment-changed',
      tier: inProduction(base, proposed) ? 'high' : 'medium',
      title: 'Environment changed',
      sentence: `The endpoint moves from ${environmentNames[environmentOf(base)]} to ${to}.`,
      field: 'environment',
    },
  ];
}

export function disabled({ base, proposed }: Subject): Flag[] {
  if (base === null || !isEnabled(base) || isEnabled(proposed)) return [];
  return [
    {
      code: 'disabled',
      tier: inProduction(base) ? 'high' : 'medium',
      title: 'Endpoint is turned off',
      sentence: 'It stays, but no event is received until somebody turns it on again.',
      field: 'enabled',
    },
  ];
}
