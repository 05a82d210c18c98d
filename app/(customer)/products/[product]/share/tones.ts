// Owns the colour beside the words of a link's status.

export const SHARE_TONES = {
  sent: 'info',
  opened: 'info',
  authorised: 'positive',
  expired: 'neutral',
  revoked: 'neutral',
} as const;
