import type { ZodType } from "zod";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { Json } from "#app/lib/json.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ErpConnection } from "#app/db/generated/client.ts";
import type { TaskProblem } from "./outcome.ts";
import type { Target } from "./target.ts";

/** `evidence`: what the other side holds already, committed before the call leaves. `plan`: what `act` needs, in this process only. */
export interface Prepared<E, Plan> {
  evidence: E;
  plan: Plan;
}

/**
 * One kind of outside act, done exactly once: `prepare` reads and decides, `act` makes the one call that cannot be taken back, and is
 * never repeated before `lookUp` has said that an earlier call left nothing behind. Everything given here must be safe to run again
 * after the process died between any two of its lines.
 */
export interface TaskKind<K extends string, T extends Target, P, R, E, Plan> {
  /** What the row stores: tasks outlive a release, so a name is never changed. Its text: `tasks.kind.<kind>`. */
  kind: K;
  target: T;
  /** How many acts of this kind go at once where the target is Shopify; a connection of an ERP has its own number. */
  lanes?: number;
  payload: ZodType<P>;
  result: ZodType<R>;
  /** Only for acts that cannot be found by a key of ours: what of it is kept for the look-up. */
  evidence?: ZodType<E>;
  /** What makes the act one and the same: unique within (shop, kind). */
  key(payload: P): string;
  /** How long a cut request may still be acting before "not found" is believed. */
  settleMs(context: TaskContext<P>): number;
  /** Throws like `act`, with the difference that nothing has left. With `context.evidence` an earlier try left nothing behind. */
  prepare(context: TaskContext<P>): Promise<Prepared<E, Plan>>;
  /** Absent: asking again does no harm. */
  lookUp?(context: TaskContext<P>, evidence: E): Promise<LookUp<R>>;
  /** Throws ErpError (or what `sortError` understands); anything else is a bug. */
  act(context: TaskContext<P>, plan: Plan): Promise<R>;
  /** Why the result cannot be accepted (it stands on the other side all the same), or null. */
  refuse?(context: TaskContext<P>, result: R): ErpErrorDetail | null;
  /** Turns a client's own errors into classes; undefined: not one of them. */
  sortError?(error: unknown): ErpErrorDetail | undefined;
  /** Writes the result, in the transaction that makes the task done. */
  onDone(tx: Tx, context: TaskContext<P>, result: R): Promise<void>;
  /** Writes the failure, in the transaction that makes the task failed. `result` is there when the act happened and was refused. */
  onFailed?(tx: Tx, context: TaskContext<P>, problem: TaskProblem, result: R | null): Promise<void>;
}

export const nothingToPrepare = (): Promise<Prepared<null, null>> =>
  Promise.resolve({ evidence: null, plan: null });

export type LookUp<R> =
  { found: "none" } | { found: "one"; result: R } | { found: "many"; ids: string[] };

/** The connection's row as it stood when the task was claimed; secrets are sealed. */
export type TaskConnection = Pick<
  ErpConnection,
  "shop" | "id" | "adapter" | "title" | "settings" | "secrets" | "probe"
>;

export interface TaskContext<P> {
  shop: string;
  taskId: string;
  kind: string;
  key: string;
  queue: string;
  orderId: string | null;
  payload: P;
  connection: TaskConnection | null;
  /** Result of the task this one follows. */
  predecessorResult: Json;
  /** What an earlier try wrote down, which is known to have left nothing behind; null at the first. */
  evidence: Json;
  traceId: string;
  signal: AbortSignal;
}

/** A kind with its types folded away, so that kinds of different payloads stand in one list. */
export interface AnyTaskKind<K extends string = string> {
  kind: K;
  bind(context: TaskContext<Json>): BoundTask;
}

export interface BoundTask {
  target: Target;
  keepsEvidence: boolean;
  settleMs(): number;
  prepare(): Promise<{ evidence: Json; act(): Promise<BoundResult> }>;
  lookUp(): Promise<
    { found: "none" } | { found: "one"; result: BoundResult } | { found: "many"; ids: string[] }
  >;
  sortError(error: unknown): ErpErrorDetail | undefined;
  onFailed(tx: Tx, problem: TaskProblem, result: BoundResult | null): Promise<void>;
}

export interface BoundResult {
  value: Json;
  refusal: ErpErrorDetail | null;
  onDone(tx: Tx): Promise<void>;
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** A kind as declared, which can be bound to a task. A payload, evidence or result that does not fit its schema throws: it is a bug, not an outcome. */
export function defineTask<const K extends string, T extends Target, P, R, E, Plan>(
  kind: TaskKind<K, T, P, R, E, Plan>,
): TaskKind<K, T, P, R, E, Plan> & AnyTaskKind<K> {
  return { ...kind, bind: (raw) => bind(kind, raw) };
}

function bind<P, R, E, Plan>(
  kind: TaskKind<string, Target, P, R, E, Plan>,
  raw: TaskContext<Json>,
): BoundTask {
  const context: TaskContext<P> = { ...raw, payload: kind.payload.parse(raw.payload) };
  const bound = (value: R): BoundResult => ({
    value: asJson(kind.result.parse(value)),
    refusal: kind.refuse?.(context, value) ?? null,
    onDone: (tx) => kind.onDone(tx, context, value),
  });
  return {
    target: kind.target,
    keepsEvidence: kind.evidence !== undefined,
    settleMs: () => kind.settleMs(context),
    async prepare() {
      const { evidence, plan } = await kind.prepare(context);
      return {
        evidence: asJson(evidence),
        act: async () => bound(await kind.act(context, plan)),
      };
    },
    async lookUp() {
      if (!kind.lookUp) return { found: "none" };
      const evidence = kind.evidence ? kind.evidence.parse(context.evidence) : (null as E);
      const answer = await kind.lookUp(context, evidence);
      return answer.found === "one" ? { found: "one", result: bound(answer.result) } : answer;
    },
    sortError: (error) => kind.sortError?.(error),
    onFailed: async (tx, problem, result) =>
      kind.onFailed?.(tx, context, problem, result ? kind.result.parse(result.value) : null),
  };
}
