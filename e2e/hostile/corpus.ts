import { idempotencyRows, limitRows } from './abuse-rows';
import { fieldRows, hiddenTextRows, injectionRows, secretRows, targetRows } from './content-rows';
import { applyRows, doorRows } from './credential-rows';
import { framingRows, jsonRows } from './form-rows';
import { originRows, protocolRows } from './protocol-rows';
import { cursorRows, hiddenToolRows, idRows, tenantRows } from './reach-rows';
import { overrideRows, pathRows, toolNameRows } from './road-rows';
import type { HostileRow } from './row';

/** Every hostile request, by what it tries. */
export const corpus: readonly { title: string; rows: readonly HostileRow[] }[] = [
  { title: 'Apply with a credential of a program', rows: applyRows },
  { title: 'Enter with something that is no key', rows: doorRows },
  { title: 'Call a tool that is not there', rows: toolNameRows },
  { title: 'Apply at another address', rows: pathRows },
  { title: 'Ask for one thing and mean another', rows: overrideRows },
  { title: 'Send JSON that two readers read differently', rows: jsonRows },
  { title: 'Lie about the body', rows: framingRows },
  { title: 'Reach into another tenant', rows: tenantRows },
  { title: 'Send ids that are none', rows: idRows },
  { title: 'Use what this key does not show', rows: hiddenToolRows },
  { title: 'Send places in a list that nobody gave out', rows: cursorRows },
  { title: 'Come from another site', rows: originRows },
  { title: 'Bend the protocol', rows: protocolRows },
  { title: 'Bring a secret in', rows: secretRows },
  { title: 'Deliver to where nothing may go', rows: targetRows },
  { title: 'Send fields that would decide', rows: fieldRows },
  { title: 'Talk to the reviewer', rows: [...injectionRows, ...hiddenTextRows] },
  { title: 'Send the same thing twice', rows: idempotencyRows },
  { title: 'Ask too much', rows: limitRows },
];
