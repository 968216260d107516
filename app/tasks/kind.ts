import type { ZodType } from "zod";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { Json } from "#app/lib/json.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ErpConnection } from "#app/db/generated/client.ts";
import type { TaskProblem } from "./outcome.ts";

/**
 * One kind of outside act. What is done exactly once: `act` is never repeated before `lookUp` has said that an earlier call left
 * nothing behind. Everything given here must be safe to run again after the process died between any two of its lines.
 */
export interface TaskKind<P, R> {
  kind: string;
  payload: ZodType<P>;
  result: ZodType<R>;
  /** What makes the act one and the same: unique within (shop, kind). */
  key(payload: P): string;
  /** How long a cut request may still be acting before "not found" is believed. */
  settleMs(context: TaskContext<P>): number;
  /** What the other side already holds; committed before the call leaves. Only for acts that cannot be found by a key of ours. */
  evidence?(context: TaskContext<P>): Promise<Json>;
  lookUp(context: TaskContext<P>): Promise<LookUp<R>>;
  /** Throws ErpError (or what `sortError` understands); anything else is a bug. */
  act(context: TaskContext<P>): Promise<R>;
  /** Why the result cannot be accepted (it stands on the other side all the same), or null. */
  refuse?(context: TaskContext<P>, result: R): ErpErrorDetail | null;
  /** Turns a client's own errors into classes; undefined: not one of them. */
  sortError?(error: unknown): ErpErrorDetail | undefined;
  /** Writes the result, in the transaction that makes the task done. */
  onDone(tx: Tx, context: TaskContext<P>, result: R): Promise<void>;
  /** Writes the failure, in the transaction that makes the task failed. `result` is there when the act happened and was refused. */
  onFailed?(tx: Tx, context: TaskContext<P>, problem: TaskProblem, result: R | null): Promise<void>;
}

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
  evidence: Json;
  traceId: string;
  signal: AbortSignal;
}

/** A kind with its types folded away, so that kinds of different payloads stand in one list. */
export interface AnyTaskKind {
  kind: string;
  bind(context: TaskContext<Json>): BoundTask;
}

export interface BoundTask {
  settleMs(): number;
  evidence?: () => Promise<Json>;
  lookUp(): Promise<
    { found: "none" } | { found: "one"; result: BoundResult } | { found: "many"; ids: string[] }
  >;
  act(): Promise<BoundResult>;
  sortError(error: unknown): ErpErrorDetail | undefined;
  onFailed(tx: Tx, problem: TaskProblem, result: BoundResult | null): Promise<void>;
}

export interface BoundResult {
  value: Json;
  refusal: ErpErrorDetail | null;
  onDone(tx: Tx): Promise<void>;
}

/** Folds a kind's types away. A payload or result that does not fit its schema throws: it is a bug, not an outcome. */
export function foldKind<P, R>(kind: TaskKind<P, R>): AnyTaskKind {
  return {
    kind: kind.kind,
    bind(raw) {
      const context: TaskContext<P> = { ...raw, payload: kind.payload.parse(raw.payload) };
      const bound = (value: R): BoundResult => ({
        value: JSON.parse(JSON.stringify(kind.result.parse(value))) as Json,
        refusal: kind.refuse?.(context, value) ?? null,
        onDone: (tx) => kind.onDone(tx, context, value),
      });
      return {
        settleMs: () => kind.settleMs(context),
        ...(kind.evidence ? { evidence: kind.evidence.bind(kind, context) } : {}),
        async lookUp() {
          const answer = await kind.lookUp(context);
          return answer.found === "one" ? { found: "one", result: bound(answer.result) } : answer;
        },
        act: async () => bound(await kind.act(context)),
        sortError: (error) => kind.sortError?.(error),
        onFailed: async (tx, problem, result) =>
          kind.onFailed?.(tx, context, problem, result ? kind.result.parse(result.value) : null),
      };
    },
  };
}
