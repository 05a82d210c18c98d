// Layers of rooms: a folder is a room, the table in AGENTS.md says what each room of lib may import, and no rooms form a circle.
import { isTest } from './rule';
import type { Source } from './sources';

type Module = Pick<Source, 'path'> & { imports: readonly Pick<Source['imports'][number], 'to' | 'isOurs'>[] };

/** Import of a file in a different room. */
interface Crossing {
  from: string;
  to: string;
  file: string;
}

/** Folders whose own folders are rooms. */
export const HOUSES = ['lib', 'lib/domain', 'packages/codat-sandbox/src'];

/** Folder below the house, or a loose file in it (`context.ts`); null outside it. */
function roomIn(house: string, path: string): string | null {
  if (!path.startsWith(`${house}/`)) return null;
  const [first = '', ...rest] = path.slice(house.length + 1).split('/');
  return rest.length > 0 ? first : `${first.replace(/\.tsx?$/, '')}.ts`;
}

function crossingsIn(house: string, modules: readonly Module[]): Crossing[] {
  return modules.flatMap(({ path, imports }) => {
    const from = roomIn(house, path);
    if (from === null || isTest(path)) return [];
    return imports.flatMap((one) => {
      const to = one.isOurs ? roomIn(house, one.to) : null;
      return to === null || to === from ? [] : [{ from, to, file: path }];
    });
  });
}

/** Rooms in a circle, each with the imports that continue it. */
export function roomCircles(house: string, modules: readonly Module[]): string[] {
  const crossings = crossingsIn(house, modules);
  const reach = reachOf(crossings);
  const inCircle = ({ from, to }: Crossing) => reach.get(to)?.has(from) ?? false;
  return crossings.filter(inCircle).map(({ from, to, file }) => `${house}: ${from} -> ${to} (${file})`);
}

/** Every room that a room reaches, by one import or several. */
function reachOf(crossings: readonly Pick<Crossing, 'from' | 'to'>[]): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of crossings) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reach = new Map<string, Set<string>>();
  for (const room of next.keys()) {
    const found = new Set<string>();
    const open = [...(next.get(room) ?? [])];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(...(next.get(one) ?? []));
    }
    reach.set(room, found);
  }
  return reach;
}

/** Rows such as "| `lib/consent/` | what belongs there | `domain` `mail` |": the room, and the rooms of lib that it may import. */
export function readRooms(document: string): Map<string, string[]> {
  const rows = document.matchAll(/^\| `lib\/([\w-]+(?:\/|\.ts))` \|[^|]*\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, room = '', may = '']) => [
      room.replace(/\/$/, ''),
      [...may.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name),
    ]),
  );
}

/** Differences between the table and the imports of lib, in either direction. */
export function tableFaults(
  table: ReadonlyMap<string, readonly string[]>,
  modules: readonly Module[],
): string[] {
  const crossings = crossingsIn('lib', modules);
  const there = new Set(modules.flatMap(({ path }) => (isTest(path) ? [] : (roomIn('lib', path) ?? []))));
  const has = (from: string, to: string) => crossings.some((one) => one.from === from && one.to === to);
  return [
    ...[...there].filter((room) => !table.has(room)).map((room) => `${room} is not in the table`),
    ...[...table.keys()].filter((room) => !there.has(room)).map((room) => `there is no room ${room}`),
    ...crossings
      .filter(({ from, to }) => table.get(from)?.includes(to) === false)
      .map(({ from, to, file }) => `${file}: the table does not let ${from} import ${to}`),
    ...[...table].flatMap(([from, may]) =>
      may.filter((to) => !has(from, to)).map((to) => `${from} does not import ${to} any more`),
    ),
  ];
}
