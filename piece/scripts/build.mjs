// Makes the package that ActivePieces installs, in `dist`: one bundle without dependencies, the
// translations, a manifest; and the tarball of these beside them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { build } from 'esbuild';

process.chdir(new URL('..', import.meta.url).pathname);
rmSync('dist', { recursive: true, force: true });

await build({
  entryPoints: ['src/index.ts'],
  outfile: 'dist/src/index.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  // ActivePieces finds the piece by the name of its class.
  keepNames: true,
  legalComments: 'eof',
  loader: { '.svg': 'base64' },
});

mkdirSync('dist/src/i18n', { recursive: true });
cpSync('src/i18n', 'dist/src/i18n', { recursive: true });
cpSync('README.md', 'dist/README.md');

const { name, version, description } = JSON.parse(readFileSync('package.json', 'utf8'));
const manifest = {
  name,
  version,
  description,
  main: './src/index.js',
  dependencies: {},
  files: ['src'],
};
writeFileSync('dist/package.json', `${JSON.stringify(manifest, null, 2)}\n`);

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', '.'], {
    cwd: 'dist',
    encoding: 'utf8',
  }),
);
console.log(`dist/${packed.filename}: ${Math.round(packed.size / 1024)} KB`);
