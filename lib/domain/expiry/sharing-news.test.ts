import { expect, test } from 'vitest';
import { dayOf } from '../../../e2e/sample-events';
import type { AgreementNow } from '../access/access-now';
import { sharingNewsNow } from './sharing-news';

const news = (productId: string, day = 0) => ({ facts: { productId, since: dayOf(day).toISOString() } });
const agreement = (access: AgreementNow['access'], day = 0) => ({
  now: { access, why: 'agreed', until: null } satisfies AgreementNow,
  givenAt: dayOf(day),
});

test.each(['data-read', 'waits', 'ended', 'none'] as const)('it dies with what is shared: %s', (access) => {
  expect(sharingNewsNow([news('lending')], new Map([['lending', agreement(access)]]))).toEqual([]);
});

test('it stands while something is shared, one for each agreement, and only about the yes that holds', () => {
  const all = [news('lending', 9), news('lending', 9), news('cash', 0), news('gone')];
  const agreements = new Map([
    ['lending', agreement('reads', 9)],
    ['cash', agreement('files', 5)],
  ]);
  expect(sharingNewsNow(all, agreements)).toEqual([all[0]]);
  expect(sharingNewsNow(all, new Map([...agreements, ['cash', agreement('files', 0)]]))).toEqual([
    all[0],
    all[2],
  ]);
});
