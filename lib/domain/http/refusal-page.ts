// Error page for requests refused before routing: one sentence and a link, instead of an empty answer. Pure.
import type { Locale } from '../text/language';

/**
 * `elsewhere`: sent from a page of another site. `too-much`: more cookies than servers accept. `too-large`: a form
 * above the size limit. `unreadable`: not sent by a browser. `failed`: a server error. `too-often`: a file that
 * is costly to make. `too-many-at-once`: more pages than one business may render at a time.
 */
export type Refusal =
  | 'elsewhere'
  | 'too-much'
  | 'too-large'
  | 'unreadable'
  | 'failed'
  | 'too-often'
  | 'too-many-at-once';

export interface RefusingSite {
  brand: string;
  /** The public address. */
  url: string;
  phone: string;
}

interface Phrases {
  title: string;
  text: readonly string[];
  open: (brand: string) => string;
  call: (phone: string) => string;
}

const PHRASES: Record<Refusal, Record<Locale, Phrases>> = {
  elsewhere: {
    en: {
      title: 'This was sent from another address',
      text: ['Nothing was saved and nothing was changed.', 'Open the site at its own address and try again.'],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'L’envoi vient d’une autre adresse',
      text: ['Rien n’a été enregistré ni changé.', 'Ouvrez le site à sa propre adresse, puis réessayez.'],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  'too-much': {
    en: {
      title: 'Your browser sent too many cookies',
      text: [
        'Nothing was changed. What you agreed to is safe.',
        'Delete the cookies of this site, or open it in a private window.',
      ],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'Votre navigateur a envoyé trop de cookies',
      text: [
        'Rien n’a changé. Ce que vous avez accepté est en sécurité.',
        'Supprimez les cookies de ce site, ou ouvrez-le dans une fenêtre privée.',
      ],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  'too-large': {
    en: {
      title: 'This was too long to send',
      text: ['Nothing was saved and nothing was changed.', 'Go back, shorten your text and send it again.'],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'L’envoi est trop long',
      text: [
        'Rien n’a été enregistré ni changé.',
        'Revenez en arrière, raccourcissez votre texte, puis renvoyez-le.',
      ],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  unreadable: {
    en: {
      title: 'This could not be read',
      text: ['Nothing was saved and nothing was changed.', 'Open the page again, then try once more.'],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'L’envoi n’a pas pu être lu',
      text: ['Rien n’a été enregistré ni changé.', 'Rouvrez la page, puis réessayez.'],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  failed: {
    en: {
      title: 'Something went wrong on our side',
      text: ['Please try again in a few minutes.', 'If you sent a form, look first whether it was saved.'],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'Un problème est survenu de notre côté',
      text: [
        'Veuillez réessayer dans quelques minutes.',
        'Si vous avez envoyé un formulaire, vérifiez d’abord s’il a été enregistré.',
      ],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  'too-often': {
    en: {
      title: 'Please wait a few minutes',
      text: [
        'You asked for this file many times in a row.',
        'It is still there: go back and try again later.',
      ],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'Merci de patienter quelques minutes',
      text: [
        'Vous avez demandé ce fichier plusieurs fois de suite.',
        'Il est toujours disponible : revenez en arrière et réessayez plus tard.',
      ],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
  'too-many-at-once': {
    en: {
      title: 'Please wait a few seconds',
      text: ['Too many pages were opened at the same time.', 'Nothing was changed. Open the page again.'],
      open: (brand) => `Open ${brand}`,
      call: (phone) => `Need help? Call ${phone}.`,
    },
    fr: {
      title: 'Merci de patienter quelques secondes',
      text: ['Trop de pages ont été ouvertes en même temps.', 'Rien n’a changé. Rouvrez la page.'],
      open: (brand) => `Ouvrir ${brand}`,
      call: (phone) => `Besoin d’aide ? Appelez le ${phone}.`,
    },
  },
};

/** Allows the page itself and nothing else. */
export const REFUSAL_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** @param languages both if the request could not be read */
export function refusalPage(refusal: Refusal, languages: readonly Locale[], site: RefusingSite): string {
  const parts = languages.map((language) => {
    const { title, text, open, call } = PHRASES[refusal][language];
    const lines = [...text, call(site.phone)].map((line) => `<p>${escaped(line)}</p>`).join('');
    const link = `<p><a href="${escaped(site.url)}">${escaped(open(site.brand))}</a></p>`;
    return `<section lang="${language}"><h1>${escaped(title)}</h1>${lines}${link}</section>`;
  });
  const [first = 'en'] = languages;
  const title = `${PHRASES[refusal][first].title} – ${site.brand}`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`;
  return `<!doctype html><html lang="${first}"><head>${head}</head><body><main>${parts.join('')}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
