// People who can sign in.
import { tokenFrom } from '../random/ids';

export interface Person {
  sub: string;
  name: string;
  email: string;
  locale: 'en' | 'fr';
  role?: 'owner' | 'director';
  /** Name of the person's business; without an id it is new to the application. */
  businessName?: string;
  businessId?: string;
  /** Employee of the bank. */
  isStaff?: true;
}

export interface Persona extends Person {
  /** Button label, in the person's language. */
  label: string;
}

export const PERSONAS: readonly Persona[] = [
  {
    sub: 'persona-maya-okafor',
    name: 'Maya Okafor',
    email: 'maya@kestrelcoffee.example',
    locale: 'en',
    role: 'owner',
    businessName: 'Kestrel Coffee',
    label: 'Maya Okafor, owner of Kestrel Coffee',
  },
  {
    sub: 'persona-luc-tremblay',
    name: 'Luc Tremblay',
    email: 'luc@boulangerietremblay.example',
    locale: 'fr',
    role: 'owner',
    businessName: 'Boulangerie Tremblay',
    label: 'Luc Tremblay, propriétaire de Boulangerie Tremblay',
  },
  {
    sub: 'persona-priya-shah',
    name: 'Priya Shah',
    email: 'priya@harbourbikes.example',
    locale: 'en',
    role: 'director',
    businessName: 'Harbour Bikes',
    businessId: 'harbour-bikes',
    label: 'Priya Shah, finance director of Harbour Bikes',
  },
  {
    sub: 'persona-tom-reed',
    name: 'Tom Reed',
    email: 'tom@harbourbikes.example',
    locale: 'en',
    role: 'owner',
    businessName: 'Harbour Bikes',
    businessId: 'harbour-bikes',
    label: 'Tom Reed, co-owner of Harbour Bikes',
  },
  {
    sub: 'persona-ines-moreau',
    name: 'Ines Moreau',
    email: 'ines.moreau@meridian.example',
    locale: 'en',
    isStaff: true,
    label: 'Ines Moreau, compliance officer of the bank',
  },
];

/** The same e-mail is the same person, however it is written. */
export function someoneNew(name: string, email: string, locale: 'en' | 'fr'): Person {
  const address = email.trim().toLowerCase();
  return {
    sub: `new-${tokenFrom(`person ${address}`).slice(0, 24)}`,
    name: name.trim(),
    email: address,
    locale,
  };
}

export function claimsOf(person: Person): { sub: string; [claim: string]: string | boolean } {
  return {
    sub: person.sub,
    name: person.name,
    locale: person.locale,
    email: person.email,
    email_verified: true,
    ...(person.role ? { role: person.role } : {}),
    ...(person.businessName ? { business_name: person.businessName } : {}),
    ...(person.businessId ? { business_id: person.businessId } : {}),
    ...(person.isStaff ? { staff: true } : {}),
  };
}
