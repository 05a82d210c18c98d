// Tests of the message log: bounded, and delivered messages are dropped first.
import { expect, it } from 'vitest';
import { NOON } from '../../test/webhooks';
import type { PublishedEvent } from '../state/events';
import type { Message } from './message';
import { createMessageLog } from './message-log';

const DAY = 24 * 60 * 60 * 1000;

function message(index: number, state: Message['state']): Message {
  const id = `msg_${index}`;
  const rest = {
    eventType: 'x',
    consumerId: 'c',
    url: '',
    body: '',
    createdAt: 0,
    attempts: [],
    failures: 0,
  };
  return { id, state, isTwice: false, ...rest };
}

const event = (index: number, at: number): PublishedEvent => ({
  id: `${index}`,
  type: 'x',
  at,
  tags: [],
  body: '',
});

it('lets go of delivered messages first, then of failed ones, then of the oldest', () => {
  const fill = (stateOf: (index: number) => Message['state']) => {
    const messageLog = createMessageLog();
    for (let i = 0; i < 5501; i += 1) messageLog.addMessage(message(i, stateOf(i)));
    return messageLog.messages();
  };
  const mixed = fill((i) => (['Sending', 'Success', 'Failure', 'Attempting'] as const)[i % 4] ?? 'Sending');
  expect(mixed).toHaveLength(5000);
  const count = (state: Message['state']) => mixed.filter((each) => each.state === state).length;
  expect([count('Sending'), count('Success'), count('Failure'), count('Attempting')]).toEqual([
    1376, 874, 1375, 1375,
  ]);
  expect(mixed.find(({ state }) => state === 'Success')?.id).toBe('msg_2005');

  const few = fill((i) => (i < 1000 && i % 10 === 0 ? 'Failure' : 'Sending'));
  expect(few.some(({ state }) => state === 'Failure')).toBe(false);
  expect(few).toHaveLength(5000);
  expect(few[0]?.id).toBe('msg_446');
});

it('keeps so many events, none older than a replay reaches', () => {
  const messageLog = createMessageLog();
  for (let i = 0; i < 5500; i += 1) messageLog.addEvent(event(i, NOON));
  expect(messageLog.events()).toHaveLength(5500);
  messageLog.addEvent(event(5500, NOON));
  expect(messageLog.events()).toHaveLength(5000);
  expect(messageLog.events()[0]?.id).toBe('501');
  for (let i = 0; i < 501; i += 1) messageLog.addEvent(event(6000 + i, NOON + 15 * DAY));
  expect(messageLog.events()).toHaveLength(501);
});
