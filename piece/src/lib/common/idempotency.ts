/**
 * Keys that make a step repeatable: when ActivePieces tries a step again, or somebody retries a
 * failed run, the record that was made the first time is given, and no second one is made.
 */
import { createHash, randomUUID } from 'node:crypto';

interface StepContext {
  run: { id: string };
  step: { name: string };
}

/** The ids of real runs. Outside of them ActivePieces gives every call the same name. */
const RUN_ID = /^[0-9A-Za-z]{21}$/;

/**
 * The same for the same request of the same step in the same run. What is asked for is part of it,
 * because a step inside a loop asks for something else each time.
 */
export function idempotencyKey({ run, step }: StepContext, ...request: unknown[]): string {
  if (!RUN_ID.test(run.id)) {
    return randomUUID();
  }
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return `${run.id}-${digest.slice(0, 32)}-${step.name}`.slice(0, 255);
}
