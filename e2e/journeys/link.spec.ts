// Connecting in Codat's own window, from the list of platforms to the end.
import { listConnections } from '../../db/queries/connections';
import { listLinkCallbacks } from '../../db/queries/link-callbacks';
import { agree, expect, ledgerOf, test } from '../fixtures';
import { connectIn, finish, openWindow } from '../link-window';
import { say, WORDS } from '../words';

const WAYS = {
  'business-insights': [['accounting', 'Xero', 'Accounting']],
  lending: [
    ['accounting', 'Xero', 'Accounting'],
    ['banking', 'NatWest', 'Banking'],
  ],
} as const;

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const words = WORDS[language];

    for (const product of ['business-insights', 'lending'] as const) {
      test(`${product}: the whole way`, async ({ page, customer: { ctx }, stack }) => {
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await agree(ctx, product);
        await openWindow(page, product, language);
        for (const [kind, name] of WAYS[product]) await connectIn(page, kind, name, language);
        await finish(page, language);

        await expect(page).toHaveURL(`/products/${product}/done`);
        const count = String(WAYS[product].length);
        await expect(
          page.getByRole('heading', {
            level: 1,
            name: say(count === '1' ? words.done.title : words.done.titleMany, { platform: 'Xero', count }),
          }),
        ).toBeVisible();
        const connections = await listConnections(ctx.db, ctx.companyId);
        expect(connections.map(({ sourceType, state }) => [sourceType, state])).toEqual(
          WAYS[product].map(([, , type]) => [type, 'Linked']),
        );
        const told = await listLinkCallbacks(ctx.db, ctx.companyId, product);
        expect(told.map(({ kind }) => kind)).toEqual([
          ...WAYS[product].flatMap(() => ['consented', 'started', 'connected']),
          'finished',
        ]);
        // The window asks in our own words, and its yes is kept beside ours: it is not another agreement.
        for (const { subject } of told.filter(({ kind }) => kind === 'consented')) {
          const notice = await stack.database.db.query.notices.findFirst({
            where: (n, { eq }) => eq(n.hash, subject),
          });
          expect(notice).toMatchObject({ productId: product, language });
          expect(notice?.text).toContain(words.connect.lead);
        }
        expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
        expect(complaints).toEqual([]);
      });
    }
  });
}
