// Stored words of a consent request, exactly as they were shown.
import { readNoticeBlocks } from '@/lib/domain/notice/notice-blocks';

export function AgreedWords({ text, language }: { text: string; language: string }) {
  return (
    <div lang={language} translate="no" className="grid gap-3">
      {readNoticeBlocks(text).map((block, index) => {
        // The text never changes, so a paragraph's position is its identity.
        const key = `${index}`;
        if (block.kind === 'line') return <p key={key}>{block.text}</p>;
        if (block.kind === 'heading') {
          const Heading = block.level === 2 ? 'h3' : 'h4';
          return (
            <Heading key={key} className="pt-2 font-semibold">
              {block.text}
            </Heading>
          );
        }
        return (
          <ul key={key} className="grid list-disc gap-1 pl-5">
            {block.items.map((item) => (
              <li key={item.text}>
                {item.label === null ? null : (
                  <span className="font-medium">{`${item.label}${item.colon}`}</span>
                )}
                {item.text}
              </li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}
