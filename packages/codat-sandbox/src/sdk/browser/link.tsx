/** @jsxImportSource preact */
// Entry point of the Link module: `new CodatLink({ target, props })`.
import { createApi } from './api';
import { firstLanguage } from './language';
import { LinkApp } from './link-app';
import { mount } from './mount';
import type { LinkProps, Mounting } from './props';
import { settingsOf } from './settings';

export class CodatLink {
  constructor({ target, props: given }: Mounting<LinkProps>) {
    // Read once: what the page changes afterwards counts for the next mount.
    const props = { ...given };
    const settings = settingsOf(props.options);
    const { signal, show } = mount(target, { nonce: props.options?.nonce, primary: settings.primary });
    const api = createApi({
      base: new URL(import.meta.url).origin,
      token: props.accessToken,
      companyId: props.companyId,
      signal,
    });
    const language = firstLanguage(document.documentElement.lang, navigator.languages);
    show(<LinkApp {...{ api, props, settings, language, signal }} />);
  }
}
