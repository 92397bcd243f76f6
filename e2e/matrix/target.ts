import { z } from 'zod';
import type { Seeded } from './seed';

const draftSchema = z.object({ id: z.string(), proposed_spec_digest: z.string(), lock_version: z.int() });
const deviceSchema = z.object({ device_code: z.string(), user_code: z.string() });
const callsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
const bundleSchema = z.object({ id: z.string(), status: z.string() });
const logSchema = z.object({ origin: z.string() });
const stopSchema = z.object({ stop: z.object({ id: z.string(), subject_name: z.string() }) });
const createdSchema = z.object({ draft: draftSchema });
const appliedSchema = z.object({
  resource: z.object({ id: z.string() }),
  evidence: z.object({ id: z.string() }),
});

/** The things of the seeded tenant that the rows ask about: made through the product's own doors. */
export class Target {
  draft: z.infer<typeof draftSchema> = { id: '', proposed_spec_digest: '', lock_version: 0 };
  device: z.infer<typeof deviceSchema> = { device_code: '', user_code: '' };
  /** What leads to a request of OAuth that waits for a person. */
  consentHandle = '';
  endpointId = '';
  /** Decided before anything is asked: what may be reverted, and what may be restored. */
  appliedId = '';
  discardedId = '';
  evidenceId = '';
  /** One that is ready. */
  bundleId = '';
  /** Whose log it is, as addresses of tiles name it. */
  tenantId = '';
  /** One that failed, so that it can be sent again. */
  deliveryId = '';
  /** What every draft is proposed in and by, and a call that was refused. */
  readonly runId = 'matrix-run';
  readonly correlationId = 'matrix-correlation';
  callId = '';
  /** A rule of the policy that is about no key. */
  ruleId = '';
  /** One that is in force. */
  stop = { id: '', subject_name: '' };
  /** A key whose circuit is open. */
  pausedKey = '';
  /** A key that is in use, and one that is suspended. */
  keyId = '';
  suspendedKeyId = '';
  private serial = 0;
  private readonly base: string;
  private readonly key: string;

  constructor(base: string, { keys }: Seeded) {
    this.base = base;
    this.key = keys.active;
  }

  /** A proposal that no other request makes. */
  proposal() {
    this.serial += 1;
    const spec = {
      name: `matrix-${Date.now().toString(36)}-${this.serial}`,
      provider_template: 'generic',
      target_url: 'https://hooks.acme.com/matrix',
    };
    return { spec, rationale: 'the authority matrix is being driven' };
  }

  /** Makes a new pending draft the subject of what is asked next. */
  async renewDraft(): Promise<void> {
    const created = await this.post(
      '/api/v1/drafts',
      { type: 'endpoint', ...this.proposal(), run_id: this.runId },
      { authorization: `Bearer ${this.key}`, 'x-correlation-id': this.correlationId },
    );
    this.draft = createdSchema.parse(created).draft;
  }

  /** Starts a new login of a terminal, which waits for a decision. */
  async renewDevice(): Promise<void> {
    const asked = { client_name: 'matrix', host_name: 'matrix' };
    this.device = deviceSchema.parse(await this.post('/api/v1/device', asked, {}));
  }

  /** Stops a run as this person, so that there is a stop to release. */
  async renewStop(headers: Record<string, string>): Promise<void> {
    this.serial += 1;
    const asked = { scope: 'run', subject: `run-${Date.now()}-${this.serial}` };
    this.stop = stopSchema.parse(await this.post('/api/v1/stops', asked, headers)).stop;
  }

  /** Applies a draft as this person, so that there is an endpoint and evidence to ask for. */
  async makeLive(headers: Record<string, string>): Promise<void> {
    await this.renewDraft();
    const { id, proposed_spec_digest, lock_version } = this.draft;
    const applied = appliedSchema.parse(
      await this.post(`/api/v1/drafts/${id}/apply`, { proposed_spec_digest, lock_version }, headers),
    );
    this.endpointId = applied.resource.id;
    this.evidenceId = applied.evidence.id;
    this.appliedId = id;
  }

  /** Has the log signed, so that there are tiles to ask for. */
  async signLog(headers: Record<string, string>): Promise<void> {
    const answer = await fetch(new URL('/api/v1/log', this.base), { headers });
    this.tenantId =
      logSchema
        .parse(await answer.json())
        .origin.split('/')
        .at(-1) ?? '';
  }

  /** Asks for a bundle of the log as this person, and waits until it is made. */
  async makeBundle(headers: Record<string, string>): Promise<void> {
    const path = '/api/v1/bundles';
    let bundle = bundleSchema.parse(await this.post(path, { from: 0 }, headers));
    while (bundle.status === 'waiting' || bundle.status === 'making') {
      await new Promise((settle) => setTimeout(settle, 200));
      const answer = await fetch(new URL(`${path}/${bundle.id}`, this.base), { headers });
      bundle = bundleSchema.parse(await answer.json());
    }
    this.bundleId = bundle.id;
  }

  /** Has an agent refused, and finds the call in the log as this person. */
  async makeRefused(headers: Record<string, string>): Promise<void> {
    await this.post(`/api/v1/drafts/${this.appliedId}/apply`, {}, { authorization: `Bearer ${this.key}` });
    const answer = await fetch(new URL('/api/v1/calls', this.base), { headers });
    const [call] = callsSchema.parse(await answer.json()).items;
    this.callId = call?.id ?? '';
  }

  /** Discards a draft as this person, so that there is one to restore. */
  async makeDiscarded(headers: Record<string, string>): Promise<void> {
    await this.renewDraft();
    await this.post(`/api/v1/drafts/${this.draft.id}/discard`, { reason: 'not_needed' }, headers);
    this.discardedId = this.draft.id;
  }

  private async post(path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
    const answer = await fetch(new URL(path, this.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return answer.json();
  }
}
