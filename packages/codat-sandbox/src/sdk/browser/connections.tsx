/** @jsxImportSource preact */
// Entry point of the Connections module: `new CodatConnections({ target, props })`.
import { createApi } from './api';
import { ConnectionsApp } from './connections-app';
import { firstLanguage } from './language';
import { mount } from './mount';
import type { ConnectionsProps, Mounting } from './props';

export class CodatConnections {
  constructor({ target, props: given }: Mounting<ConnectionsProps>) {
    const props = { ...given };
    // No colour of the client: what is set for Link does not count here.
    const { signal, show } = mount(target, { nonce: props.options?.nonce, primary: undefined });
    const api = createApi({ base: new URL(import.meta.url).origin, token: props.accessToken, signal });
    const language = firstLanguage(document.documentElement.lang, navigator.languages);
    show(<ConnectionsApp {...{ api, props, language, signal }} />);
  }
}
