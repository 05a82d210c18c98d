// Names of suppliers and authorities.
import type { Country, Place, Tongue } from './places';
import type { TradeName } from './trades';

const SUPPLIERS: Record<TradeName, Record<Tongue, readonly [string, string]>> = {
  cafe: { en: ['Harbour Roasters', 'Meadow Dairy'], fr: ['Torréfaction du Port', 'Laiterie des Prés'] },
  bakery: { en: ['Weald Mills', 'Dale Dairy'], fr: ['Moulins du Val', 'Beurrerie Lacaze'] },
  bikes: {
    en: ['Spindle Distribution', 'Two Forks Parts'],
    fr: ['Distribution Pignon', 'Pièces Deux Roues'],
  },
  shop: { en: ['Gable Wholesale', 'Makers & Co'], fr: ['Grossiste Alvéole', 'Artisans Réunis'] },
};

export function suppliersOf(trade: TradeName, tongue: Tongue): readonly [string, string] {
  return SUPPLIERS[trade][tongue];
}

interface Authority {
  salesTax: string;
  payroll: string;
}

const AUTHORITIES: Record<Country, Record<Tongue, Authority>> = {
  uk: {
    en: { salesTax: 'HMRC VAT', payroll: 'HMRC PAYE' },
    fr: { salesTax: 'HMRC VAT', payroll: 'HMRC PAYE' },
  },
  france: {
    en: { salesTax: 'DGFIP TVA', payroll: 'URSSAF' },
    fr: { salesTax: 'DGFIP TVA', payroll: 'URSSAF' },
  },
  canada: {
    en: { salesTax: 'CRA GST/HST', payroll: 'CRA payroll' },
    fr: { salesTax: 'ARC TPS/TVH', payroll: 'ARC retenues' },
  },
};

export function authorityOf(place: Place): Authority {
  return AUTHORITIES[place.country][place.tongue];
}
