import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import type { Tool } from './tool';
import { callLogList } from './tools/call-log-list';
import { deliveryGet } from './tools/delivery-get';
import { deliveryList } from './tools/delivery-list';
import { draftCheck } from './tools/draft-check';
import { draftCreate } from './tools/draft-create';
import { draftDiscard } from './tools/draft-discard';
import { draftList } from './tools/draft-list';
import { draftShow } from './tools/draft-show';
import { endpointGet } from './tools/endpoint-get';
import { endpointList } from './tools/endpoint-list';
import { evidenceGet } from './tools/evidence-get';
import { evidenceList } from './tools/evidence-list';
import { healthGet } from './tools/health-get';
import { providerTemplateList } from './tools/provider-template-list';

/** Every tool there is, in the order in which clients see them. None applies a draft or writes production. */
export const tools: readonly Tool[] = [
  draftCreate(endpoint),
  draftCheck(endpoint),
  draftList,
  draftShow,
  draftDiscard,
  endpointList,
  endpointGet,
  evidenceList,
  evidenceGet,
  deliveryList,
  deliveryGet,
  callLogList,
  providerTemplateList,
  healthGet,
];
