// Owns handing a ledger over as a file: what it is called, and that nobody between keeps a copy.

/** @param text JSON Lines, as `exportLedger` gives them */
export function exportResponse(text: string, now: Date): Response {
  const name = `consent-ledger-${now.toISOString().slice(0, 10)}.jsonl`;
  return new Response(text, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
