// Names of business customers.
import type { Place, Tongue } from './places';

type Names = readonly [string, ...string[]];

export const BUSINESS_CUSTOMERS: Record<Tongue, Names> = {
  en: [
    'Fenwick House Hotel',
    'Aldgate Studios',
    'Northfield Primary School',
    'Tideway Architects',
    'Marlow & Finch',
    'The Old Foundry',
    'Brightwater Clinic',
    'Castle Street Dental',
    'Penrose Events',
    'Quayside Offices',
  ],
  fr: [
    'Hôtel des Tilleuls',
    'Studio Rivage',
    'École Sainte-Claire',
    'Cabinet Moreau',
    'Restaurant Le Vallon',
    'Clinique du Parc',
    'Agence Belvédère',
    'Traiteur Aubry',
    'Mairie de Saint-Loup',
    'Les Bureaux du Canal',
  ],
};

/** Customers abroad, by the money they pay in. */
export const FOREIGN_CUSTOMERS: Record<Place['second'], Names> = {
  EUR: ['Liffey Quay Hotel', 'Kinsale Provisions', 'Galway Bay Events'],
  GBP: ['Thornbury Traders', 'Ashdown Catering', 'Kentish Provisions'],
  USD: ['Lakeshore Provisions', 'Burlington Outfitters', 'Finger Lakes Events'],
};
