import type { Packet, ReportedList } from './packet';
import type { RunReport } from './report';
import type { KeyReport } from './run-record';

type ListName = Exclude<keyof RunReport, 'tests'>;

/** What the agents of a run say of it, the last word of each; of several agents what all of them say together. */
export function reportedBy(reports: readonly KeyReport[]): {
  files: ReportedList;
  packages: ReportedList;
} & Pick<Packet, 'commands_run' | 'files_changed' | 'tests'> {
  const list = (name: ListName): ReportedList => {
    const said = reports.flatMap(({ report }) => (report[name] === undefined ? [] : [report[name]]));
    return { agent_reported: true, declared: said.length > 0, items: said.flat() };
  };
  return {
    files: list('files_allowed'),
    packages: list('packages_allowed'),
    commands_run: list('commands_run'),
    files_changed: list('files_changed'),
    tests: testsOf(reports),
  };
}

function testsOf(reports: readonly KeyReport[]): Packet['tests'] {
  const said = reports.flatMap(({ report }) => (report.tests === undefined ? [] : [report.tests]));
  if (said.length === 0) {
    return { agent_reported: true, declared: false, passed: null, failed: null, skipped: null };
  }
  const sum = (name: 'passed' | 'failed' | 'skipped') => said.reduce((all, tests) => all + tests[name], 0);
  return {
    agent_reported: true,
    declared: true,
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
  };
}
