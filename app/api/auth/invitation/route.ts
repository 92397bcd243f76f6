import { acceptInvitationLink } from '@/lib/auth/invitation-link';

export { acceptInvitationLink as GET };
