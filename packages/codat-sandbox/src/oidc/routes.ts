// Sign-in interaction of the issuer, from the choice of a person to the authenticated session.
import type { Hono } from 'hono';
import type { InteractionResults } from 'oidc-provider';
import { type Ctx, type Env, readForm } from '../http/http';
import { languageOf } from '../pages/language';
import type { IssuerSource } from './issuer';
import { OIDC_PATH } from './names';
import { endedSignInPage, personaPage } from './page';
import { PERSONAS, type Person, someoneNew } from './personas';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

function chosenPerson(form: URLSearchParams, locale: 'en' | 'fr'): Person | undefined {
  const persona = form.get('persona');
  if (persona !== null) return PERSONAS.find(({ sub }) => sub === persona);
  const [name, email] = [form.get('name')?.trim() ?? '', form.get('email')?.trim() ?? ''];
  return name !== '' && EMAIL.test(email) ? someoneNew(name, email, locale) : undefined;
}

/** The library keeps the interaction in a cookie; without it, or after its end, there is none to show. */
async function isOpen(issuer: IssuerSource, c: Ctx): Promise<boolean> {
  try {
    const { provider } = await issuer();
    const { uid } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    return uid === c.req.param('uid');
  } catch {
    return false;
  }
}

async function finish(issuer: IssuerSource, c: Ctx, result: InteractionResults): Promise<Response> {
  const { provider } = await issuer();
  const { incoming, outgoing } = c.env;
  const location = await provider.interactionResult(incoming, outgoing, result, {
    mergeWithLastSubmission: false,
  });
  return c.redirect(location, 303);
}

export function mountSignIn(app: Hono<Env>, issuer: IssuerSource): void {
  const one = `${OIDC_PATH}/interaction/:uid`;
  const baseOf = (c: Ctx) => `${OIDC_PATH}/interaction/${c.req.param('uid')}`;

  app.get(one, async (c) => ((await isOpen(issuer, c)) ? personaPage(c, baseOf(c)) : endedSignInPage(c)));
  app.post(`${one}/login`, async (c) => {
    if (!(await isOpen(issuer, c))) return endedSignInPage(c);
    const person = chosenPerson(await readForm(c), languageOf(c.req.header('accept-language')));
    if (!person) return personaPage(c, baseOf(c), true);
    (await issuer()).people.set(person.sub, person);
    return finish(issuer, c, { login: { accountId: person.sub, remember: false } });
  });
  app.get(`${one}/abort`, async (c) => {
    if (!(await isOpen(issuer, c))) return endedSignInPage(c);
    const description = 'The person went back without signing in.';
    return finish(issuer, c, { error: 'access_denied', error_description: description });
  });
}
