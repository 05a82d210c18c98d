// Articles that each trade sells in its online shop.
import { type Goods, good } from './goods';
import type { TradeName } from './trades';

export const ORDER_GOODS: Record<TradeName, Goods> = {
  cafe: [
    good('beans-1kg', 'House blend beans, 1 kg', 'Café en grains maison, 1 kg', 2100, 1, 2),
    good('beans-250g', 'Single-origin beans, 250 g', 'Café de terroir en grains, 250 g', 825, 1, 3),
    good('brunch-two', 'Brunch box for two', 'Coffret brunch pour deux', 2250),
    good('cakes-six', 'Cake box, six slices', 'Boîte de six parts de gâteau', 1750, 1, 2),
    good('cup', 'Travel cup', 'Gobelet de voyage', 1400),
    good('brew-kit', 'Filter brewing kit', 'Nécessaire à café filtre', 2950),
  ],
  bakery: [
    good('cake', 'Celebration cake', 'Gâteau d’anniversaire', 3200),
    good('pastries-12', 'Box of twelve pastries', 'Boîte de douze viennoiseries', 2150, 1, 2),
    good('bread-4w', 'Bread for four weeks', 'Pain pour quatre semaines', 1800),
    good('tart', 'Fruit tart', 'Tarte aux fruits', 1650, 1, 2),
    good('flour', 'Stone-ground flour, 2 kg', 'Farine de meule, 2 kg', 480, 1, 4),
  ],
  bikes: [
    good('tubes', 'Inner tubes, pair', 'Chambres à air, la paire', 1150, 1, 2),
    good('helmet', 'Helmet', 'Casque', 4950),
    good('lights', 'Light set', 'Jeu de lumières', 3450),
    good('lock', 'Folding lock', 'Antivol pliant', 5800),
    good('tyres', 'Tyres, pair', 'Pneus, la paire', 5400),
    good('bags', 'Pannier bags', 'Sacoches', 7200),
    good('bike', 'City bicycle', 'Vélo de ville', 48500),
  ],
  shop: [
    good('gift', 'Gift box', 'Coffret cadeau', 2600, 1, 2),
    good('candle', 'Hand-poured candle', 'Bougie coulée main', 1450, 1, 3),
    good('blanket', 'Wool blanket', 'Couverture de laine', 5900),
    good('mug', 'Stoneware mug', 'Tasse en grès', 1200, 1, 4),
    good('print', 'Framed print', 'Affiche encadrée', 3800),
  ],
};
