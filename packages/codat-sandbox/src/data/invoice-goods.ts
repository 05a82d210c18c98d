// Articles that each trade sells on invoice.
import { type Goods, good } from './goods';
import type { TradeName } from './trades';

export const INVOICE_GOODS: Record<TradeName, Goods> = {
  cafe: [
    good('wholesale-beans', 'Beans, per kg', 'Café en grains, le kilo', 1480, 4, 14),
    good(
      'office-breakfast',
      'Office breakfast, per head',
      'Petit déjeuner au bureau, par personne',
      850,
      6,
      18,
    ),
    good('service', 'Machine service', 'Entretien de machine', 8500),
    good('catering', 'Catering, per head', 'Traiteur, par personne', 1350, 8, 24),
  ],
  bakery: [
    good('loaves', 'Sourdough loaves', 'Pains au levain', 245, 20, 70),
    good('croissants', 'Croissants, tray of 24', 'Croissants, plateau de 24', 2600, 2, 9),
    good('platter', 'Sandwich platter', 'Plateau de sandwichs', 3300, 1, 5),
    good('rolls', 'Burger buns, dozen', 'Pains à burger, la douzaine', 540, 6, 24),
  ],
  bikes: [
    good('fleet', 'Fleet service, per bike', 'Révision de flotte, par vélo', 5200, 3, 12),
    good('hire', 'Cargo bike hire, per week', 'Location de vélo cargo, la semaine', 8800, 1, 4),
    good('staff-bike', 'Bicycle for staff', 'Vélo de fonction', 62000, 1, 2),
    good('racks', 'Bike rack', 'Range-vélos', 14500, 1, 3),
  ],
  shop: [
    good('hampers', 'Gift hampers', 'Paniers garnis', 3400, 4, 16),
    good('mugs', 'Stoneware mugs, dozen', 'Tasses en grès, la douzaine', 7800, 1, 5),
    good('candles', 'Candles, case of 24', 'Bougies, carton de 24', 16800, 1, 3),
    good('display', 'Window display', 'Décor de vitrine', 24500),
  ],
};
