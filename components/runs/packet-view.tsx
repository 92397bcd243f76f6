import Link from 'next/link';
import type { Packet } from '@/lib/domain/runs/packet';
import { stillVisible, visible } from '@/lib/domain/text/visible';
import { utcWords } from '../ui/time-words';
import { AgentReported, AllowedSection } from './agent-reported';
import { RunCalls } from './run-calls';
import { RunApprovals, RunDrafts, RunRollback } from './run-outcome';
import { RunPressure } from './run-pressure';
import { Lines, Section } from './section';

function Agents({ agents }: { agents: Packet['agents'] }) {
  return (
    <Section id="agents" title="Agents">
      {agents.length === 0 ? <p className="muted text-13">No key of this run is known.</p> : null}
      {agents.map(({ key_id: key, name, owner, purpose, hosts, models, ...part }, index) => (
        <dl className="facts wide panel-facts" key={key}>
          <dt>Agent</dt>
          <dd>
            {visible(name)}{' '}
            <span className="muted">{index === 0 ? 'began it' : 'also took part, by its own word'}</span>
          </dd>
          <dt>Key</dt>
          <dd className="mono">
            <Link className="link" href={`/agents/${key}`} prefetch={false}>
              {key}
            </Link>
          </dd>
          <dt>Calls</dt>
          <dd className="tabular-nums">
            {part.calls}, {part.denied} denied, from {utcWords(new Date(part.first_at))} on
          </dd>
          <dt>Owner</dt>
          <dd>{visible(owner.name ?? owner.id)}</dd>
          <dt>Purpose</dt>
          <dd>{visible(purpose)}</dd>
          <dt>Host</dt>
          <dd>{hosts.map((host) => stillVisible(host)).join(', ') || 'not recorded'}</dd>
          <dt>Model</dt>
          <dd>{models.map((model) => stillVisible(model)).join(', ') || 'not declared'}</dd>
        </dl>
      ))}
    </Section>
  );
}

function Task({ task: { refs, reasons } }: { task: Packet['task'] }) {
  return (
    <Section id="task" title="Task">
      <dl className="facts wide">
        <dt>Task</dt>
        <dd>
          <Lines lines={refs.map((ref) => stillVisible(ref))} none="Not declared" />
        </dd>
        <dt>In its words</dt>
        <dd>
          <Lines lines={reasons.map((reason) => visible(reason))} none="No reason was given" />
        </dd>
      </dl>
    </Section>
  );
}

/** A run to be reviewed by a person: what it was allowed, what it did, what was decided. `stop` is how it is stopped from here. */
export function PacketView({ packet, stop }: { packet: Packet; stop: React.ReactNode }) {
  return (
    <>
      <Task task={packet.task} />
      <Agents agents={packet.agents} />
      <AllowedSection packet={packet} />
      <RunPressure pressure={packet.boundary_pressure} />
      <RunDrafts drafts={packet.drafts} />
      <RunApprovals approvals={packet.approvals} />
      <RunRollback rollback={packet.rollback} stop={stop} />
      <AgentReported packet={packet} />
      <RunCalls packet={packet} />
    </>
  );
}
