// Encrypted event (format 2): personal data is encrypted with the person's key; hash, chain and signature cover the stored form.

import { CannotOpen, open, seal } from '../crypto/seal';
import type { Actor, ConsentEventBody } from './consent';

/** The part of an event that one person's key decrypts. */
export interface SealedPart {
  person: string;
  box: string;
}

/** The encrypted fields, by whose they are. */
interface Personal {
  /** Of the actor. */
  name?: string;
  /** Of the maker of a delegated link. */
  behalf?: string;
  /** Of the customer who asked staff. */
  asked?: string;
  note?: string;
  reason?: string;
  network?: string;
  agent?: string;
}

/** Null when the key was destroyed. */
export type PersonKeys = (person: string) => Buffer | null;

/** A person known by name only is known to the business alone, and is erased together with it. */
function actedBy(entity: Actor, companyId: string): string | null {
  switch (entity.kind) {
    case 'customer':
      return entity.user_id;
    case 'colleague':
      return entity.on_behalf_of.user_id;
    case 'staff':
      return entity.user_id ?? companyId;
    case 'system':
      return null;
    default:
      return entity satisfies never;
  }
}

const some = <K extends keyof Personal>(key: K, value: string | null): Pick<Personal, K> | object =>
  value === null || value === '' ? {} : { [key]: value };

/** By person. A system's own statements are about no person. */
function personalIn(body: ConsentEventBody): Map<string, Personal> {
  const { entity, collection, change, pii_principal_id: companyId } = body;
  const parts = new Map<string, Personal>();
  const add = (person: string, part: Personal) => {
    if (Object.keys(part).length > 0) parts.set(person, { ...parts.get(person), ...part });
  };
  const actor = actedBy(entity, companyId);
  if (actor === null) return parts;
  add(actor, {
    ...(entity.kind === 'colleague' ? some('behalf', entity.on_behalf_of.name) : some('name', entity.name)),
    ...some('network', collection.ip_truncated),
    ...some('agent', collection.user_agent),
  });
  const asked = collection.on_request;
  // The reason of a request is the requester's personal data.
  const says = asked === undefined ? actor : (asked.asked_by.user_id ?? companyId);
  add(says, {
    ...some('asked', asked?.asked_by.name ?? null),
    ...some('note', asked?.note ?? null),
    ...some('reason', change.reason),
  });
  return parts;
}

/** @param of value for each field in turn; absent fields are empty */
function withPersonal(body: ConsentEventBody, of: Personal): ConsentEventBody {
  const { entity, collection } = body;
  if (entity.kind === 'system') return body;
  return {
    ...body,
    entity:
      entity.kind === 'colleague'
        ? { ...entity, on_behalf_of: { ...entity.on_behalf_of, name: of.behalf ?? '' } }
        : { ...entity, name: of.name ?? '' },
    collection: {
      ...collection,
      ip_truncated: of.network ?? null,
      user_agent: of.agent ?? null,
      ...(collection.on_request === undefined
        ? {}
        : {
            on_request: {
              ...collection.on_request,
              asked_by: { ...collection.on_request.asked_by, name: of.asked ?? '' },
              note: of.note ?? null,
            },
          }),
    },
    change: { ...body.change, reason: of.reason ?? null },
  };
}

/** The people that an event is about: their keys are needed for it. */
export const personsOf = (body: ConsentEventBody): string[] => [...personalIn(body).keys()];

/** The event in its stored form. @throws CannotOpen when a key is missing */
export function sealEvent(body: ConsentEventBody, keyOf: PersonKeys): ConsentEventBody {
  const sealed = [...personalIn(body)].map(([person, part]) => {
    const key = keyOf(person);
    if (key === null) throw new CannotOpen(`there is no key of person ${person}`);
    return { person, box: seal(JSON.stringify(part), body.record_id, { keys: [key] }) };
  });
  return { ...withPersonal(body, {}), sealed };
}

/** The event as written; an erased person's fields are empty. */
export function openEvent(kept: ConsentEventBody, keyOf: PersonKeys): ConsentEventBody {
  const opened = kept.sealed.map(({ person, box }): Personal => {
    const key = keyOf(person);
    if (key === null) return {};
    try {
      return JSON.parse(open(box, kept.record_id, { keys: [key] }));
    } catch (error) {
      // Encrypted with a key that was destroyed before today's was made.
      if (error instanceof CannotOpen) return {};
      throw error;
    }
  });
  return withPersonal(kept, Object.assign({}, ...opened));
}

/** A text about several people: unreadable unless the key of each of them is there. */
export function sealFor(text: string, persons: readonly string[], of: string, keyOf: PersonKeys): string {
  return persons.reduce((inner, person) => {
    const key = keyOf(person);
    if (key === null) throw new CannotOpen(`there is no key of person ${person}`);
    return seal(inner, of, { keys: [key] });
  }, text);
}

/** Null when one of them was erased. @throws CannotOpen when the text was altered */
export function openFor(
  text: string,
  persons: readonly string[],
  of: string,
  keyOf: PersonKeys,
): string | null {
  let inner = text;
  for (const person of persons.toReversed()) {
    const key = keyOf(person);
    if (key === null) return null;
    inner = open(inner, of, { keys: [key] });
  }
  return inner;
}
