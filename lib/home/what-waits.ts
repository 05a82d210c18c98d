// Selection of open questions for a business, the same on home and in the switcher. Pure.
import type { HomeView, ProductCard } from './home-view';

export function whatWaits({ cards, ends }: Pick<HomeView, 'cards' | 'ends'>): {
  waiting: ProductCard[];
  endings: HomeView['ends'];
} {
  const waiting = cards.filter(
    ({ step, declined }) =>
      step.kind !== 'consent' &&
      step.kind !== 'ready' &&
      step.kind !== 'paused' &&
      // A customer who has answered about the new parts is not asked again here.
      !(step.kind === 'amend' && declined !== null),
  );
  // A bank that a product waits for is listed with that product.
  const awaited = waiting.flatMap(({ step }) => ('connectionId' in step ? [step.connectionId] : []));
  const endings = ends.filter((end) => end.kind === 'consent' || !awaited.includes(end.connection.id));
  return { waiting, endings };
}
