import type { Command } from 'commander';
import type { Terminal } from '../terminal';
import { addEvidenceBundle } from './evidence-bundle';
import { addEvidenceList } from './evidence-list';
import { addEvidenceProof } from './evidence-proof';
import { addEvidenceShow } from './evidence-show';
import { addEvidenceTrust } from './evidence-trust';
import { addEvidenceVerify } from './evidence-verify';

const subcommands = [
  addEvidenceList,
  addEvidenceShow,
  addEvidenceProof,
  addEvidenceBundle,
  addEvidenceVerify,
  addEvidenceTrust,
];

/** `draft evidence …`: each of its commands is a file of its own. */
export function addEvidence(program: Command, terminal: Terminal): Command {
  const evidence = program
    .command('evidence')
    .description('The log of every step: read it, and take its proofs away');
  for (const add of subcommands) add(evidence, terminal);
  return evidence;
}
