// Census of queries that return many rows: each has a limit, or a reason why its table stays small.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** By the file and the name. */
const WITHOUT_LIMIT: Record<string, string> = {
  'checkpoints.ts listMissing': 'asks for heads that it is given, in batches',
  'companies.ts companyByCodatIdPart': 'one row',
  'companies.ts companyPart': 'one row',
  'companies.ts listMembers': 'who acts for one business, by the word of the sign-in service',
  'codat-cache.ts listLogos': 'one per platform that the business has a connection to',
  'codat-cache.ts platformsPart': 'one row',
  'codat-cache.ts logosPart': 'one per platform that the business has a connection to',
  'connection-events.ts lastConnectionEventsPart': 'one of each kind per connection',
  'connection-events.ts listLatestOf': 'one of each kind',
  'connection-polls.ts lookAnsweredPart': 'one row',
  'connections.ts eachConnectionsPart': 'as connectionsPart',
  'connections.ts connectionsPart':
    'each took the customer a visit to a platform; begun 40 times in ten minutes at most',
  'connections.ts connectionsByCodatIdPart': 'as connectionsPart',
  'connections.ts listConnections': 'as connectionsPart',
  'connections.ts endingIdsPart': 'connections whose end is not confirmed',
  'connections.ts listEndingIds': 'as endingIdsPart',
  'consents.ts consentsPart': 'one per product of the catalogue',
  'consents.ts noticePart': 'one row',
  'consents.ts listEvents': 'whole records, for tests',
  'consents.ts listDeletions': 'what tells that the data of one connection is deleted: once per product',
  'consents.ts listEventsAt': 'asks for places that it is given',
  'consents.ts listConsents': 'one per product of the catalogue',
  'consents.ts listNotices': 'asks for hashes that it is given',
  'deliveries.ts listEventsBetween':
    'what follows the standing that the subscriber was told last, added up along the way',
  'demo-clock.ts readClockOffset': 'one row',
  'demo-clock.ts readClockReach': 'one row',
  'demo-runs.ts listLatestRuns': 'one per scenario of the demo',
  'gauges.ts readConnectionGauge': 'counts',
  'gauges.ts readDeliveryGauges': 'counts',
  'gauges.ts readJobGauges': 'counts',
  'gauges.ts readWebhookGauge': 'counts',
  'jobs.ts listJobsOf': 'what one request made us owe',
  'ledger-facts.ts readLatestFacts': 'from a place near the end on',
  'ledger.ts listCompanyNotices': 'whole records, for tests',
  'ledger.ts listLedgerGuards': 'one per table',
  'link-callbacks.ts findLinkWords': 'one row',
  'link-callbacks.ts listLinkCallbacks': 'a bounded number is kept per product',
  'mails.ts listHeldMails': 'letters of one person that wait for one moment, within five minutes',
  'mails.ts listRecentMails': 'letters about one business within five minutes',
  'mails.ts recentMailsPart': 'as listRecentMails',
  'mails.ts recipientsPart': 'who acts for one business, by the word of the sign-in service',
  'mails.ts listRecipients': 'who acts for one business, by the word of the sign-in service',
  'mails.ts listWrittenTo': 'who acts for one business, by the word of the sign-in service',
  'person-keys.ts personKeysPart': 'asks for persons that it is given',
  'person-keys.ts findPersonKeys': 'asks for persons that it is given',
  'products.ts listProductVersions': 'asks for versions that it is given',
  'products.ts listProducts': 'the catalogue',
  'products.ts productVersionPart': 'one row',
  'products.ts productsPart': 'the catalogue',
  'proven-events.ts chainHeadPart': 'one row',
  'proven-events.ts eachHeadPart': 'one row',
  'read-progress.ts readsPart': 'one per connection and kind of data',
  'read-progress.ts listReads': 'one per connection and kind of data',
  'kept-page.ts readKept': 'reads pages, each with a limit that is handed in',
  'receipts.ts listCompanyReceipts': 'whole records, for tests',
  'receipts.ts listReceipted': 'asks for events that it is given',
  'reconciliations.ts listDeadLetters': 'work that was given up and is not settled; the sweep settles it',
  'shares.ts openSharesPart': 'links of connections that it is given, whose trip has not ended',
  'snapshots.ts listBasis': 'from the latest snapshot on: its few events and 16 at most after it',
  'snapshots.ts listSealedBasis': 'from the latest snapshot on: its few events and 16 at most after it',
  'snapshots.ts basisPart': 'as listSealedBasis',
  'snapshots.ts snapshotSeqsPart': 'one row per product of the catalogue',
  'snapshots.ts eachBasisPart': 'as listSealedBasis',
  'snapshots.ts listGenuineSnapshots': 'by the audit and the rebuild, business by business',
  'snapshots.ts listSnapshots': 'by the rebuild alone, business by business',
  'subscribers.ts listSealed': 'subscribers are set up by hand',
  'subscribers.ts listSubscribers': 'subscribers are set up by hand',
  'webhooks.ts waitingWebhooksPart': 'as listWaitingWebhooks',
  'webhooks.ts listWaitingWebhooks': 'by its name and time alone; one job takes in all that wait',
};

const FOLDER = path.resolve('db/queries');
const QUERY =
  /^export (?:(?:async )?function\*?|const) (\w+)[\s\S]*?(?=^(?:export |\/\*\*|const |async function|function |type )|(?![\s\S]))/gm;
const MANY = /^(?:list|walk|read|find\w*s$)|Part$/;

function queries(): { name: string; isBounded: boolean }[] {
  const files = readdirSync(FOLDER).filter((file) => !file.includes('.test.'));
  return files.flatMap((file) =>
    [...readFileSync(path.join(FOLDER, file), 'utf8').matchAll(QUERY)]
      .filter(([, name = '']) => MANY.test(name))
      .map(([text, name]) => ({
        name: `${file} ${name}`,
        isBounded: /\.limit\(|\blimit \$?\{?\w/.test(text),
      })),
  );
}

test('every list has a limit, or a reason why it needs none', () => {
  const all = queries();
  expect(all.length).toBeGreaterThan(50);
  const unbounded = all.filter(({ name, isBounded }) => !isBounded && !(name in WITHOUT_LIMIT));
  expect(unbounded.map(({ name }) => name)).toEqual([]);
  // What has been given a limit, or is gone, needs no reason any more.
  const known = new Set(all.map(({ name }) => name));
  expect(Object.keys(WITHOUT_LIMIT).filter((name) => !known.has(name))).toEqual([]);
});
