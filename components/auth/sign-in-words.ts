/** next-auth's error codes and our own, in words. `default` is for any other. */
export const signInWords: Readonly<Record<string, string>> = {
  CredentialsSignin: 'That e-mail and password do not belong together.',
  RATE_LIMITED: 'Too many tries. Wait a quarter of an hour, then try again.',
  AccessDenied: 'This account is not invited here. Ask an admin for an invitation.',
  OAuthSignin: 'Single sign-on could not be started. Try again, or use a local account.',
  OAuthCallback: 'Single sign-on did not come back as expected. Try again.',
  Callback: 'Single sign-on did not come back as expected. Try again.',
  SessionRequired: 'Sign in to see this page.',
  EMAIL_NOT_SHARED: 'Your identity provider shares no e-mail address. Ask its administrator, then try again.',
  EMAIL_TAKEN: 'Another account here already has this e-mail address. Ask an admin.',
  SERVICE_UNAVAILABLE: 'Signing in does not work at the moment. Try again in a minute.',
  default: 'Signing in did not work. Try again.',
};
