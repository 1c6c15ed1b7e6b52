/** A real WinFactor: a database in a folder of its own, one organization, and a server. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Tests run in the package's folder, which lies in the repository's root. */
const ROOT = resolve('..');

export class Installation {
  private readonly folder = mkdtempSync(join(tmpdir(), 'winfactor-piece-'));
  private process: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    private readonly port: number,
  ) {}

  apiKey = '';

  /** Set up and serving; only receivers on this machine can be reached from it. */
  static async start(): Promise<Installation> {
    const port = await freePort();
    const installation = new Installation(`http://127.0.0.1:${port}`, port);
    const organization = ['--organization', 'Window & Door Solutions', '--slug', 'window-door-solutions'];
    const answer = execFileSync(
      binary(),
      ['init', ...installation.storage(), ...organization, '--email', 'eva@example.com', '--password-stdin', '--json'],
      { input: 'a long password\n', encoding: 'utf8' },
    );
    installation.apiKey = (JSON.parse(answer) as { apiKey: string }).apiKey;
    await installation.serve();
    return installation;
  }

  async serve(): Promise<void> {
    const serve = ['serve', ...this.storage(), '--listen', `127.0.0.1:${this.port}`];
    this.process = spawn(binary(), [...serve, '--allow-host', '127.0.0.1', '--rate-limit', 'off'], {
      stdio: 'ignore',
    });
    while (!(await this.isUp())) {
      if (this.process.exitCode !== null) {
        throw new Error(`winfactor serve ended with ${this.process.exitCode}`);
      }
      await delay(20);
    }
  }

  async stop(): Promise<void> {
    if (this.process !== undefined && this.process.exitCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await ended;
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Asks the API directly, not through the piece. */
  async api<Answer>(method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.apiKey}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
  }

  /** A customer's submission, as the public form makes it; the id. */
  async submission(email: string): Promise<string> {
    const limits = { minWidth: 600, maxWidth: 6000, minHeight: 600, maxHeight: 3200 };
    const listed = await this.api<{ data: { id: string }[] }>('GET', '/templates');
    const [known] = listed.body.data;
    const template =
      known ??
      (await this.api<{ id: string }>('POST', '/templates', { name: 'Sliding door', slug: 'sliding-door', ...limits })).body;
    const submitted = await this.api<{ id: string }>('POST', '/submissions', {
      templateId: template.id,
      locale: 'en',
      customer: { name: 'John Smith', email },
      configuration: { width: 2400, height: 1500, componentCount: 3 },
    });
    return submitted.body.id;
  }

  /** What a visitor writes on the public page. */
  async lead(name: string): Promise<void> {
    const response = await fetch(`${this.url}/window-door-solutions/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, email: 'visitor@example.com', message: `I am ${name}.` }),
    });
    if (!response.ok) {
      throw new Error(`the lead was refused: ${await response.text()}`);
    }
  }

  private storage(): string[] {
    return ['--database', `sqlite://${join(this.folder, 'test.db')}`, '--key-file', join(this.folder, 'test.key')];
  }

  private async isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

/** The server under test, built when nobody built it yet. */
function binary(): string {
  const given = process.env['WINFACTOR_BINARY'];
  if (given !== undefined) {
    return given;
  }
  const built = join(process.env['CARGO_TARGET_DIR'] ?? join(ROOT, 'target'), 'debug', 'winfactor');
  if (!existsSync(built)) {
    execFileSync('cargo', ['build', '--locked', '-p', 'winfactor'], { cwd: ROOT, stdio: 'inherit' });
  }
  return built;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
