// Tests of announced reads: each run once, with the result of each type.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SmallWorld, smallWorld } from '../../test/small-world';
import type { Connection } from '../state/entities';
import { addProduct, readForProduct, removeProduct } from './company';
import { deleteConnection, moveAuthorisation, unlink } from './connection';
import { findProduct } from './products';
import { historyOf } from './pull-operations';
import { beginSync, failType, finishSyncs } from './reading';
import { statusesOf } from './sync';
import { setSyncSettings } from './sync-settings';

const READ_MS = 100_000;

let small: SmallWorld;
let xero: Connection;

beforeEach(() => {
  small = smallWorld(READ_MS / 1000);
  xero = small.connect('gbol');
  small.news();
});
afterEach(() => small.world.scheduler.close());

function product(id: string) {
  const found = findProduct(id);
  if (!found) throw new Error(`There is no product ${id}.`);
  return found;
}

/** The status of one type in the latest event that tells of reads. */
function told(dataType: string) {
  return small.heard.at(-1)?.payload.dataTypes?.find((each) => each.dataType === dataType);
}

const statusOf = (dataType: string) =>
  statusesOf(xero, small.world.clock.now()).find((each) => each.dataType === dataType)?.currentStatus;

describe('the first read', () => {
  it('is told of when it is through, not before and not again', () => {
    small.agree(xero);
    expect(small.news()).toEqual(['connection.connected']);
    small.advance(READ_MS - 1);
    expect(small.news()).toEqual([]);
    small.advance(1);
    expect(small.news()).toEqual(['read.completed.initial', 'read.completed']);
    expect(told('invoices')).toMatchObject({ status: 'Complete', recordsModified: false });
    small.advance(READ_MS * 100);
    expect(small.news()).toEqual([]);
  });

  it('is told of at the moment it ended, however far the clock jumps', () => {
    const from = small.world.clock.now();
    small.agree(xero);
    small.advance(READ_MS * 1000);
    expect(small.heard.at(-1)?.at).toBe(from + READ_MS);
  });

  it('follows every authorisation, and the one it cuts off is never through', () => {
    small.agree(xero);
    small.advance(READ_MS / 2);
    small.agree(xero);
    expect(small.news()).toEqual(['connection.connected', 'connection.reconnected']);
    small.advance(READ_MS);
    expect(small.news()).toEqual(['read.completed.initial', 'read.completed']);
  });

  it('says of refused permissions which types could not be read', () => {
    addProduct(small.world, small.company, product('business-insights'));
    small.news();
    small.agree(xero, { refused: ['invoices', 'bills'] });
    small.advance(READ_MS);
    expect(statusOf('invoices')).toBe('PermissionsError');
    expect(statusOf('customers')).toBe('Complete');
    const names = small.news();
    expect(names).toContain('business-insights.read.completed.unsuccessful');
    expect(names).not.toContain('business-insights.read.completed.successful');
    expect(told('invoices')).toMatchObject({ status: 'PermissionsError', recordsModified: false });
  });

  it('leaves out what the client does not fetch on first link', () => {
    const setting = { fetchOnFirstLink: false, syncSchedule: 0, syncOrder: 0 };
    setSyncSettings(small.world, small.company.id, [{ ...setting, dataType: 'invoices' }]);
    small.agree(xero);
    small.advance(READ_MS);
    expect(statusOf('invoices')).toBeUndefined();
    expect(statusOf('bills')).toBe('Complete');
  });

  it('does not begin when tokens are moved over', () => {
    expect(moveAuthorisation(small.world, small.company, xero)).toBe(200);
    expect(small.news()).toEqual(['connection.connected']);
    expect([xero.status, xero.syncs.length]).toEqual(['Linked', 0]);
    expect(moveAuthorisation(small.world, small.company, xero)).toBe(200);
    expect(small.news()).toEqual(['connection.reconnected']);
  });
});

describe('a later read', () => {
  beforeEach(() => {
    small.agree(xero);
    small.advance(READ_MS);
    small.news();
  });

  it('is no first one, and finds new records', () => {
    beginSync(small.world, small.company, xero, { cause: 'refresh', types: ['invoices'] });
    small.advance(READ_MS);
    expect(small.news()).toEqual(['read.completed']);
    expect(told('invoices')).toMatchObject({ status: 'Complete', recordsModified: true });
  });

  it('of nothing the platform offers does not begin', () => {
    const types = ['banking-accounts'] as const;
    expect(beginSync(small.world, small.company, xero, { cause: 'refresh', types })).toBeUndefined();
    small.advance(READ_MS);
    expect(small.news()).toEqual([]);
  });

  it('can be hurried, and is still told of once', () => {
    beginSync(small.world, small.company, xero, { cause: 'refresh' });
    small.advance(READ_MS / 2);
    finishSyncs(small.world, small.company, xero);
    expect(small.news()).toEqual(['read.completed']);
    expect(statusesOf(xero, small.world.clock.now()).every((each) => each.currentStatus === 'Complete')).toBe(
      true,
    );
    small.advance(READ_MS);
    expect(small.news()).toEqual([]);
  });

  it('can go wrong for a type that is still to be read', () => {
    beginSync(small.world, small.company, xero, { cause: 'refresh' });
    failType(small.world, small.company, xero, 'transfers', 'RateLimitError');
    expect(statusOf('transfers')).toBe('Queued');
    small.advance(READ_MS);
    expect(told('transfers')).toMatchObject({ status: 'RateLimitError', recordsModified: false });
    expect(told('company')).toMatchObject({ status: 'Complete' });
  });

  it.each([0, READ_MS / 2])('goes wrong on its own when the type is not being read (%i)', (ms) => {
    // `company` comes first: half way through it was read long ago.
    if (ms > 0) beginSync(small.world, small.company, xero, { cause: 'refresh' });
    small.advance(ms);
    failType(small.world, small.company, xero, 'company', 'FetchError');
    expect(small.news()).toEqual(['read.completed']);
    expect(statusOf('company')).toBe('FetchError');
    const [latest, before] = historyOf(small.company, small.world.clock.now()).filter(
      ({ dataType }) => dataType === 'company',
    );
    expect([latest?.read.status, before?.read.status]).toEqual(['FetchError', 'Complete']);
  });

  it('is never told of once access is gone', () => {
    beginSync(small.world, small.company, xero, { cause: 'refresh' });
    unlink(small.world, small.company, xero);
    small.advance(READ_MS);
    expect(small.news()).toEqual(['connection.disconnected']);
    expect(statusOf('transfers')).toBe('Cancelled');
  });

  it('goes with its connection', () => {
    beginSync(small.world, small.company, xero, { cause: 'refresh' });
    deleteConnection(small.world, small.company, xero);
    small.advance(READ_MS);
    expect(small.news()).toEqual(['connection.deleted']);
  });

  it('is remembered for a while, not for ever', () => {
    for (let count = 0; count < 200; count += 1) {
      beginSync(small.world, small.company, xero, { cause: 'refresh', types: ['bills'], lengthMs: 0 });
    }
    expect(xero.syncs.length).toBeLessThanOrEqual(50);
  });
});

describe('a product', () => {
  it('reads what it needs from every linked connection, and says how that went', () => {
    small.agree(xero);
    small.connect('natwest_uk');
    small.advance(READ_MS);
    small.news();
    addProduct(small.world, small.company, product('revenue-advance'));
    addProduct(small.world, small.company, product('business-insights'));
    expect(small.news()).toEqual(['company.product.added', 'company.product.added']);
    small.advance(READ_MS);
    const stem = 'business-insights.read.completed';
    expect(small.news()).toEqual([stem, `${stem}.successful`, `${stem}.initial`]);
    readForProduct(small.world, small.company, product('business-insights'));
    small.advance(READ_MS);
    expect(small.news()).toEqual([stem, `${stem}.successful`]);
  });

  it('is added and taken away once', () => {
    const one = product('lending');
    addProduct(small.world, small.company, one);
    addProduct(small.world, small.company, one);
    removeProduct(small.world, small.company, one);
    removeProduct(small.world, small.company, one);
    expect(small.news()).toEqual(['company.product.added', 'company.product.removed']);
    expect(small.company.products).toEqual([]);
  });
});
