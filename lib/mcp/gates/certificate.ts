import type { Result } from '@/lib/domain/refusal';
import { agentCertificate } from '@/lib/door/agent-certificate';
import type { Caller } from '../caller';

export const certificate = ({ facts }: Caller): Result<null> =>
  agentCertificate(facts.agent, facts.certificate);
