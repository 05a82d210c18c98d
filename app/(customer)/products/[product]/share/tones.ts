// Colours that go with the words of a delegated link's status.

export const SHARE_TONES = {
  sent: 'info',
  opened: 'info',
  authorised: 'positive',
  expired: 'neutral',
  revoked: 'neutral',
  orphaned: 'neutral',
} as const;
