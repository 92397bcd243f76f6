import { grantLines, grantWords } from '@/lib/domain/runs/grant-words';
import type { Packet, ReportedList } from '@/lib/domain/runs/packet';
import { visible } from '@/lib/domain/text/visible';
import { Lines, Section } from './section';

/** Nobody but the agent says what stands beside this. */
const Reported = () => <span className="chip warn">Agent-reported</span>;

function ReportedLines({ list }: { list: ReportedList }) {
  if (!list.declared) return <p className="muted text-13">Not declared</p>;
  return <Lines lines={list.items.map((line) => visible(line))} none="None" />;
}

function testWords({ declared, passed, failed, skipped }: Packet['tests']): string {
  return declared ? `${passed} passed, ${failed} failed, ${skipped} skipped` : 'Not declared';
}

/** What the agent says of its own work elsewhere. */
export function AgentReported({ packet }: { packet: Packet }) {
  return (
    <Section id="reported" title="Work elsewhere" note="said by the agent, checked by nobody">
      <dl className="facts wide">
        <dt>
          Commands run <Reported />
        </dt>
        <dd>
          <ReportedLines list={packet.commands_run} />
        </dd>
        <dt>
          Files changed <Reported />
        </dt>
        <dd>
          <ReportedLines list={packet.files_changed} />
        </dd>
        <dt>
          Tests <Reported />
        </dt>
        <dd>{testWords(packet.tests)}</dd>
      </dl>
    </Section>
  );
}

/** What the run was allowed: what the agent says, and what its key grants. */
export function AllowedSection({ packet: { agents, allowed } }: { packet: Packet }) {
  const grants = grantLines(agents);
  return (
    <Section id="allowed" title="Allowed" note={grantWords[allowed.grant]}>
      <dl className="facts wide">
        <dt>
          Files <Reported />
        </dt>
        <dd>
          <ReportedLines list={allowed.files} />
        </dd>
        <dt>
          Packages <Reported />
        </dt>
        <dd>
          <ReportedLines list={allowed.packages} />
        </dd>
        <dt>Servers</dt>
        <dd>
          <Lines
            lines={allowed.servers.map((name) => (name === 'self' ? 'This server' : name))}
            none="None"
          />
        </dd>
        <dt>Methods</dt>
        <dd className="mono">{allowed.methods.join(', ') || 'none'}</dd>
        <dt>Data classes</dt>
        <dd className="mono">{allowed.data_classes.join(', ') || 'none'}</dd>
        {grants.length === 0 ? null : (
          <>
            <dt>Grants</dt>
            <dd>
              <Lines lines={grants} none="None" />
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
