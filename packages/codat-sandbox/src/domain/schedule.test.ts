// Tests of scheduled reads: as often as the settings say, on time, and no longer than access lasts.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, type SmallWorld, START, smallWorld } from '../../test/small-world';
import type { Connection } from '../state/entities';
import { unlink } from './connection';
import { planAllReads } from './schedule';
import { lastSyncOf } from './sync';
import { type SyncSetting, setSyncSettings } from './sync-settings';

let small: SmallWorld;
let books: Connection;

beforeEach(() => {
  small = smallWorld(0);
  books = small.connect('gbol');
});
afterEach(() => small.world.scheduler.close());

const every = (hours: number, ...types: SyncSetting['dataType'][]): SyncSetting[] =>
  types.map((dataType, syncOrder) => ({ dataType, fetchOnFirstLink: true, syncSchedule: hours, syncOrder }));
function settle(settings: SyncSetting[] | undefined): void {
  setSyncSettings(small.world, small.company.id, settings);
  planAllReads(small.world, small.company);
}
const scheduled = () => books.syncs.filter(({ cause }) => cause === 'schedule');
const daysOf = () => scheduled().map(({ startedAt }) => (startedAt - START) / DAY_MS);

it('reads what is daily every day and what is weekly every week, at their moments', () => {
  settle([...every(24, 'invoices'), ...every(168, 'bills', 'balanceSheet')]);
  small.agree(books);
  for (let day = 0; day < 8; day += 1) small.advance(DAY_MS);
  expect(daysOf()).toEqual([1, 2, 3, 4, 5, 6, 7, 7, 8]);
  expect(scheduled().filter(({ types }) => types?.includes('bills'))).toHaveLength(1);
  expect(small.news().filter((type) => type === 'read.completed')).toHaveLength(10);
});

it('is up to date after a long jump of the clock, without a read for every day of it', () => {
  settle(every(24, 'invoices'));
  small.agree(books);
  small.advance(400 * DAY_MS);
  expect(lastSyncOf(books, small.world.clock.now())).toBe(START + 400 * DAY_MS);
  expect(scheduled().length).toBeLessThan(50);
});

it('reads nothing for settings that were changed, nor after access ended', () => {
  settle(every(24, 'invoices'));
  small.agree(books);
  small.advance(DAY_MS);
  settle(every(48, 'bills'));
  small.advance(2 * DAY_MS);
  expect(daysOf()).toEqual([1, 3]);
  settle(undefined);
  small.advance(10 * DAY_MS);
  settle(every(24, 'bills'));
  unlink(small.world, small.company, books);
  small.advance(10 * DAY_MS);
  expect(daysOf()).toEqual([1, 3]);
});

it('reads nothing by itself where the company has no settings of its own', () => {
  small.agree(books);
  small.advance(30 * DAY_MS);
  expect(scheduled()).toEqual([]);
});
