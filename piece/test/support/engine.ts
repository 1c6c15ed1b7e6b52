/** What ActivePieces' engine does with a piece: loads it, and calls it with a context. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import type { Piece } from '@activepieces/pieces-framework';

import type { Received } from './stand-in';

const requireFrom = createRequire(resolve('package.json'));

/** The first export of the built bundle that is a piece, found by the name of its class. */
export function loadPiece(folder = resolve('dist')): Piece {
  const exported = requireFrom(resolve(folder, 'src/index.js')) as Record<string, object>;
  const piece = Object.values(exported).find((value) => value?.constructor?.name === 'Piece');
  if (piece === undefined) {
    throw new Error(`${folder} exports no piece`);
  }
  return piece as Piece;
}

export interface Connection {
  url: string;
  apiKey: string;
}

/** Keeps what a flow's store keeps, through JSON as the real one. */
export class FlowStore {
  readonly kept = new Map<string, string>();

  async put<Value>(key: string, value: Value): Promise<Value> {
    this.kept.set(key, JSON.stringify(value));
    return value;
  }

  async get<Value>(key: string): Promise<Value | null> {
    const text = this.kept.get(key);
    return text === undefined ? null : (JSON.parse(text) as Value);
  }

  async delete(key: string): Promise<void> {
    this.kept.delete(key);
  }
}

type Hook = 'onEnable' | 'onDisable' | 'run' | 'test';

/** A flow with one of the piece's triggers. */
export class Flow {
  readonly store = new FlowStore();

  constructor(
    private readonly triggerName: string,
    private readonly connection: Connection,
    private readonly webhookUrl = 'https://activepieces.example/api/v1/webhooks/aBcDeFgHiJkLmNoPqRsTu',
  ) {}

  enable(): Promise<unknown> {
    return this.call('onEnable');
  }

  disable(): Promise<unknown> {
    return this.call('onDisable');
  }

  sample(): Promise<Record<string, unknown>[]> {
    return this.call('test') as Promise<Record<string, unknown>[]>;
  }

  /** The items for which runs start. */
  run(request: Pick<Received, 'headers' | 'rawBody'>): Promise<Record<string, unknown>[]> {
    const payload = { ...request, method: 'POST', queryParams: {}, body: parsed(request.rawBody) };
    return this.call('run', payload) as Promise<Record<string, unknown>[]>;
  }

  /** The id and secret that the trigger noted. */
  noted(): { id: string; secret: string } {
    const [text = '{}'] = this.store.kept.values();
    return JSON.parse(text) as { id: string; secret: string };
  }

  private async call(hook: Hook, payload: unknown = {}): Promise<unknown> {
    const trigger = loadPiece().getTrigger(this.triggerName);
    if (trigger === undefined) {
      throw new Error(`there is no trigger ${this.triggerName}`);
    }
    const { store, webhookUrl } = this;
    const context = { auth: auth(this.connection), propsValue: {}, store, webhookUrl, payload };
    return trigger[hook](context as never);
  }
}

/** Runs an action as a step of the run with that id. */
export async function act(
  connection: Connection,
  actionName: string,
  propsValue: Record<string, unknown>,
  runId = 'aaaaaaaaaaaaaaaaaaaaa',
): Promise<any> {
  const action = loadPiece().getAction(actionName);
  if (action === undefined) {
    throw new Error(`there is no action ${actionName}`);
  }
  const context = { auth: auth(connection), propsValue, run: { id: runId }, step: { name: 'step_1' } };
  return action.run(context as never);
}

/** What saving a connection says. */
export async function validate(baseUrl: string, apiKey: string): Promise<{ valid: boolean; error?: string }> {
  const { validate: check } = loadPiece().auth as {
    validate: (context: object) => Promise<{ valid: boolean; error?: string }>;
  };
  return check({ auth: { baseUrl, apiKey } });
}

function auth({ url, apiKey }: Connection): object {
  return { type: 'CUSTOM_AUTH', props: { baseUrl: url, apiKey } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
