/** A setting that cannot be used. The message is one plain sentence that names the variable, never its value. */
export class ConfigError extends Error {}
