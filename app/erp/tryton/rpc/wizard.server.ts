import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Tryton } from "./call.server.ts";
import type { Wire } from "./codec.ts";
import type { UserContext } from "./endpoint.ts";
import { nothing } from "./shapes.ts";

export interface WizardRecord {
  model: string;
  ids: number[];
}

export interface WizardRun {
  name: string;
  on: WizardRecord;
  steps: WizardStep[];
}

export interface WizardStep {
  /** The view filled in, its values, and the button pressed. */
  view: string;
  values: Record<string, Wire>;
  button: string;
}

const created = z.tuple([z.number().int(), z.string(), z.string()]);

/** A wizard that asks nothing: it is done once it has gone through one of its states. */
export interface TransitionRun {
  name: string;
  on: WizardRecord;
  state: string;
}

export const runTransition = (
  tryton: Tryton,
  { name, on, state }: TransitionRun,
  options: CallOptions,
): Promise<void> => run(tryton, { name, on, executions: [[{}, state]] }, options);

/**
 * Runs a wizard on records. Opening and closing change nothing; each step may. Names with a dot in
 * the views' defaults ("company.") are
 * for display and must not be sent back: steps name their values themselves.
 */
export const runWizard = (
  tryton: Tryton,
  { name, on, steps }: WizardRun,
  options: CallOptions,
): Promise<void> =>
  run(
    tryton,
    { name, on, executions: steps.map(({ view, values, button }) => [{ [view]: values }, button]) },
    options,
  );

interface Run {
  name: string;
  on: WizardRecord;
  /** What is filled in, and the state that it leads to. */
  executions: [Record<string, Wire>, string][];
}

async function run(
  tryton: Tryton,
  { name, on, executions }: Run,
  options: CallOptions,
): Promise<void> {
  const context: UserContext = {
    active_model: on.model,
    active_id: on.ids[0] ?? null,
    active_ids: on.ids,
  };
  const [session] = await tryton.read(
    { method: `wizard.${name}.create`, params: [], context },
    created,
    options,
  );
  try {
    for (const [filled, state] of executions)
      await tryton.write(
        {
          method: `wizard.${name}.execute`,
          params: [session, filled, state],
          context,
        },
        nothing,
        options,
      );
  } finally {
    // What is left open costs a row that Tryton clears itself.
    await tryton
      .read({ method: `wizard.${name}.delete`, params: [session], context }, nothing, options)
      .catch(() => undefined);
  }
}
