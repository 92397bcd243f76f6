/** Ends the command with exit code 1. Its message is the whole sentence to print. */
export class AdminFailure extends Error {}
