import { z } from 'zod';

const ulid = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
const idSchema = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_${ulid}$`),
      `Must be ${prefix}_ and 26 characters, exactly as it was answered.`,
    );

export const draftIdSchema = idSchema('drf').describe('A draft id: drf_ and a ULID');
export const evidenceIdSchema = idSchema('evd').describe('An evidence id: evd_ and a ULID');
export const endpointIdSchema = idSchema('end').describe('An endpoint id: end_ and a ULID');

export const serviceIdSchema = idSchema('crd').describe('A service credential id: crd_ and a ULID');
export const keyIdSchema = idSchema('key').describe('An agent key id: key_ and a ULID');
export const personIdSchema = idSchema('usr').describe('A person’s id: usr_ and a ULID');
/** Whoever may be named in evidence. */
export const actorIdSchema = z
  .union([personIdSchema, keyIdSchema, serviceIdSchema])
  .describe('The id of a person, an agent key or a service credential');
export const deliveryIdSchema = idSchema('dlv').describe('A delivery id: dlv_ and a ULID');
export const ruleIdSchema = idSchema('rul').describe('A policy rule id: rul_ and a ULID');

export const callIdSchema = idSchema('call').describe('A call id: call_ and a ULID');

export const stopIdSchema = idSchema('stp').describe('A stop id: stp_ and a ULID');

export const bundleIdSchema = idSchema('bnd').describe('A bundle id: bnd_ and a ULID');

export type IdPrefix =
  | 'drf'
  | 'evd'
  | 'end'
  | 'key'
  | 'usr'
  | 'ses'
  | 'inv'
  | 'call'
  | 'aud'
  | 'trq'
  | 'req'
  | 'try'
  | 'dev'
  | 'cnf'
  | 'crd'
  | 'dlv'
  | 'rul'
  | 'stp'
  | 'oar'
  | 'oas'
  | 'bst'
  | 'bnd';
