// Props of every screen of Link.
import type { EmbedSession } from '../shapes';
import type { Language } from './language';
import type { Journey } from './link-journey';
import type { Settings } from './settings';
import type { Words } from './words-en';

export interface ScreenProps {
  words: Words;
  language: Language;
  settings: Settings;
  session: EmbedSession;
  /** Who asks for the data, by the name the page gives. */
  companyName: string;
  isBusy: boolean;
  journey: Journey;
}
