// Compiles the tests and runs them with Node's own runner. They use what `npm run build` made.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

import { build } from 'esbuild';

process.chdir(new URL('..', import.meta.url).pathname);

const tests = readdirSync('test').filter((file) => file.endsWith('.test.ts'));
await build({
  entryPoints: tests.map((file) => `test/${file}`),
  outdir: 'dist/test',
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  keepNames: true,
});

const compiled = tests.map((file) => `dist/test/${file.replace(/\.ts$/, '.js')}`);
// One file after the other: each starts a server, and a small machine has no room for several.
const options = [
  '--enable-source-maps',
  '--test',
  '--test-concurrency=1',
  '--test-timeout=120000',
  '--test-reporter=spec',
];
const { status } = spawnSync(process.execPath, [...options, ...compiled], { stdio: 'inherit' });
process.exitCode = status ?? 1;
