import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientNetwork, readNetwork, UNREADABLE } from './client-network';

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['::ffff:cb00:714d', '203.0.113.0'],
  ['[::ffff:203.0.113.77]:443', '203.0.113.0'],
  [' 203.0.113.77 ', '203.0.113.0'],
  ['203.0.113.77:443', '203.0.113.0'],
  ['"203.0.113.77:443"', '203.0.113.0'],
  ['2001:db8:abcd:12::1', '2001:db8:abcd::'],
  ['2001:DB8:ABCD:0012:0:0:0:1', '2001:db8:abcd::'],
  ['[2001:db8:abcd:12::1]', '2001:db8:abcd::'],
  ['[2001:db8:abcd:12::1]:50000', '2001:db8:abcd::'],
  ['fe80::1%eth0', 'fe80::'],
  ['[fe80::1%25eth0]:80', 'fe80::'],
  ['2001:db8::1', '2001:db8::'],
])('of the address %j only the network %j is kept', (raw, kept) => {
  expect(readNetwork(raw).kept).toBe(kept);
});

test.each([
  'unknown',
  '',
  '203.0.113',
  '0313.0.113.7',
  '0x7f.1',
  '203.0.113.999',
  '_hidden',
  '203.0.113.7:x',
  '[::1',
  'a:b',
])('%j is no address, and is counted with all others that are none', (raw) =>
  expect(readNetwork(raw)).toEqual(UNREADABLE),
);

test.each([
  // One proxy that appends: what the client wrote stands to the left, and counts for nothing.
  ['garbage, 127.0.0.1, 203.0.113.77, 10.0.0.1', 1, '203.0.113.0'],
  ['203.0.113.77:50001, 10.0.0.1', 1, '203.0.113.0'],
  ['198.51.100.1, 203.0.113.77, 10.0.0.2, 10.0.0.1', 2, '203.0.113.0'],
  // No proxy at all: this process sees the client itself.
  ['198.51.100.1, 203.0.113.77', 0, '203.0.113.0'],
  // Fewer proxies than were told.
  ['203.0.113.77', 1, '203.0.113.0'],
  [', 10.0.0.1', 1, null],
  [null, 1, null],
])('of %j with %i trusted proxies the network is %j', (forwarded, hops, kept) => {
  expect(clientNetwork(forwarded, hops).kept).toBe(kept);
});

test('this machine is nobody only where no proxy says anything', () => {
  for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    expect(clientNetwork(own, 1).counted).toEqual([]);
    expect(clientNetwork(`${own}, 127.0.0.1`, 1).counted).not.toEqual([]);
  }
  expect(clientNetwork('garbage, 10.0.0.1', 1)).toEqual(UNREADABLE);
});

const port = fc.integer({ min: 0, max: 65_535 });

test('nothing that a client writes changes what it is counted as', () => {
  const written = fc.array(fc.string(), { maxLength: 3 });
  fc.assert(
    fc.property(
      written,
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.integer({ min: 0, max: 3 }),
      (lies, real, hops) => {
        const trusted = Array.from({ length: hops }, (_, n) => `10.0.0.${n}`);
        const chain = [...lies, real, ...trusted].join(', ');
        expect(clientNetwork(chain, hops).kept).toBe(readNetwork(real).kept);
      },
    ),
  );
});

test('an address of version 4 is one network in every spelling', () => {
  fc.assert(
    fc.property(fc.ipV4(), port, (ip, at) => {
      const [{ counted }] = [readNetwork(ip)];
      expect(counted).toHaveLength(1);
      for (const spelling of [`${ip}:${at}`, `::ffff:${ip}`, `[::ffff:${ip}]:${at}`, `"${ip}"`, ` ${ip}\t`])
        expect(readNetwork(spelling).counted).toEqual(counted);
    }),
  );
});

test('an address of version 6 is counted by its /64, /56 and /48, whatever stands behind them', () => {
  const group = fc.integer({ min: 0x1000, max: 0xffff }).map((n) => n.toString(16));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), group, port, (groups, other, at) => {
      const ip = groups.join(':');
      const one = readNetwork(ip);
      expect(one.counted.map((each) => each.split('/')[1])).toEqual(['64', '56', '48']);
      for (const spelling of [`[${ip}]`, `[${ip}]:${at}`, `${ip}%eth0`, ip.toUpperCase()])
        expect(readNetwork(spelling)).toEqual(one);
      const neighbour = readNetwork([...groups.slice(0, 7), other].join(':'));
      expect(neighbour).toEqual(one);
      const sameHome = readNetwork(
        [...groups.slice(0, 3), `${groups[3]?.slice(0, 2)}77`, ...groups.slice(4)].join(':'),
      );
      expect(sameHome.counted.slice(1)).toEqual(one.counted.slice(1));
    }),
  );
});
