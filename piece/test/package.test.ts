import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

import { pieceTranslation, type Piece } from '@activepieces/pieces-framework';
import { TriggerStrategy, TriggerTestStrategy } from '@activepieces/shared';

import { loadPiece } from './support/engine';

const LOCALES = ['de', 'nl'];

/** ActivePieces looks a text up by its beginning. */
const KEY_LENGTH = 512;

let folder: string;

/** The tarball, unpacked where no other package can be found. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'winfactor-tarball-'));
  const [tarball] = readdirSync('dist').filter((file) => file.endsWith('.tgz'));
  assert.ok(tarball);
  execFileSync('tar', ['xzf', resolve('dist', tarball), '-C', folder]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

const unpacked = (...path: string[]) => join(folder, 'package', ...path);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

test('the tarball holds what ActivePieces reads, and nothing to install', () => {
  const manifest = json(unpacked('package.json'));
  const { name, version } = json('package.json');
  assert.deepEqual([manifest.name, manifest.version, manifest.dependencies], [name, version, {}]);
  assert.equal(manifest.name, '@winfactor/piece-winfactor');
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  for (const file of ['src/index.js', 'src/i18n/translation.json', 'src/i18n/de.json', 'src/i18n/nl.json', 'README.md']) {
    assert.ok(existsSync(unpacked(file)), file);
  }
});

test('the tarball loads in plain Node as the engine loads it, without a network', () => {
  // As the engine: the file by its fixed name, and the first export that is a piece by its class's name.
  const script = join(folder, 'load.cjs');
  writeFileSync(
    script,
    `for (const part of ['net', 'dns', 'tls']) for (const call of ['connect', 'lookup']) require(part)[call] = () => process.exit(9);
     const exported = require('./package/src/index.js');
     const piece = Object.values(exported).find((value) => value.constructor.name === 'Piece');
     process.stdout.write(JSON.stringify({ ...piece.metadata(), context: piece.getContextInfo() }));`,
  );
  const output = execFileSync(process.execPath, [script], { cwd: folder, env: {}, encoding: 'utf8' });
  const metadata = JSON.parse(output);
  assert.equal(metadata.displayName, 'WinFactor');
  assert.equal(metadata.minimumSupportedRelease, '0.82.0');
  assert.deepEqual(metadata.context, { version: '2' });
  assert.equal(Object.keys(metadata.triggers).length, 10);
  assert.equal(Object.keys(metadata.actions).length, 10);
  assert.deepEqual(metadata.categories, ['SALES_AND_CRM']);
});

test('the logo is the product’s own and travels inside', () => {
  const [kind, base64] = loadPiece().logoUrl.split(',');
  assert.equal(kind, 'data:image/svg+xml;base64');
  const logo = readFileSync('../crates/web/assets/logo.svg', 'utf8');
  assert.equal(Buffer.from(base64 ?? '', 'base64').toString('utf8'), logo);
});

test('every trigger and action has a name, a description and a sample', () => {
  const piece = loadPiece();
  for (const [name, trigger] of Object.entries(piece.triggers())) {
    assert.ok(trigger.displayName && trigger.description, name);
    assert.equal(trigger.type, TriggerStrategy.WEBHOOK, name);
    assert.equal(trigger.testStrategy, TriggerTestStrategy.TEST_FUNCTION, name);
    const { eventType } = trigger.sampleData as { eventType: string };
    if (name !== 'any_event') {
      assert.equal(name, eventType.replace('.', '_'));
    }
    assert.deepEqual(trigger.sampleData, json(`../fixtures/events/${eventType}.json`), name);
  }
  for (const [name, action] of Object.entries(piece.actions())) {
    assert.ok(action.displayName && action.description, name);
    // What a call of one's own answers is known to nobody before.
    if (name !== 'custom_api_call') {
      assert.ok((action.outputSchema?.fields.length ?? 0) > 0, name);
    }
  }
});

test('there is a trigger for every event of the product', () => {
  const events = readdirSync('../fixtures/events').map((file) => file.replace(/\.json$/, ''));
  const expected = [...events.map((event) => event.replace('.', '_')), 'any_event'];
  assert.deepEqual(Object.keys(loadPiece().triggers()).sort(), expected.sort());
});

/** Every text that ActivePieces shows and can translate. */
function texts(piece: Piece): Set<string> {
  const found: unknown[] = [piece.description];
  const fields = (props: Record<string, any>) =>
    Object.values(props).forEach(({ displayName, description, options }) => {
      found.push(displayName, description);
      (options?.options ?? []).forEach(({ label }: { label: string }) => found.push(label));
    });
  const auth = piece.auth as unknown as { description: string; props: object };
  found.push(auth.description);
  fields(auth.props as Record<string, any>);
  for (const { displayName, description, props } of [
    ...Object.values(piece.actions()),
    ...Object.values(piece.triggers()),
  ]) {
    found.push(displayName, description);
    fields(props);
  }
  return new Set(found.filter((text): text is string => typeof text === 'string' && text !== ''));
}

test('every text that ActivePieces shows is translated, and no translation is left over', () => {
  const shown = [...texts(loadPiece())].map((text) => text.slice(0, KEY_LENGTH)).sort();
  for (const locale of ['translation', ...LOCALES]) {
    const translations: Record<string, string> = json(unpacked(`src/i18n/${locale}.json`));
    assert.deepEqual(Object.keys(translations).sort(), shown, locale);
    assert.ok(Object.values(translations).every((text) => text.trim() !== ''), locale);
  }
  const english: Record<string, string> = json(unpacked('src/i18n/translation.json'));
  assert.ok(Object.entries(english).every(([key, text]) => text.startsWith(key)));
});

test('ActivePieces itself finds the translations', async () => {
  const i18n = await pieceTranslation.initializeI18n(unpacked());
  const metadata = JSON.parse(JSON.stringify(loadPiece(unpacked()).metadata()));
  const piece = { ...metadata, name: '@winfactor/piece-winfactor', version: '0.1.0', i18n };
  const named = (locale: string) => {
    const { triggers, actions } = pieceTranslation.translatePiece({ piece, locale: locale as never });
    return [triggers['quote_accepted']?.displayName, actions['create_quote']?.props['notes']?.displayName];
  };
  assert.deepEqual(named('de'), ['Angebot angenommen', 'Hinweise für den Kunden']);
  assert.deepEqual(named('nl'), ['Offerte geaccepteerd', 'Opmerkingen voor de klant']);
});
