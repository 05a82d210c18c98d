// Type declaration of bidi-js, which ships none.
declare module 'bidi-js' {
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): { levels: Uint8Array };
  }
  export default function bidiFactory(): Bidi;
}
