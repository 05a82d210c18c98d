// Question builder of an organisation check: from both connections and their authors to one true sentence.
import { isSameName } from './organisation';

export interface QuestionFacts {
  /** `access`: only the answer opens it; `organisation`: it differs from the expected one. */
  about: 'access' | 'organisation';
  /** The organisation connected before; null when there was none. */
  nameBefore: string | null;
  /** The organisation connected now; null when unknown. */
  nameAfter: string | null;
  /** A different one by the platform's own id, whatever its name. */
  isOtherById: boolean;
  businessName: string;
  /** The journey that connected it; null when it was not one of this site. */
  trip: { colleague: ColleagueFacts | null } | null;
}

export interface ColleagueFacts {
  /** Who made the link. */
  linkOf: string;
  needsApproval: boolean;
  isTakenBack: boolean;
}

export interface OrganisationQuestion {
  /** Null where the platform does not tell which organisation it is. */
  organisation: string | null;
  who: { kind: 'colleague'; linkOf: string } | { kind: 'you' } | { kind: 'elsewhere' };
  what:
    | { kind: 'unnamed' }
    /** Nothing was connected before. */
    | { kind: 'first-fits' }
    | { kind: 'first-differs' }
    | { kind: 'same'; before: string }
    /** Another organisation, or a new name of the same one: only the customer knows. */
    | { kind: 'other'; before: string }
    /** Another one of the same name, as the platform's ids tell. */
    | { kind: 'namesake'; before: string };
  /** Why an expected name is asked about all the same; null when the name itself is the reason. */
  why: 'look-first' | 'taken-back' | 'not-agreed' | null;
}

export function organisationQuestion(facts: QuestionFacts): OrganisationQuestion {
  const { about, nameAfter, trip } = facts;
  return {
    organisation: nameAfter,
    who: whoOf(trip),
    what: nameAfter === null ? { kind: 'unnamed' } : whatOf(facts, nameAfter),
    why: about === 'access' ? whyOf(trip) : null,
  };
}

/** A person on our pages is asked there at once; all others are told by letter. */
export function asksByLetter({ who }: OrganisationQuestion): boolean {
  return who.kind !== 'you';
}

function whoOf(trip: QuestionFacts['trip']): OrganisationQuestion['who'] {
  if (trip === null) return { kind: 'elsewhere' };
  return trip.colleague === null ? { kind: 'you' } : { kind: 'colleague', linkOf: trip.colleague.linkOf };
}

function whatOf(facts: QuestionFacts, nameAfter: string): OrganisationQuestion['what'] {
  const { nameBefore, businessName, isOtherById } = facts;
  const isCalled = (name: string) => isSameName(name, nameAfter);
  if (nameBefore === null) return { kind: isCalled(businessName) ? 'first-fits' : 'first-differs' };
  if (!isCalled(nameBefore)) return { kind: 'other', before: nameBefore };
  return { kind: isOtherById ? 'namesake' : 'same', before: nameBefore };
}

function whyOf(trip: QuestionFacts['trip']): OrganisationQuestion['why'] {
  if (trip?.colleague?.isTakenBack) return 'taken-back';
  return trip?.colleague?.needsApproval === false ? 'not-agreed' : 'look-first';
}
