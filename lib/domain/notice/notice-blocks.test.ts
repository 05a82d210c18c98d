import { expect, test } from 'vitest';
import { readCatalogue } from '@/db/seed';
import { buildNotice, noticeText } from './notice';
import { readNoticeBlocks } from './notice-blocks';

const CONTROLLER = { name: 'Meridian Bank', email: 'help@meridian.example', phone: '+44 20 7946 0000' };

const catalogue = await readCatalogue();

test.each(catalogue)('every word of $definition.id comes back, in its order', ({ definition, version }) => {
  for (const language of ['en', 'fr'] as const) {
    const text = noticeText(
      buildNotice({ ...definition, version, asksSince: version }, CONTROLLER, language),
    );
    const words = readNoticeBlocks(text).flatMap((block) =>
      block.kind === 'list'
        ? block.items.map(({ label, colon, text: rest }) => `${label ?? ''}${colon}${rest}`)
        : [block.text],
    );
    const plain = text.replace(/^#+ /gm, '').replace(/^- /gm, '').replaceAll('**', '');
    expect(words.join('\n')).toBe(plain.trim().replace(/\n+/g, '\n'));
  }
});

test('what is no heading and no list is a line', () => {
  expect(readNoticeBlocks('a\nb\n\n- c\nd\n')).toEqual([
    { kind: 'line', text: 'a\nb' },
    { kind: 'line', text: '- c\nd' },
  ]);
});
