// Reader of the source tree: every file of the project, with its imports found by the TypeScript parser.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** Path from the root without extension (`lib/domain/consent/consent`), or the name as written (`next/link`). */
  to: string;
  isOurs: boolean;
  /** True for type imports, which compilation removes. */
  isType: boolean;
}

export interface Source {
  path: string;
  text: string;
  ast: ts.SourceFile;
  imports: Import[];
  isClient: boolean;
}

const SKIPPED = new Set([
  'node_modules',
  '.git',
  '.next',
  '.data',
  'test-results',
  'playwright-report',
  'public',
  'dist',
]);

export function listFiles(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(file) : [file];
  });
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const { importClause: clause } = node;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

/** As in tsconfig.json. */
const ALIASES: readonly (readonly [string, string])[] = [
  ['@/', ''],
  ['codat-sandbox/testing', 'packages/codat-sandbox/test/client'],
  ['codat-sandbox/', 'packages/codat-sandbox/src/'],
];

function target(from: string, name: string): Pick<Import, 'to' | 'isOurs'> {
  const alias = ALIASES.find(([prefix]) => name.startsWith(prefix));
  if (alias === undefined && !name.startsWith('.')) return { to: name, isOurs: false };
  const to = alias
    ? `${alias[1]}${name.slice(alias[0].length)}`
    : path.posix.join(path.posix.dirname(from), name);
  return { to: to.replace(/\.(tsx?|mjs)$/, ''), isOurs: true };
}

function findImports(file: string, ast: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        found.push({ ...target(file, node.moduleSpecifier.text), isType: isTypeOnly(node) });
      }
    } else if (ts.isCallExpression(node)) {
      const [name] = node.arguments;
      const isImport =
        node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(ast) === 'require';
      if (isImport && name !== undefined && ts.isStringLiteralLike(name)) {
        found.push({ ...target(file, name.text), isType: false });
      }
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) found.push({ ...target(file, literal.text), isType: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

export function parse(file: string, text: string): Source {
  const kind = file.endsWith('x')
    ? ts.ScriptKind.TSX
    : file.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : ts.ScriptKind.TS;
  const ast = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const [first] = ast.statements;
  const isClient =
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use client';
  return { path: file, text, ast, imports: findImports(file, ast), isClient };
}

export function readSources(): Source[] {
  return listFiles()
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && file !== 'next-env.d.ts')
    .map((file) => parse(file, readFileSync(file, 'utf8')));
}
