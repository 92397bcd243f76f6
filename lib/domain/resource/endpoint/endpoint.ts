import type { ResourceKind } from '../resource-kind';
import { secretFault } from '../secret-material';
import { checkProvider, checkStructure, checkTarget } from './checks';
import { endpointExamples } from './examples';
import { environmentOf, hostOf, nameOf } from './facts';
import { endpointFields } from './fields';
import { endpointFlags } from './flags/endpoint-flags';
import { endpointSpec } from './spec';
import { endpointTitle } from './title';

/** The endpoint kind: receives a provider's events and delivers them to one URL. */
export const endpoint: ResourceKind = {
  name: 'endpoint',
  label: 'Endpoint',
  schema: endpointSpec,
  checkStructure,
  checkProvider,
  checkTarget,
  checkSecrets: secretFault,
  fields: endpointFields,
  nameOf,
  environmentOf,
  hostOf,
  flags: endpointFlags,
  title: endpointTitle,
  examples: endpointExamples,
};
