// Reader of answers: only `decision: true` allows, and an odd field beside it costs that field alone. Pure.
import { AccordError } from './accord-error.js';
import type { Answer, Question } from './types.js';

export const toWire = ({ product, action, business, dataType, at }: Question) => ({
  subject: { type: 'product', id: product },
  action: { name: action },
  resource: { type: 'data', id: `${business}/${dataType}` },
  // Accord refuses a date that is none; without it the question would be about now.
  ...(at === undefined
    ? {}
    : { context: { time: Number.isNaN(at.getTime()) ? 'no date' : at.toISOString() } }),
});

export function notAsked(problem: AccordError): Answer {
  return {
    allowed: false,
    reason: 'not-asked',
    sentence: null,
    evaluationId: null,
    evaluatedAt: null,
    event: null,
    validUntil: null,
    connections: [],
    accessRequestUrl: null,
    problem,
  };
}

export function readAnswer(json: unknown): Answer {
  const decision = field(json, 'decision');
  const context = field(json, 'context');
  const error = field(context, 'error');
  if (error !== undefined)
    return notAsked(
      new AccordError('invalid', text(field(error, 'message')) ?? 'Accord cannot read this.', 200),
    );
  if (typeof decision !== 'boolean')
    return notAsked(new AccordError('unreadable', 'The answer has no decision.', 200));
  const connections = field(context, 'connections');
  return {
    allowed: decision,
    reason: text(field(context, 'reason')) ?? 'not-said',
    sentence: text(field(context, 'reason_user')),
    evaluationId: text(field(context, 'evaluation_id')),
    evaluatedAt: moment(field(context, 'evaluated_at')),
    event: eventOf(field(context, 'event')),
    validUntil: moment(field(context, 'valid_until')),
    connections: Array.isArray(connections) ? connections.filter((each) => typeof each === 'string') : [],
    accessRequestUrl: text(field(field(context, 'access_request'), 'form_url')),
    problem: null,
  };
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function moment(value: unknown): Date | null {
  const date = typeof value === 'string' ? new Date(value) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

function eventOf(value: unknown): Answer['event'] {
  const [id, seq, hash] = [field(value, 'id'), field(value, 'seq'), field(value, 'hash')];
  return typeof id === 'string' && typeof seq === 'number' && typeof hash === 'string'
    ? { id, seq, hash }
    : null;
}
