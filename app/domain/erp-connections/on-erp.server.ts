import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { OpenPort } from "./open-port.server.ts";
import { portOf } from "./open-port.server.ts";

/** The connection a task acts on, opened. */
export function taskPort({ connection }: Pick<TaskContext<unknown>, "connection">): OpenPort {
  if (!connection)
    throw misconfigured(refusal("answer.connectionRemoved"), refusal("answer.chooseErp"));
  return portOf(connection);
}

/** A task that acts on an ERP. */
export const onErp = {
  target: "erp",
  settleMs: (context: Pick<TaskContext<unknown>, "connection">) =>
    taskPort(context).capabilities.settleMs,
} as const;
