import type { OrderId, TaskId } from "#app/lib/ids.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { Json } from "#app/lib/json.ts";
import type { StoredJson } from "#app/lib/stored-json.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ErpConnection, Prisma } from "#app/db/generated/client.ts";
import type { TaskProblem } from "./outcome.ts";
import type { Target } from "./target.ts";

/**
 * `evidence`: what the other side holds already, committed before the call leaves. `plan`: what
 * `act` needs, in this process only.
 */
export interface Prepared<E, Plan> {
  evidence: E;
  plan: Plan;
}

/**
 * One kind of outside act, done exactly once: `prepare` reads and decides, `act` makes the one call
 * that cannot be taken back, and is
 * never repeated before `lookUp` has said that an earlier call left nothing behind. Everything
 * given here must be safe to run again
 * after the process died between any two of its lines.
 */
export type TaskKind<K extends string, T extends Target, P, R, E, Plan> = Act<K, T, P, R, E, Plan> &
  Effects<P, R>;

interface Act<K extends string, T extends Target, P, R, E, Plan> {
  /** What the row stores: tasks outlive a release, so a name is never changed. Its text: `tasks.kind.<kind>`. */
  kind: K;
  target: T;
  /** The act hands over personal data: once those are erased it does not go any more. */
  personal?: boolean;
  /** How many acts of this kind go at once where the target is Shopify; a connection of an ERP has its own number. */
  lanes?: number;
  /** Up to so many of a lane, each of another order, go side by side: what they ask for in one moment is asked at once (lib/gather.server.ts). */
  together?: number;
  /** `prepare` asks nothing of the other side: it is done while the call before is under way. */
  preparesAhead?: boolean;
  payload: StoredJson<P>;
  result: StoredJson<R>;
  /** Only for acts that cannot be found by the app's own key: what of it is kept for the look-up. */
  evidence?: StoredJson<E>;
  /** What makes the act one and the same: unique within (shop, kind). */
  key(payload: P): string;
  /** How long a cut request may still be acting before "not found" is believed. */
  settleMs(context: TaskContext<P>): number;
  /**
   * Throws like `act`, with the difference that nothing has left. With `context.triedBefore` an
   * earlier try left nothing behind.
   */
  prepare(context: TaskContext<P>): Promise<Prepared<E, Plan>>;
  /** Absent: asking again does no harm. */
  lookUp?(context: TaskContext<P>, evidence: E): Promise<LookUp<R>>;
  /** Throws ErpError (or what `sortError` understands); anything else is a bug. */
  act(context: TaskContext<P>, plan: Plan): Promise<R>;
  /** Why the result cannot be accepted (it stands on the other side all the same), or null. */
  refuse?(context: TaskContext<P>, result: R): ErpErrorDetail | null;
  /** Turns a client's own errors into classes; undefined: not one of them. */
  sortError?(error: unknown): ErpErrorDetail | undefined;
  /**
   * Writes the failure, in the transaction that makes the task failed. `result` is there when the
   * act happened and was refused.
   */
  onFailed?(tx: Tx, context: TaskContext<P>, problem: TaskProblem, result: R | null): Promise<void>;
}

/** Writes the result, exactly when the task is made done: in the same statement, or, where one does not do, in the same transaction. */
type Effects<P, R> =
  | OneOf<"written", (context: TaskContext<P>, result: R) => Written>
  | OneOf<"onDone", (tx: Tx, context: TaskContext<P>, result: R) => Promise<void>>
  /** Of all that are made done together. */
  | OneOf<"writtenTogether", (shop: string, ends: readonly End<P, R>[]) => Written>;

type OneOf<K extends "written" | "onDone" | "writtenTogether", F> = Record<K, F> &
  Partial<Record<Exclude<"written" | "onDone" | "writtenTogether", K>, undefined>>;

/** One task's act and what came of it. */
export interface End<P, R> {
  context: TaskContext<P>;
  result: R;
}

/** What the statement that makes a task done writes besides. */
export interface Written {
  /** Each `name AS (…)`, and each of which changes rows: what only selects is not carried out. */
  parts?: Prisma.Sql;
  /** An expression that adds jobs for rows of the parts. */
  jobs?: Prisma.Sql;
  /** What takes statements of its own all the same, in one transaction with it. */
  then?(tx: Tx): Promise<unknown>;
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
  taskId: TaskId;
  kind: string;
  key: string;
  queue: string;
  orderId: OrderId | null;
  payload: P;
  connection: TaskConnection | null;
  /** Result of the task this one follows, as stored: read through that kind's own `result`. */
  predecessorResult: Json;
  /** An earlier try wrote evidence down, and is known to have left nothing behind. */
  triedBefore: boolean;
  traceId: string;
  signal: AbortSignal;
}

/** A task as its row has it. */
export type StoredTask = Omit<TaskContext<Json>, "triedBefore"> & { evidence: Json };

/** A kind with its types folded away, so that kinds of different payloads stand in one list. */
export interface AnyTaskKind<K extends string = string> {
  kind: K;
  together?: number;
  bind(stored: StoredTask): BoundTask;
}

export interface BoundTask {
  target: Target;
  personal: boolean;
  keepsEvidence: boolean;
  preparesAhead: boolean;
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
  /** What it and the others that are made done with it write. */
  written: ((all: readonly BoundResult[]) => Written) | null;
  /** Its own kind's `End`. */
  end: unknown;
  /** Null: all is written. */
  onDone: ((tx: Tx) => Promise<void>) | null;
  /** Others of its kind may be made done with it. */
  together: boolean;
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/**
 * A kind as declared, which can be bound to a task. A payload, evidence or result that does not fit
 * its schema throws: it is a bug, not an outcome.
 */
export function defineTask<const K extends string, T extends Target, P, R, E, Plan>(
  kind: TaskKind<K, T, P, R, E, Plan>,
): TaskKind<K, T, P, R, E, Plan> & AnyTaskKind<K> {
  return { ...kind, bind: (stored) => bind(kind, stored) };
}

function bind<P, R, E, Plan>(
  kind: TaskKind<string, Target, P, R, E, Plan>,
  { evidence, ...stored }: StoredTask,
): BoundTask {
  const record = `task ${stored.taskId} (${kind.kind})`;
  const context: TaskContext<P> = {
    ...stored,
    payload: kind.payload.read(stored.payload, record),
    triedBefore: evidence !== null,
  };
  const { onDone, written, writtenTogether } = kind;
  const bound = (value: R): BoundResult => ({
    value: asJson(kind.result.store(kind.result.check(value))),
    refusal: kind.refuse?.(context, value) ?? null,
    end: { context, result: value } satisfies End<P, R>,
    onDone: onDone ? (tx) => onDone(tx, context, value) : null,
    written: written
      ? () => written(context, value)
      : writtenTogether
        ? (all) =>
            writtenTogether(
              context.shop,
              all.map(({ end }) => end as End<P, R>),
            )
        : null,
    together: writtenTogether !== undefined,
  });
  return {
    target: kind.target,
    personal: kind.personal ?? false,
    keepsEvidence: kind.evidence !== undefined,
    preparesAhead: kind.preparesAhead ?? false,
    settleMs: () => kind.settleMs(context),
    async prepare() {
      const { evidence: found, plan } = await kind.prepare(context);
      return {
        evidence: asJson(kind.evidence ? kind.evidence.store(kind.evidence.check(found)) : null),
        act: async () => bound(await kind.act(context, plan)),
      };
    },
    async lookUp() {
      if (!kind.lookUp) return { found: "none" };
      const held = kind.evidence ? kind.evidence.read(evidence, record) : (null as E);
      const answer = await kind.lookUp(context, held);
      return answer.found === "one" ? { found: "one", result: bound(answer.result) } : answer;
    },
    sortError: (error) => kind.sortError?.(error),
    onFailed: async (tx, problem, result) =>
      kind.onFailed?.(tx, context, problem, result && kind.result.read(result.value, record)),
  };
}
