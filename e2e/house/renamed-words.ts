// Rename table: words of the first versions, and the field's words that replaced them. Data of a house rule.

export interface Renamed {
  /** Words one after another, as they stand in a name that is split at capitals, hyphens and underscores. */
  old: string;
  now: string;
  /** Names in which the word means something else, each with the reason. */
  except?: Readonly<Record<string, string>>;
}

export const RENAMED: readonly Renamed[] = [
  { old: 'owe', now: 'enqueue (transactional outbox)' },
  { old: 'owed', now: 'enqueued, pending' },
  { old: 'owes', now: 'requires' },
  { old: 'forget', now: 'prune (retention), erase (people)' },
  { old: 'forgetter', now: 'pruner' },
  { old: 'forgetting', now: 'pruning' },
  { old: 'keeping', now: 'retention' },
  { old: 'start rounds', now: 'start periodic task' },
  { old: 'last answers', now: 'close keep-alive (graceful shutdown)' },
  { old: 'drain when asked', now: 'on SIGTERM (graceful shutdown)' },
  { old: 'bury', now: 'dead letter' },
  { old: 'given up work', now: 'dead letters' },
  { old: 'create gates', now: 'circuit breakers' },
  { old: 'outbound gate', now: 'circuit breaker' },
  { old: 'may begin', now: 'can call (circuit breaker)' },
  { old: 'reseal', now: 're-encrypt' },
  { old: 'create once', now: 'create idempotently' },
  { old: 'creations', now: 'idempotency keys' },
  { old: 'witness', now: 'control company' },
  { old: 'witnesses', now: 'control companies' },
  { old: 'allowance', now: 'call budget' },
  { old: 'spend call', now: 'consume budget' },
  { old: 'codat looks', now: 'reconciliation schedule' },
  { old: 'plan look', now: 'schedule reconciliation' },
  { old: 'look at reads', now: 'refresh progress' },
  { old: 'read looks', now: 'progress polls' },
  { old: 'look at connections', now: 'refresh for view' },
  { old: 'connection looks', now: 'connection polls' },
  { old: 'staff looks', now: 'staff views (audit)' },
  { old: 'record seen', now: 'apply connection snapshot' },
  { old: 'record gone', now: 'mark connections deleted' },
  { old: 'record company gone', now: 'mark company deleted' },
  { old: 'confirm gone', now: 'confirm deleted' },
  { old: 'said read', now: 'read status' },
  {
    old: 'wanted platform',
    now: 'resolve platform',
    except: { WantedPlatform: 'a platform that customers miss, and not one that is looked up' },
  },
  { old: 'outlived', now: 'stale grant' },
  { old: 'give back', now: 'revoke stale access' },
  { old: 'duty', now: 'certification requirement' },
  { old: 'platform duties', now: 'certification requirements' },
  { old: 'live rail', now: 'live progress' },
  { old: 'progress rail', now: 'progress list' },
  { old: 'hearer', now: 'metrics sink' },
  { old: 'mail desk', now: 'mailer' },
  { old: 'make desk', now: 'mailer' },
  { old: 'ways back', now: 'return paths' },
  { old: 'dice', now: 'seeded random numbers' },
  { old: 'diary', now: 'expectation log' },
  { old: 'begin storm', now: 'fault injector' },
];
