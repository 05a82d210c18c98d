// Names of the tree: no word of the rename table is left in one, and no two rooms export the same name.
import ts from 'typescript';
import { RENAMED, type Renamed } from './renamed-words';
import { isTest } from './rule';
import type { Source } from './sources';

/** The sandbox is a package with a vocabulary of its own. */
const OTHER_HOUSE = 'packages/';
/** They quote the table. */
const OWN = ['e2e/house/renamed-words.ts', 'e2e/house.test.ts'];

/** `recordSeenAt`, `record-seen` and `RECORD_SEEN` are the words record and seen. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return ` ${words.join(' ').toLowerCase()} `;
}

export function oldWordsIn(name: string, table: readonly Renamed[] = RENAMED): string[] {
  const words = wordsOf(name);
  return table
    .filter(({ old, except = {} }) => words.includes(` ${old} `) && except[name] === undefined)
    .map(({ old, now }) => `${name}: "${old}" is called ${now}`);
}

/** Identifiers, and texts of one word such as kinds of jobs, names of tables and events of the log. */
export function namesIn({ path, ast }: Pick<Source, 'path' | 'ast'>): string[] {
  const names = new Set([path]);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isStringLiteralLike(node) && /^[a-z][\w.-]*$/i.test(node.text)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return [...names];
}

export function oldNames(source: Source): string[] {
  if (source.path.startsWith(OTHER_HOUSE) || OWN.includes(source.path)) return [];
  return namesIn(source).flatMap((name) => oldWordsIn(name));
}

/** Names in the code spans of a document, without commands of other programs. */
export function oldNamesInDocument(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(
    ([, span = '']) => span.match(/[A-Za-z][\w-]*/g) ?? [],
  );
  return [...new Set(spans)].flatMap((name) => oldWordsIn(name));
}

const ROOM = /^(components|db|lib\/domain\/[\w-]+|lib\/[\w-]+)/;

function exportedNames(ast: ts.SourceFile): string[] {
  return ast.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(ast));
    }
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return named && statement.name !== undefined ? [statement.name.text] : [];
  });
}

/** Exported names alike in different rooms: an editor's search for one finds the other. */
export function homonyms(sources: readonly Pick<Source, 'path' | 'ast'>[]): string[] {
  const rooms = new Map<string, Set<string>>();
  for (const { path, ast } of sources) {
    const [room] = ROOM.exec(path) ?? [];
    if (room === undefined || isTest(path)) continue;
    for (const name of exportedNames(ast)) rooms.set(name, (rooms.get(name) ?? new Set()).add(room));
  }
  return [...rooms].filter(([, of]) => of.size > 1).map(([name, of]) => `${name}: ${[...of].join(', ')}`);
}
