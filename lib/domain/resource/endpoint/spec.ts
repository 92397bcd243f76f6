import { z } from 'zod';
import { events } from '../atom/event-type';
import { headers } from '../atom/headers';
import { ipAllowlist } from '../atom/ip-range';
import { labels } from '../atom/labels';
import { plainText } from '../atom/plain-text';
import { providerTemplate } from '../atom/provider-template';
import { retry } from '../atom/retry';
import { slug } from '../atom/slug';
import { targetUrl } from '../atom/target-url';
import { verification } from '../atom/verification';
import { environments } from '../resource-kind';

/**
 * An endpoint: receives a provider's events and delivers them to one URL. Output is I-JSON with defaults filled in;
 * `verification` and `description` have none.
 */
export const endpointSpec = z
  .strictObject({
    name: slug,
    provider_template: providerTemplate,
    target_url: targetUrl,
    description: plainText(500)
      .optional()
      .describe('What the endpoint is for, plain text, at most 500 characters'),
    events,
    verification: verification.optional(),
    ip_allowlist: ipAllowlist,
    headers,
    retry,
    timeout_seconds: z
      .int()
      .min(1)
      .max(60)
      .default(30)
      .describe('Longest wait for the target in seconds, 1 to 60'),
    max_payload_bytes: z
      .int()
      .min(1024)
      .max(1_048_576)
      .default(262_144)
      .describe('Largest accepted event in bytes, 1024 to 1048576'),
    environment: z.enum(environments).default('dev').describe('Where the endpoint runs'),
    enabled: z.boolean().default(true).describe('false keeps the endpoint but receives nothing'),
    labels,
  })
  .refine(
    ({ verification: sender, ip_allowlist }) => sender?.method !== 'ip_allowlist' || ip_allowlist.length > 0,
    {
      path: ['ip_allowlist'],
      message: 'Verification by ip_allowlist needs at least one address.',
    },
  );
