// Test of the audit parser: known advisories, none, and no answer are three results.
import { expect, test } from 'vitest';
import { readAudit } from './advisories-read';

test('no advisory, some, and no answer of the registry are three results', () => {
  const metadata = { dependencies: { prod: 3 } };
  expect(readAudit(JSON.stringify({ vulnerabilities: {}, metadata }))).toMatchObject({ code: 0 });
  const vulnerabilities = { x: { name: 'x', severity: 'high', range: '<1.2' } };
  expect(readAudit(JSON.stringify({ vulnerabilities, metadata }))).toEqual({
    code: 1,
    lines: ['Advisories are known for 1 of the 3 packages of production:', '  x <1.2: high'],
  });
  const refused = { error: { code: 'E405', summary: 'Method Not Allowed' } };
  expect(readAudit(JSON.stringify(refused)).lines[0]).toContain('Method Not Allowed. Nothing is known');
  for (const text of ['', 'npm ERR!', '{}']) expect(readAudit(text).code).toBe(2);
});
