/** The link that an invitation is sent as. It opens a page and changes nothing: mail scanners and previews open links. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/invitation?token=${token}`;
