/** A client that somebody uses, connected with a key in a header: what it shows of the tools, and of an answer. */
export type RealClient = {
  toolNames: () => Promise<string[]>;
  /** The structured content of the answer, as this client hands it on. */
  call: (name: string, args: Record<string, unknown>) => Promise<unknown>;
  close: () => Promise<void>;
};

export type Connect = (url: string, key: string) => Promise<RealClient>;
