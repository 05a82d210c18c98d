// Names of private customers.
import type { Tongue } from './places';

type Names = readonly [string, ...string[]];

export const FIRST_NAMES: Record<Tongue, Names> = {
  en: [
    'Amelia',
    'Dev',
    'Grace',
    'Harvey',
    'Imogen',
    'Kofi',
    'Leila',
    'Marcus',
    'Nadia',
    'Owen',
    'Rosa',
    'Theo',
  ],
  fr: [
    'Amélie',
    'Bastien',
    'Chloé',
    'Émile',
    'Fatou',
    'Hugo',
    'Inès',
    'Jules',
    'Léa',
    'Malik',
    'Noémie',
    'Yann',
  ],
};

export const LAST_NAMES: Record<Tongue, Names> = {
  en: [
    'Adeyemi',
    'Barlow',
    'Chandra',
    'Doyle',
    'Ellis',
    'Farrow',
    'Hughes',
    'Khan',
    'Lennox',
    'Morris',
    'Sato',
  ],
  fr: [
    'Bernard',
    'Caron',
    'Diallo',
    'Fontaine',
    'Girard',
    'Lambert',
    'Marchand',
    'Nguyen',
    'Perrot',
    'Roussel',
  ],
};
