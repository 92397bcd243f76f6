import type { Command } from 'commander';
import type { Terminal } from '../terminal';
import { addEvidenceList } from './evidence-list';
import { addEvidenceProof } from './evidence-proof';
import { addEvidenceShow } from './evidence-show';

const subcommands = [addEvidenceList, addEvidenceShow, addEvidenceProof];

/** `draft evidence …`: each of its commands is a file of its own. */
export function addEvidence(program: Command, terminal: Terminal): Command {
  const evidence = program
    .command('evidence')
    .description('The log of every step: read it, and take its proofs away');
  for (const add of subcommands) add(evidence, terminal);
  return evidence;
}
