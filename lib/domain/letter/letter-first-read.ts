// Letter about the first read: the data that was read, and the data that was not. Pure.
import type { Locale } from '../text/language';
import { factsOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import { MAIL_PHRASES } from './mail-phrases';

interface Phrases {
  ready: (product: string, platform: string) => string;
  nothing: (product: string, platform: string) => string;
  lead: (platform: string) => string;
  leadPartly: (platform: string) => string;
  leadNothing: (platform: string) => string;
  use: (product: string) => string;
  failed: string;
  open: string;
  label: {
    product: string;
    ready: string;
    absent: (platform: string) => string;
    failed: string;
    open: string;
  };
  action: string;
}

const SAY: Record<Locale, Phrases> = {
  en: {
    ready: (product, platform) => `${product}: your data from ${platform} has been read`,
    nothing: (product, platform) => `${product}: nothing could be read from ${platform}`,
    lead: (platform) => `What you agreed to share from ${platform} has been read.`,
    leadPartly: (platform) => `What ${platform} gave us has been read. What is missing is named below.`,
    leadNothing: (platform) => `${platform} gave us none of what you agreed to share.`,
    use: (product) => `${product} can use it from now on.`,
    failed: 'What could not be read is tried again at the next reading. You can see it on the page.',
    open: 'The rest still waits to be read. You need to do nothing.',
    label: {
      product: 'Product',
      ready: 'Read',
      absent: (platform) => `Not offered by ${platform}`,
      failed: 'Could not be read',
      open: 'Not read yet',
    },
    action: 'See what was read',
  },
  fr: {
    ready: (product, platform) => `${product} : vos données ${platform} ont été lues`,
    nothing: (product, platform) => `${product} : rien n’a pu être lu depuis ${platform}`,
    lead: (platform) => `Ce que vous avez accepté de partager depuis ${platform} a été lu.`,
    leadPartly: (platform) =>
      `Ce qui nous a été donné par ${platform} a été lu. Ce qui manque est indiqué ci-dessous.`,
    leadNothing: (platform) => `${platform} ne nous a rien donné de ce que vous avez accepté de partager.`,
    use: (product) => `« ${product} » peut désormais s’en servir.`,
    failed: 'Ce qui n’a pas pu être lu sera réessayé à la prochaine lecture. La page vous le montre.',
    open: 'Le reste attend encore d’être lu. Vous n’avez rien à faire.',
    label: {
      product: 'Produit',
      ready: 'Lu',
      absent: (platform) => `Non proposé par ${platform}`,
      failed: 'N’a pas pu être lu',
      open: 'Pas encore lu',
    },
    action: 'Voir ce qui a été lu',
  },
};

export function firstReadLetter(facts: MailFacts['first-read'], ctx: LetterContext): LetterBody {
  const say = SAY[ctx.language];
  const { product, platform, ready, absent, failed, open } = facts;
  const isNothing = ready === '';
  const isWhole = absent === '' && failed === '' && open === '';
  const lead = isNothing ? say.leadNothing : isWhole ? say.lead : say.leadPartly;
  const rows = [
    [say.label.product, product],
    [say.label.ready, ready],
    [say.label.absent(platform), absent],
    [say.label.failed, failed],
    [say.label.open, open],
  ].flatMap(([label = '', value = '']) => (value === '' ? [] : [{ label, lines: [value] }]));
  return {
    subject: (isNothing ? say.nothing : say.ready)(product, platform),
    paragraphs: [
      lead(platform),
      ...(isNothing ? [] : [say.use(product)]),
      ...(failed === '' ? [] : [say.failed]),
      ...(open === '' ? [] : [say.open]),
    ],
    facts: [
      ...factsOf(ctx, MAIL_PHRASES[ctx.language], [
        ['platform', platform],
        ['organisation', facts.organisation],
      ]),
      ...rows,
    ],
    action: {
      label: say.action,
      href: `${ctx.siteUrl}/products/${encodeURIComponent(facts.productId)}/done`,
    },
    notes: [],
  };
}
