// Colours beside the words of a link's status.

export const SHARE_TONES = {
  sent: 'info',
  opened: 'info',
  authorised: 'positive',
  expired: 'neutral',
  revoked: 'neutral',
  orphaned: 'neutral',
} as const;
