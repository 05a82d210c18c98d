// Tests of consent text: what is stored is what is shown, with names filled in and empty parts left out.
import { describe, expect, it } from 'vitest';
import { additionalContent, consentContent, consentMarkdown, fillNames, PLAID } from './consent-text';
import type { LinkOptions } from './props';
import { settingsOf } from './settings';
import { wordsOf } from './words';

const [en, fr] = [wordsOf('en'), wordsOf('fr')];
const XERO = { integrationKey: 'gbol', name: 'Xero' };
const banking = (dataTypes: string[]) => ({
  banking: { optional: true, enableIntegrations: true, dataTypes },
});

function contentOf(options: LinkOptions, integration = XERO, kind: 'accounting' | 'banking' = 'accounting') {
  return consentContent(settingsOf(options), kind, integration, 'Northbank', en);
}

describe('a consent', () => {
  it('has words of its own when the page gives none', () => {
    expect(contentOf({})).toEqual({
      title: 'Share Xero with Northbank',
      subtitle: 'You will sign in at Xero in a new tab. Your password stays there.',
      sections: [],
      terms: '',
      button: 'Next',
    });
    expect(consentContent(settingsOf({}), 'accounting', XERO, 'Northbank', fr).button).toBe('Suivant');
  });

  it('shows the parts that have words, in their order, under the page’s own headers', () => {
    const text = {
      'accounting.consents.retention': 'Six years',
      'accounting.consents.purpose': 'For {companyName}, from {platformName}',
      'accounting.consents.access': '  ',
      'accounting.consents.headers.retention': 'x'.repeat(60),
    };
    const { sections } = contentOf({ text });
    expect(sections).toEqual([
      { header: 'Purpose', body: 'For Northbank, from Xero' },
      { header: 'x'.repeat(50), body: 'Six years' },
    ]);
  });

  it('lists data where there is a list, and not at Plaid', () => {
    const options = { sourceTypes: banking(['Balances', 'Transactions']) };
    const listed = contentOf(options, { integrationKey: 'natwest_uk', name: 'NatWest' }, 'banking');
    expect(listed.sections).toEqual([{ header: 'Platform data', body: '- Balances\n- Transactions' }]);
    expect(contentOf(options, { integrationKey: PLAID, name: 'Plaid' }, 'banking').sections).toEqual([]);
  });

  it('reads older keys where the newer ones are empty', () => {
    const text = {
      'accounting.dataAccess.consent': 'Old terms',
      'accounting.dataAccess.nextButton': 'Old button',
      'banking.dataAccess.dataTypes': ['Balances'],
      'banking.dataAccess.consent': 'Old',
      'banking.consents.termsAndConditions': 'New',
    };
    expect(contentOf({ text })).toMatchObject({ terms: 'Old terms', button: 'Old button' });
    const bank = contentOf({ text, sourceTypes: banking([]) }, XERO, 'banking');
    expect(bank).toMatchObject({ terms: 'New', sections: [{ body: '- Balances' }] });
  });
});

it('is written down as it is shown', () => {
  const text = {
    'accounting.consents.purpose': 'Lending',
    'accounting.consents.termsAndConditions': '[Terms](https://a.b)',
  };
  expect(consentMarkdown(contentOf({ text }))).toBe(
    '# Share Xero with Northbank\n\nYou will sign in at Xero in a new tab. Your password stays there.\n\n## Purpose\n\nLending\n\n[Terms](https://a.b)',
  );
});

it('for another use is asked only when the page has words for it', () => {
  const ask = (text: LinkOptions['text']) =>
    additionalContent(
      settingsOf({ ...(text ? { text } : {}) }),
      'accounting',
      ['Xero', 'Sage'],
      'Northbank',
      en,
    );
  expect(ask({ 'accounting.consents.title': 'Other' })).toBeUndefined();
  expect(ask({ 'accounting.additionalConsents.subtitle': 'From {platformName}' })).toMatchObject({
    title: 'Accounting: one more use of your data',
    subtitle: 'From Xero, Sage',
  });
  expect(ask({ 'accounting.dataAccess.additionalConsent.title': 'Old' })).toMatchObject({ title: 'Old' });
});

it('fills in two names and nothing else', () => {
  const names = { companyName: '$& {platformName}', platformName: 'Xero' };
  expect(fillNames('{companyName} {platformName} {other}', names)).toBe('$& {platformName} Xero {other}');
});
