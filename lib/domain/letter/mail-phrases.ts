// Sentences of letters, in each language. Plain functions: a worker has no request to take its language from.

import type { ReceiptEventType } from '../receipt/receipt';
import type { Locale } from '../text/language';

export interface MailPhrases {
  receipt: Record<ReceiptEventType, (product: string) => string>;
  receiptOnRequest: (product: string) => string;
  attached: string;
  gathered: { subject: (count: number) => string; lead: string; attached: string; action: string };
  check: (address: string) => string;
  /** 0 today, 1 tomorrow; negative for a letter that comes after the end. */
  endsIn: (days: number) => string;
  consentExpiring: {
    subject: (product: string, ends: string) => string;
    lead: (day: string) => string;
    renew: string;
  };
  consentExpired: { subject: (product: string) => string; lead: (day: string) => string };
  connectionExpiring: {
    subject: (platform: string, ends: string) => string;
    lead: (day: string, lasts: number) => string;
  };
  connectionExpired: {
    subject: (platform: string) => string;
    lost: (day: string) => string;
    lapsed: (day: string) => string;
    kept: string;
  };
  stillSharing: { subject: (product: string) => string; lead: (day: string) => string; stop: string };
  dataDeleted: {
    subject: (platform: string) => string;
    lead: (platform: string, day: string) => string;
    own: (platform: string) => string;
  };
  signIn: { subject: (brand: string) => string; lead: string; once: string; notYou: string };
  greeting: {
    subject: (brand: string) => string;
    lead: (business: string) => string;
    steps: { done: string; connect: string; see: string };
    calls: Record<'accounting' | 'bank' | 'shop' | 'home', string>;
    choose: string;
    free: string;
  };
  /** For the support team. */
  helpRequest: {
    subject: (reference: string) => string;
    name: string;
    email: string;
    business: string;
    page: string;
    signedIn: string;
    unknown: string;
  };
  deletedUnlessNeeded: (day: string) => string;
  action: Record<'agreement' | 'renew' | 'confirm' | 'reconnect' | 'connections' | 'signIn', string>;
  label: Record<'business' | 'product' | 'until' | 'platform' | 'organisation' | 'uses', string>;
  why: (business: string, brand: string) => string;
  help: (email: string, phone: string) => string;
  stopOther: (email: string, phone: string) => string;
  safety: string;
}

export const MAIL_PHRASES: Record<Locale, MailPhrases> = {
  en: {
    receipt: {
      given: (product) => `Receipt: you agreed to ${product}`,
      amended: (product) => `Receipt: you agreed to more for ${product}`,
      renewed: (product) => `Receipt: you agreed for longer to ${product}`,
      withdrawn: (product) => `Receipt: you stopped sharing with ${product}`,
      expired: (product) => `Receipt: your agreement for ${product} has ended`,
    },
    receiptOnRequest: (product) => `Receipt: we stopped sharing with ${product}, as you asked`,
    attached: 'Your receipt is attached, as a document and as a signed file. Keep both.',
    gathered: {
      subject: (count) => `${count} receipts: what changed in the last minutes`,
      lead: 'Several things changed within a few minutes. Each has a receipt of its own.',
      attached: 'The signed files are attached: keep them. The documents are with each agreement.',
      action: 'Open your agreements',
    },
    check: (address) => `Anyone you give the file to can check it at ${address}.`,
    endsIn: (days) =>
      days < 0 ? 'has ended' : (['ends today', 'ends tomorrow'][days] ?? `ends in ${days} days`),
    consentExpiring: {
      subject: (product, ends) => `${product}: your agreement ${ends}`,
      lead: (day) => `After ${day} nothing more is read, unless you agree again.`,
      renew: 'Renewing only extends the time. What you agreed to goes on without a break.',
    },
    consentExpired: {
      subject: (product) => `${product}: your agreement has ended`,
      lead: (day) => `It ended on ${day}. Nothing more is read.`,
    },
    connectionExpiring: {
      subject: (platform, ends) => `${platform}: access ${ends}`,
      lead: (day, lasts) =>
        `This access is given for ${lasts} days at a time. Confirm it before ${day}, so that nothing stops.`,
    },
    connectionExpired: {
      subject: (platform) => `${platform}: access has ended`,
      lost: (day) => `Access ended on ${day}. Nothing new is read until you connect again.`,
      lapsed: (day) => `You had until ${day} to confirm it. Nothing new is read until you do.`,
      kept: 'What was read before is kept as long as you agreed.',
    },
    stillSharing: {
      subject: (product) => `You are still sharing data with ${product}`,
      lead: (day) => `You agreed on ${day}. Nothing has changed, and you need to do nothing.`,
      stop: 'To stop, open the agreement and choose “Stop sharing”.',
    },
    dataDeleted: {
      subject: (platform) => `Deleted: what was read from ${platform}`,
      lead: (platform, day) => `On ${day} what was read from ${platform} was deleted. This is final.`,
      own: (platform) => `Your own records at ${platform} are unchanged.`,
    },
    signIn: {
      subject: (brand) => `Your link to sign in to ${brand}`,
      lead: 'You asked for a link to sign in. Open it, then press the button on that page.',
      once: 'It works once, for 15 minutes from when you asked.',
      notYou: 'If you did not ask for it, do nothing. Nobody gets in without this e-mail.',
    },
    greeting: {
      subject: (brand) => `Welcome to ${brand}: three steps`,
      lead: (business) => `${business} can now share its data with us, product by product.`,
      steps: {
        done: 'Your business is set up. This one is done.',
        connect: 'Connect your data. You see what is read first, and sign in on the platform’s own site.',
        see: 'See what it does for you. Most products are ready within minutes.',
      },
      calls: {
        accounting: 'Connect your accounting software',
        bank: 'Connect your bank',
        shop: 'Connect your online shop',
        home: 'Open your home page',
      },
      choose: 'Each of them helps on its own. Begin with the one you use most.',
      free: 'You decide for each product, and can stop any time.',
    },
    helpRequest: {
      subject: (reference) => `Question ${reference} from the help form`,
      name: 'Name',
      email: 'Answer to',
      business: 'Business',
      page: 'Asked from the page',
      signedIn: 'The person was signed in for this business. Name and address are as they wrote them.',
      unknown: 'Nobody was signed in. Find out who it is before you tell anything about a business.',
    },
    deletedUnlessNeeded: (day) =>
      `What was read before is deleted on ${day}, unless another product needs it.`,
    action: {
      agreement: 'Open this agreement',
      renew: 'Renew',
      confirm: 'Confirm access',
      reconnect: 'Connect again',
      connections: 'Open Connections',
      signIn: 'Sign in',
    },
    label: {
      business: 'Business',
      product: 'Product',
      until: 'Ends on',
      platform: 'Platform',
      organisation: 'Organisation',
      uses: 'Used by',
    },
    why: (business, brand) => `You get this e-mail because you act for ${business} at ${brand}.`,
    help: (email, phone) => `Questions? Write to ${email} or call ${phone}.`,
    stopOther: (email, phone) =>
      `You can stop any time: open the agreement, write to ${email} or call ${phone}.`,
    safety: 'We never ask for a password by e-mail.',
  },
  fr: {
    receipt: {
      given: (product) => `Reçu : votre accord pour « ${product} »`,
      amended: (product) => `Reçu : votre accord élargi pour « ${product} »`,
      renewed: (product) => `Reçu : votre accord prolongé pour « ${product} »`,
      withdrawn: (product) => `Reçu : vous avez retiré votre accord pour « ${product} »`,
      expired: (product) => `Reçu : votre accord pour « ${product} » a pris fin`,
    },
    receiptOnRequest: (product) => `Reçu : le partage avec « ${product} » est arrêté, comme demandé`,
    attached: 'Votre reçu est joint, en document et en fichier signé. Conservez les deux.',
    gathered: {
      subject: (count) => `${count} reçus : ce qui a changé ces dernières minutes`,
      lead: 'Plusieurs changements ont eu lieu en quelques minutes. Chacun a son propre reçu.',
      attached:
        'Les fichiers signés sont joints : conservez-les. Les documents sont auprès de chaque accord.',
      action: 'Ouvrir vos accords',
    },
    check: (address) => `Toute personne à qui vous remettez le fichier peut le vérifier sur ${address}.`,
    endsIn: (days) =>
      days < 0
        ? 'a pris fin'
        : (['prend fin aujourd’hui', 'prend fin demain'][days] ?? `prend fin dans ${days} jours`),
    consentExpiring: {
      subject: (product, ends) => `« ${product} » : votre accord ${ends}`,
      lead: (day) => `Après le ${day}, plus rien n’est lu, sauf si vous redonnez votre accord.`,
      renew: 'Renouveler ne fait que prolonger la durée. Votre accord continue sans interruption.',
    },
    consentExpired: {
      subject: (product) => `« ${product} » : votre accord a pris fin`,
      lead: (day) => `Il a pris fin le ${day}. Plus rien n’est lu.`,
    },
    connectionExpiring: {
      subject: (platform, ends) => `${platform} : l’autorisation ${ends}`,
      lead: (day, lasts) =>
        `Cette autorisation vaut ${lasts} jours à chaque fois. Confirmez-la avant le ${day}, pour que rien ne s’arrête.`,
    },
    connectionExpired: {
      subject: (platform) => `${platform} : l’autorisation a pris fin`,
      lost: (day) =>
        `L’autorisation a pris fin le ${day}. Rien de nouveau n’est lu tant que vous ne vous reconnectez pas.`,
      lapsed: (day) =>
        `Vous aviez jusqu’au ${day} pour la confirmer. Rien de nouveau n’est lu tant que vous ne l’avez pas fait.`,
      kept: 'Ce qui a été lu auparavant est conservé aussi longtemps que convenu.',
    },
    stillSharing: {
      subject: (product) => `Vous partagez toujours des données avec « ${product} »`,
      lead: (day) => `Vous avez donné votre accord le ${day}. Rien n’a changé et vous n’avez rien à faire.`,
      stop: 'Pour arrêter, ouvrez l’accord et choisissez « Arrêter le partage ».',
    },
    dataDeleted: {
      subject: (platform) => `Effacé : ce qui a été lu depuis ${platform}`,
      lead: (platform, day) => `Le ${day}, ce qui a été lu depuis ${platform} a été effacé. C’est définitif.`,
      own: (platform) => `Vos propres données chez ${platform} restent inchangées.`,
    },
    signIn: {
      subject: (brand) => `Votre lien pour vous identifier chez ${brand}`,
      lead: 'Vous avez demandé un lien pour vous identifier. Ouvrez-le, puis appuyez sur le bouton de cette page.',
      once: 'Il fonctionne une seule fois, pendant 15 minutes à partir de votre demande.',
      notYou: 'Si vous n’avez rien demandé, ne faites rien. Sans ce courriel, personne n’entre.',
    },
    greeting: {
      subject: (brand) => `Bienvenue chez ${brand} : trois étapes`,
      lead: (business) => `${business} peut maintenant partager ses données avec nous, service par service.`,
      steps: {
        done: 'Votre entreprise est enregistrée. C’est fait.',
        connect:
          'Connectez vos données. Vous voyez d’abord ce qui est lu, puis vous vous identifiez sur le site de la plateforme.',
        see: 'Voyez ce que cela vous apporte. La plupart des services sont prêts en quelques minutes.',
      },
      calls: {
        accounting: 'Connecter votre logiciel comptable',
        bank: 'Connecter votre banque',
        shop: 'Connecter votre boutique en ligne',
        home: 'Ouvrir votre page d’accueil',
      },
      choose: 'Chacune de ces connexions est utile seule. Commencez par la plus importante pour vous.',
      free: 'Vous décidez service par service, et vous pouvez arrêter à tout moment.',
    },
    helpRequest: {
      subject: (reference) => `Question ${reference} du formulaire d’aide`,
      name: 'Nom',
      email: 'Répondre à',
      business: 'Entreprise',
      page: 'Posée depuis la page',
      signedIn:
        'La personne était identifiée pour cette entreprise. Le nom et l’adresse sont ceux qu’elle a saisis.',
      unknown: 'Personne n’était identifié. Vérifiez de qui il s’agit avant de parler d’une entreprise.',
    },
    deletedUnlessNeeded: (day) =>
      `Ce qui a été lu auparavant est effacé le ${day}, sauf si un autre service en a besoin.`,
    action: {
      agreement: 'Ouvrir cet accord',
      renew: 'Renouveler',
      confirm: 'Confirmer l’autorisation',
      reconnect: 'Reconnecter',
      connections: 'Ouvrir Connexions',
      signIn: 'S’identifier',
    },
    label: {
      business: 'Entreprise',
      product: 'Service',
      until: 'Prend fin le',
      platform: 'Plateforme',
      organisation: 'Organisation',
      uses: 'Utilisée par',
    },
    why: (business, brand) =>
      `Vous recevez ce courriel parce que vous agissez pour ${business} chez ${brand}.`,
    help: (email, phone) => `Une question ? Écrivez à ${email} ou appelez le ${phone}.`,
    stopOther: (email, phone) =>
      `Vous pouvez arrêter à tout moment : ouvrez l’accord, écrivez à ${email} ou appelez le ${phone}.`,
    safety: 'Nous ne demandons jamais de mot de passe par courriel.',
  },
};
