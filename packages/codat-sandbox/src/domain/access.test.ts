// Tests of the end of access: at banks after ninety days, elsewhere never.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type SmallWorld, START, smallWorld } from '../../test/small-world';
import type { Connection } from '../state/entities';
import { connectionRecord } from '../wire/connection';
import { accessEndsAt, deauthorise, deleteConnection, unlink } from './connection';

let small: SmallWorld;
let bank: Connection;

beforeEach(() => {
  small = smallWorld();
  bank = small.connect('natwest_uk');
});
afterEach(() => small.world.scheduler.close());

const ends = () => small.heard.filter(({ type }) => type === 'connection.disconnected');

describe('open banking', () => {
  it('ends exactly ninety days after the customer agreed', () => {
    small.agree(bank);
    expect(accessEndsAt(small.world, small.company, bank)).toBe(START + 90 * DAY_MS);
    small.advance(90 * DAY_MS - 1);
    expect([bank.status, ends().length]).toEqual(['Linked', 0]);
    small.advance(1);
    expect(bank.status).toBe('Deauthorized');
    expect(ends().map(({ at }) => at)).toEqual([START + 90 * DAY_MS]);
    expect(ends()[0]?.payload.connection).toMatchObject({
      status: 'Deauthorized',
      dataConnectionErrors: [
        {
          statusCode: '401',
          status: 'Active',
          errorMessage: 'The integration de-authorized access to the connection.',
          erroredOnUtc: '2026-04-01T12:00:00.0000000Z',
        },
      ],
    });
  });

  it('ends at its moment in one long jump, and only once', () => {
    small.agree(bank);
    small.advance(400 * DAY_MS);
    expect(ends().map(({ at }) => at)).toEqual([START + 90 * DAY_MS]);
    small.advance(400 * DAY_MS);
    expect(ends()).toHaveLength(1);
  });

  it('goes on for ninety days more when the customer agrees again in time', () => {
    small.agree(bank);
    small.advance(60 * DAY_MS);
    small.agree(bank);
    small.advance(60 * DAY_MS);
    expect(bank.status).toBe('Linked');
    small.advance(30 * DAY_MS);
    expect([bank.status, ends()[0]?.at]).toEqual(['Deauthorized', START + 150 * DAY_MS]);
  });

  it('comes back when the customer agrees too late, with the old complaint settled', () => {
    small.agree(bank);
    small.advance(100 * DAY_MS);
    small.agree(bank);
    const record = connectionRecord(small.world, small.company, bank);
    expect(record).toMatchObject({ status: 'Linked', dataConnectionErrors: [{ status: 'Resolved' }] });
    small.advance(89 * DAY_MS);
    expect(bank.status).toBe('Linked');
    small.advance(DAY_MS);
    expect(bank.status).toBe('Deauthorized');
  });

  it('does not end a second time what has ended already', () => {
    small.agree(bank);
    unlink(small.world, small.company, bank);
    const other = small.connect('natwest_uk');
    small.agree(other);
    deauthorise(small.world, small.company, other);
    const gone = small.connect('natwest_uk');
    small.agree(gone);
    deleteConnection(small.world, small.company, gone);
    const before = ends().length;
    small.advance(100 * DAY_MS);
    expect([bank.status, other.status, ends().length]).toEqual(['Unlinked', 'Deauthorized', before]);
  });
});

it.each(['gbol', 'exgd'])('is for as long as the customer likes at %s', (platformKey) => {
  const connection = small.connect(platformKey);
  small.agree(connection);
  small.advance(3000 * DAY_MS);
  expect(accessEndsAt(small.world, small.company, connection)).toBeUndefined();
  expect(connection.status).toBe('Linked');
});

describe('a second accounting connection', () => {
  it('may be begun and is refused at the provider, while the first stays', () => {
    const [first, second] = [small.connect('gbol'), small.connect('qhyg')];
    expect([small.agree(first), small.agree(second)]).toEqual([200, 500]);
    expect([first.status, second.status, second.syncs.length]).toEqual(['Linked', 'PendingAuth', 0]);
    expect(small.heard.at(-1)?.type).toBe('connection.failed');
    unlink(small.world, small.company, first);
    expect(small.agree(second)).toBe(200);
    expect(small.heard.at(-1)?.type).toBe('connection.connected');
  });

  it('is none of the business of banks and shops', () => {
    const all = ['gbol', 'natwest_uk', 'natwest_uk', 'exgd', 'exgd'].map(small.connect);
    expect(all.map((each) => small.agree(each))).toEqual([200, 200, 200, 200, 200]);
  });
});
