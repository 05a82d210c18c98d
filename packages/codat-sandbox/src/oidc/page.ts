// Sign-in page of the issuer: a choice of people.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { languageOf } from '../pages/language';
import { page } from '../pages/layout';
import { PERSONAS } from './personas';

const EN = {
  note: 'Sandbox — this stands in for the sign-in of the bank',
  title: 'Who is signing in?',
  lead: 'Choose a person. No password is needed.',
  new: 'Someone new',
  name: 'Name',
  email: 'E-mail',
  go: 'Continue as someone new',
  cancel: 'Cancel and go back',
  problem: 'Enter a name and an e-mail address.',
  gone: 'This sign-in has ended',
  goneLead: 'It was finished or took too long. Go back to where you came from and sign in again.',
};
type Words = typeof EN;

const FR: Words = {
  note: 'Bac à sable — cette page tient lieu de la connexion à la banque',
  title: 'Qui se connecte\u00a0?',
  lead: 'Choisissez une personne. Aucun mot de passe n’est demandé.',
  new: 'Une autre personne',
  name: 'Nom',
  email: 'Courriel',
  go: 'Continuer avec cette personne',
  cancel: 'Annuler et revenir',
  problem: 'Indiquez un nom et une adresse de courriel.',
  gone: 'Cette connexion est terminée',
  goneLead: 'Elle a abouti ou duré trop longtemps. Revenez à la page d’où vous venez et recommencez.',
};

function readerOf(c: Context): { language: 'en' | 'fr'; words: Words } {
  const language = languageOf(c.req.header('accept-language'));
  return { language, words: language === 'fr' ? FR : EN };
}

export function personaPage(c: Context, base: string, problem = false): Promise<Response> {
  const { language, words } = readerOf(c);
  const people = PERSONAS.map(
    ({ sub, label, locale }) =>
      html`<button class="quiet person" name="persona" value="${sub}" lang="${locale}">${label}</button>`,
  );
  const complaint = problem ? html`<p class="error" role="alert" id="problem">${words.problem}</p>` : '';
  const body = html`<section class="card"><h1>${words.title}</h1><p class="soft">${words.lead}</p>
    <form method="post" action="${base}/login">${people}</form>
    <h2>${words.new}</h2>${complaint}
    <form method="post" action="${base}/login">
      <div class="field"><label for="name">${words.name}</label>
        <input id="name" name="name" type="text" autocomplete="name" required maxlength="120" /></div>
      <div class="field"><label for="email">${words.email}</label>
        <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" /></div>
      <button>${words.go}</button>
    </form></section>
    <footer><a class="button quiet" href="${base}/abort">${words.cancel}</a></footer>`;
  return page(c, { language, title: words.title, note: words.note, body }, problem ? 400 : 200);
}

export function endedSignInPage(c: Context): Promise<Response> {
  const { language, words } = readerOf(c);
  const body = html`<section class="card"><h1>${words.gone}</h1><p>${words.goneLead}</p></section>`;
  return page(c, { language, title: words.gone, note: words.note, body }, 400);
}
