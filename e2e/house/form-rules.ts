// House rule: every request of a customer's page names the business it was made for, and its handler checks that.
import ts from 'typescript';
import { isTest, type Rule } from './rule';
import type { Source } from './sources';

/** Forms about no business: they look something up, end a session, or choose a language. */
const OPEN_ACTIONS = ['signOutAction'];
/** Components on pages outside the customer area, the language switch, and the page that verifies any receipt. */
const OPEN_FILES = /^(components\/(bound-form\.tsx$|shell\/|demo\/)|app\/\(public\)\/verify\/)/;
/** Actions that name their business, or run before there is one. */
const PERSON_ACTIONS = ['welcome', 'businesses'].map((page) => `app/(customer)/${page}/actions.ts`);

type Tag = ts.JsxOpeningElement | ts.JsxSelfClosingElement;

export function tagsIn(source: Source, ...names: string[]): Tag[] {
  const found: Tag[] = [];
  const step = (node: ts.Node): void => {
    if (
      (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) &&
      names.includes(node.tagName.getText(source.ast))
    )
      found.push(node);
    ts.forEachChild(node, step);
  };
  step(source.ast);
  return found;
}

function attributeOf(source: Source, tag: Tag, name: string): string {
  const attribute = tag.attributes.properties.find(
    (one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText(source.ast) === name,
  );
  return attribute?.initializer?.getText(source.ast).replace(/^["'{]|["'}]$/g, '') ?? '';
}

function unboundForms(source: Source): string[] {
  return tagsIn(source, 'form')
    .filter(
      (tag) =>
        attributeOf(source, tag, 'method') !== 'get' &&
        !OPEN_ACTIONS.includes(attributeOf(source, tag, 'action')) &&
        // A new person has no business that the form could be made for.
        source.path !== 'app/(customer)/welcome/form.tsx',
    )
    .map((tag) => {
      const { line } = source.ast.getLineAndCharacterOfPosition(tag.getStart());
      return `has a form in line ${line + 1} that does not say for which business it was made`;
    });
}

/** Fields that a browser validates by itself, with messages in its own language. */
const JUDGED = /\brequired\b(?!:)|\btype="(email|url|number|date|time)"|<(MomentFields)\b/;

function formsWithBubbles(source: Source): string[] {
  if (!JUDGED.test(source.text)) return [];
  return tagsIn(source, 'form')
    .filter(({ attributes }) => !attributes.getText(source.ast).includes('noValidate'))
    .map((tag) => {
      const { line } = source.ast.getLineAndCharacterOfPosition(tag.getStart());
      return `has a form in line ${line + 1} that leaves errors to the browser: noValidate, and an error of ours`;
    });
}

const importsFrom = (source: Source, module: string) =>
  source.imports.some(({ to, isType }) => to === module && !isType);

export const formRules: Rule[] = [
  {
    name: 'forms of customers are made for one business',
    check: (s) =>
      ['app/(customer)/', 'app/(public)/', 'components/'].some((room) => s.path.startsWith(room)) &&
      !OPEN_FILES.test(s.path) &&
      !isTest(s.path)
        ? unboundForms(s)
        : [],
    breaks: [
      ['app/(customer)/x/form.tsx', 'export const F = () => <form action={go} />;'],
      [
        'app/(customer)/x/form.tsx',
        'export const F = () => <form method="post" action="/api/x"><p /></form>;',
      ],
      ['app/(public)/x/form.tsx', 'export const F = ({ action }) => <form action={action}>x</form>;'],
      ['components/x-form.tsx', 'export const F = ({ action }) => <form action={action}>x</form>;'],
    ],
  },
  {
    name: 'errors of forms are told by the page',
    check: (s) => (s.path.endsWith('.tsx') && !isTest(s.path) ? formsWithBubbles(s) : []),
    breaks: [
      ['app/staff/x/form.tsx', 'export const F = () => <form method="get"><Field required /></form>;'],
    ],
  },
  {
    name: 'actions of customers check for which business the form was made',
    check: (s) => {
      if (!/^app\/\(customer\)\/.*actions\.ts$/.test(s.path)) return [];
      const used = [...s.text.matchAll(/=\s*(\w+Action|publicQuestion)(?:<[^(]*>)?\(/g)].map(
        ([, name]) => name,
      );
      return used
        .filter((name) => name !== 'customerAction' && name !== 'ownAction')
        .filter((name) => !(name === 'personAction' && PERSON_ACTIONS.includes(s.path)))
        .filter((name) => !(name === 'publicAction' && s.path === 'app/(customer)/actions.ts'))
        .map((name) => `uses ${name}`);
    },
    breaks: [
      [
        'app/(customer)/x/actions.ts',
        `'use server';\nexport const go = personAction('go', S, async () => {});`,
      ],
      [
        'app/(customer)/x/actions.ts',
        `'use server';\nexport const go = publicAction('go', S, async () => {});`,
      ],
    ],
  },
  {
    name: 'what answers with something of a business checks for which one its page was made',
    check: (s) => {
      const isDoor =
        /^app\/\(customer\)\/.*\/(route|download)\.ts$/.test(s.path) ||
        (/^app\/api\/.*\.ts$/.test(s.path) &&
          ['lib/auth/viewer', 'lib/auth/watcher'].some((module) => importsFrom(s, module)));
      if (!isDoor || importsFrom(s, 'lib/auth/made-for')) return [];
      // Routes of one kind share the check in a helper.
      return s.imports.some(({ to }) => /\/(asked|download)$/.test(to)) ? [] : ['does not ask'];
    },
    breaks: [
      [
        'app/(customer)/x/file/route.ts',
        `import { requireCustomer } from '@/lib/auth/viewer';\nexport async function GET() {}`,
      ],
      [
        'app/api/x/route.ts',
        `import { getViewer } from '@/lib/auth/viewer';\nexport async function POST() {}`,
      ],
      [
        'app/api/x/stream/route.ts',
        `import { getWatcher } from '@/lib/auth/watcher';\nexport async function GET() {}`,
      ],
    ],
  },
];
