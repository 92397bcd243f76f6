/** The whole call log as a file: whatever the filters are. */
export function ExportNote() {
  return (
    <p className="page-note muted text-13 px-6 py-4">
      The whole call log as lines that verify offline:{' '}
      <a className="link" href="/api/v1/calls/export" download>
        Export
      </a>
      . In a terminal: <code className="mono">draft audit export --since 7d</code>, for a SIEM with{' '}
      <code className="mono">--format ocsf</code> or <code className="mono">cef</code>. What people and
      operators changed:{' '}
      <a className="link" href="/api/v1/audit/export" download>
        Export events
      </a>{' '}
      or{' '}
      <a className="link" href="/api/v1/audit/export?format=ocsf" download>
        as OCSF
      </a>
      .
    </p>
  );
}
