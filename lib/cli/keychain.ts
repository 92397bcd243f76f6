const service = 'countersign-draft';

/** The keychain of the operating system, one entry per server. Every function answers null or false where there is none. */
export type Keychain = {
  read: (url: string) => Promise<string | null>;
  write: (url: string, token: string) => Promise<boolean>;
  remove: (url: string) => Promise<boolean>;
};

/** Loaded only when a token is looked for: the native part exists for some systems only. */
async function entry(url: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Without a secret service the library would take the kernel's keyring, which forgets with the session.
  return new AsyncEntry(service, url, { linux: { store: 'secret-service' } });
}

export const systemKeychain: Keychain = {
  read: async (url) => {
    try {
      return (await (await entry(url)).getPassword()) ?? null;
    } catch {
      return null;
    }
  },
  write: async (url, token) => {
    try {
      const kept = await entry(url);
      await kept.setPassword(token);
      // A keychain that is locked or absent may take a secret and not give it back.
      return (await kept.getPassword()) === token;
    } catch {
      return false;
    }
  },
  remove: async (url) => {
    try {
      return await (await entry(url)).deletePassword();
    } catch {
      return false;
    }
  },
};
