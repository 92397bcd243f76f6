import Link from 'next/link';
import type { RunCall } from '@/lib/domain/runs/run-record';
import { stillVisible } from '@/lib/domain/text/visible';
import { CallChip } from './call-chip';
import { runPath } from './record-paths';

type Fact = { name: string; value: string | null };

function factsOf(call: RunCall): Fact[] {
  const client = [call.client_name, call.client_version].filter((part) => part !== null).join(' ');
  return [
    { name: 'Agent', value: `${call.agent_identity}, key ${call.agent_key_id}` },
    { name: 'Host', value: client === '' ? null : client },
    { name: 'Model', value: call.model },
    { name: 'Reason', value: call.reason },
    { name: 'Task', value: call.task_ref },
    { name: 'Rule', value: call.decision_rule_id },
    { name: 'Why so', value: call.decision_reason },
    { name: 'Definition', value: call.tool_definition_hash },
    { name: 'Answered', value: answerOf(call) },
  ];
}

const answerOf = ({ result_bytes: bytes, result_class: held }: RunCall): string | null =>
  bytes === null ? null : `${bytes} bytes${held === null ? '' : `, ${held}`}`;

/** A call with what is known of it and the beginning of its arguments. */
export function CallStep({ call }: { call: RunCall }) {
  return (
    <div>
      <p className="step-title">
        <span className="mono font-medium">{stillVisible(call.tool ?? call.method)}</span>
        <CallChip call={call} />
      </p>
      <dl className="facts">
        {factsOf(call).map(({ name, value }) =>
          value === null ? null : (
            <div className="contents" key={name}>
              <dt>{name}</dt>
              <dd>{stillVisible(value)}</dd>
            </div>
          ),
        )}
        {call.run_id === null ? null : (
          <div className="contents">
            <dt>Run</dt>
            <dd>
              <Link className="link mono" href={runPath(call.run_id)} prefetch={false}>
                {stillVisible(call.run_id)}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      {call.args_text === null ? null : <pre className="entry mono">{stillVisible(call.args_text)}</pre>}
    </div>
  );
}
