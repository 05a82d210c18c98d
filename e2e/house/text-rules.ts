// House rules about the content of a file.
import ts from 'typescript';
import { isBelow, isTest, type Rule } from './rule';
import type { Source } from './sources';

const LONGEST = 300;
/** In two parts, so that this file does not break its own rule. */
const IDLE = ['network', 'idle'].join('');
const WRAPPERS = new Set([
  'customerAction',
  'ownAction',
  'personAction',
  'staffAction',
  'visitorAction',
  'publicAction',
  'publicQuestion',
]);

function walk(source: Source, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  step(source.ast);
}

const lineOf = (source: Source, node: ts.Node) =>
  source.ast.getLineAndCharacterOfPosition(node.getStart()).line + 1;

/** Variables that the bundler fills in as constants. */
const CONSTANTS = ['NODE_ENV', 'NEXT_RUNTIME'];

/** Reads of process.env. */
function environmentReads(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return;
    if (!/^process\??(\.env|\.?\[\s*['"`]env['"`]\s*\])$/.test(node.getText(source.ast))) return;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && CONSTANTS.includes(parent.name.text)) return;
    found.push(`reads process.env in line ${lineOf(source, node)}`);
  });
  return found;
}

const DATE_METHOD = /^toLocale(Date|Time)?String$/;

/** Dates in words, and time zone names, that bypass the one formatter. */
function ownDates(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : '';
    const isFormat = name === 'DateTimeFormat' || name === 'dateTime' || DATE_METHOD.test(name);
    const isZone =
      ts.isStringLiteralLike(node) && /^(Europe|America|Asia|Pacific|Africa|Australia)\//.test(node.text);
    if (isFormat || isZone) found.push(`makes dates of its own in line ${lineOf(source, node)}`);
  });
  return found;
}

/** Times that come from no clock of the app: they cannot be moved, and do not say which clock they mean. */
function bareTimes(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    const isNow =
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(source.ast) === 'Date' &&
      (ts.isCallExpression(node) || (node.arguments ?? []).length === 0);
    if (isNow || (ts.isPropertyAccessExpression(node) && node.getText(source.ast) === 'Date.now'))
      found.push(`asks for the time in line ${lineOf(source, node)}`);
  });
  return found;
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
  );
}

function isWrapped(value: ts.Expression | undefined): boolean {
  return (
    value !== undefined &&
    ts.isCallExpression(value) &&
    ts.isIdentifier(value.expression) &&
    WRAPPERS.has(value.expression.text)
  );
}

function nakedActions({ ast }: Source): string[] {
  return ast.statements.flatMap((node) => {
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) return ['exports by a list or from elsewhere'];
    if (ts.isExportAssignment(node)) return ['has a default export'];
    if (!isExported(node)) return [];
    if (ts.isFunctionDeclaration(node)) return [`${node.name?.text ?? 'default'} is not wrapped`];
    if (!ts.isVariableStatement(node)) return [];
    return node.declarationList.declarations
      .filter((declaration) => !isWrapped(declaration.initializer))
      .map((declaration) => `${declaration.name.getText(ast)} is not wrapped`);
  });
}

function anyTypes(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`any in line ${lineOf(source, node)}`);
    if (ts.isNonNullExpression(node)) found.push(`! in line ${lineOf(source, node)}`);
  });
  return /^\s*(\/\/|\/\*)\s*@ts-(ignore|nocheck|expect-error)/m.test(source.text)
    ? [...found, 'switches the compiler off']
    : found;
}

function lazyTests(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const of = node.expression.getText(source.ast);
      const name = node.name.text;
      if (/^(it|test|describe)\b/.test(of) && ['only', 'skip', 'fixme', 'todo'].includes(name))
        found.push(`${of}.${name}`);
      if (name === 'waitForTimeout') found.push(name);
    }
    if (ts.isStringLiteralLike(node) && node.text === IDLE) found.push(node.text);
  });
  return found;
}

const isBarrel = ({ ast }: Source) =>
  ast.statements.length > 0 &&
  ast.statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);

export const textRules: Rule[] = [
  {
    name: 'the environment is read in lib/runtime/env.ts only',
    check: (s) =>
      isBelow(s.path, 'app', 'components', 'lib', 'db', 'proxy.ts', 'instrumentation.ts') &&
      s.path !== 'lib/runtime/env.ts' &&
      !isTest(s.path)
        ? environmentReads(s)
        : [],
    breaks: [
      ['lib/x.ts', `export const key = process.env.CODAT_API_KEY;`],
      ['app/x.tsx', `const { A } = process['env'];`],
      ['db/x.ts', 'const all = process.env;'],
    ],
  },
  {
    name: 'the time is told by lib/runtime/clock.ts only',
    check: (s) =>
      isBelow(s.path, 'app', 'lib', 'db/queries', 'proxy.ts', 'instrumentation.ts') &&
      s.path !== 'lib/runtime/clock.ts' &&
      !isTest(s.path)
        ? bareTimes(s)
        : [],
    breaks: [
      ['lib/x.ts', 'export const at = () => new Date();'],
      ['lib/x.ts', 'export const at = new Date;'],
      ['app/x.ts', 'export const ms = Date.now() + 5;'],
      ['db/queries/x.ts', 'export const wait = (now = Date.now) => now();'],
    ],
  },
  {
    name: 'dates are put into words by lib/domain/text/site-time.ts only',
    check: (s) =>
      isBelow(s.path, 'app', 'components', 'lib', 'db', 'proxy.ts') &&
      s.path !== 'lib/domain/text/site-time.ts' &&
      !isTest(s.path)
        ? ownDates(s)
        : [],
    breaks: [
      ['lib/x.ts', `export const day = new Intl.DateTimeFormat('en-GB');`],
      ['app/x.tsx', `export const day = (at: Date) => at.toLocaleDateString('fr');`],
      ['app/x.tsx', `export const day = (at: Date) => format.dateTime(at, { month: 'long' });`],
      ['lib/x.ts', `export const zone = 'Europe/London';`],
    ],
  },
  {
    name: 'every action is wrapped',
    check: (s) => (/^app\/(.*\/)?actions\.ts$/.test(s.path) ? nakedActions(s) : []),
    breaks: [
      ['app/x/actions.ts', `'use server';\nexport async function pay() {}`],
      ['app/x/actions.ts', `export const pay = async () => {};`],
    ],
  },
  {
    name: 'actions stand in actions.ts, where they are seen',
    check: (s) =>
      /^\s*['"]use server['"]/m.test(s.text) && !/^app\/(.*\/)?actions\.ts$/.test(s.path) && !isTest(s.path)
        ? ['says use server']
        : [],
    breaks: [['app/x/page.tsx', `async function pay() {\n  'use server';\n}`]],
  },
  {
    name: 'no file is only a list of other files',
    check: (s) => (isBarrel(s) ? ['re-exports only'] : []),
    breaks: [['components/index.ts', `export * from './button';`]],
  },
  {
    name: 'folders say what they hold',
    check: ({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .filter((name) => ['utils', 'helpers', 'common', 'misc', 'services'].includes(name)),
    breaks: [['lib/utils/x.ts', '']],
  },
  {
    name: `no file is longer than ${LONGEST} lines`,
    check: ({ text }) => (text.split('\n').length > LONGEST + 1 ? [`${text.split('\n').length} lines`] : []),
    breaks: [['lib/x.ts', '\n'.repeat(LONGEST + 1)]],
  },
  {
    name: 'types are not switched off',
    check: anyTypes,
    breaks: [
      ['lib/x.ts', 'export const a = (b: any) => b;'],
      ['lib/x.ts', 'export const a = (b?: string) => b!;'],
      ['lib/x.ts', '// @ts-ignore\nlet a = 1;'],
    ],
  },
  {
    name: 'no test is left out or waits for time to pass',
    check: (s) => (isTest(s.path) ? lazyTests(s) : []),
    breaks: [
      ['lib/x.test.ts', `it.only('a', () => {});`],
      ['e2e/x.spec.ts', 'await page.waitForTimeout(5);'],
      ['e2e/x.spec.ts', `await page.goto('/', { waitUntil: '${IDLE}' });`],
    ],
  },
  {
    name: "no machine's own paths",
    check: (s) =>
      isTest(s.path)
        ? []
        : [...s.text.matchAll(/(?<![\w.])\/(?:work|root|home\/\w+)\/|\.\.\/shared\b/g)].map((m) => m[0]),
    breaks: [
      ['lib/x.ts', `read('${['', 'work', 'main'].join('/')}');`],
      ['scripts/x.mjs', `read('${['..', 'shared', 'x'].join('/')}');`],
    ],
  },
];
