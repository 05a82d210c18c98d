// Reader of the chosen file: a PDF as bytes, everything else as text.

export async function readUpload(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isPdf = String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-';
  return new TextDecoder(isPdf ? 'latin1' : 'utf-8').decode(bytes);
}
