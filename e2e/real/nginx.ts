// Reverse proxy: nginx as Debian ships it, in front of several processes. Its rules for upstream servers are the
// defaults: one failure takes a server out for ten seconds.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { waitFor } from '../../scripts/wait-for';
import type { Behind, Front } from '../processes/front';

const NGINX = ['/usr/sbin/nginx', 'nginx'].find((program) => spawnSync(program, ['-v']).status === 0);

export const hasNginx = NGINX !== undefined;

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

function configuration(port: number, { webs, apis }: Behind, folder: string): string {
  const upstream = (name: string, ports: readonly number[]) =>
    `upstream ${name} {\n${ports.map((each) => `    server 127.0.0.1:${each};`).join('\n')}\n  }`;
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  # Large enough that bodies come through: refusing them is up to the app.
  client_max_body_size 20m;
${TEMPORARY.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  ${upstream('webs', webs)}
  ${upstream('apis', apis)}
  server {
    listen 127.0.0.1:${port};
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    location ~ ^/(api/(webhooks|health)|\\.well-known)(/|$) { proxy_pass http://apis; }
    location / { proxy_pass http://webs; }
  }
}
`;
}

export interface Nginx extends Front {
  /** First log lines that say why it took a server out. */
  complaints(): string;
}

export async function startNginx(port: number, behind: Behind): Promise<Nginx> {
  if (NGINX === undefined) throw new Error('nginx is not installed.');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'accord-nginx-'));
  for (const name of TEMPORARY) await mkdir(path.join(folder, name));
  const file = path.join(folder, 'nginx.conf');
  const errors = path.join(folder, 'error.log');
  await writeFile(file, configuration(port, behind, folder));
  const child = spawn(NGINX, ['-c', file, '-p', folder, '-e', errors], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitFor(async () => (await fetch(`http://127.0.0.1:${port}/api/health/live`)).ok, 'nginx', errors);
  return {
    port,
    counts: () => null,
    complaints: () =>
      readFileSync(errors, 'utf8')
        .split('\n')
        .filter((line) => !line.includes('no live upstreams'))
        .slice(0, 10)
        .join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
