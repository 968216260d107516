import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ErpConnection } from "#app/db/generated/client.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { ErpError, ProbeFailure } from "#app/erp/errors.ts";
import { wordsOf } from "#app/erp/refusals.ts";
import type { AdapterDescription } from "#app/erp/port/adapter.ts";
import type { Probe, ProbeIssue, ProbeStep } from "#app/erp/port/probe.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { adapterByName, describeAdapters, prepareConnection } from "#app/erp/registry.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { seal, unseal } from "#app/lib/seal.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { resumeTasksOf } from "#app/tasks/task-actions.server.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { readConnectionForm } from "./connection-form.ts";
import type { FieldProblem } from "./connection-form.ts";
import { portOf } from "./open-port.server.ts";
import { keepProbe } from "./probe-and-pause.server.ts";

/** A connection as screens may see it: secrets go in, never out. */
export interface ConnectionView extends Omit<ErpConnection, "secrets" | "probe"> {
  probe: Probe | null;
  /** Keys of the secrets that are stored. */
  secretsSet: string[];
  description: AdapterDescription;
}

export type ConnectionRefusal =
  | { kind: "not-found" }
  | { kind: "unknown-adapter" }
  | { kind: "invalid"; errors: FieldProblem[] }
  | {
      kind: "unreachable";
      words: ReturnType<typeof wordsOf>;
      problem: ReturnType<typeof problemOf>;
      steps: ProbeStep[];
      issues: ProbeIssue[];
    };

const readSecrets = (sealed: string | null): Record<string, string> =>
  sealed ? (JSON.parse(unseal(sealed)) as Record<string, string>) : {};

function view({ secrets, ...row }: ErpConnection): ConnectionView {
  return {
    ...row,
    probe: readProbe(row),
    secretsSet: Object.keys(readSecrets(secrets)),
    description: adapterByName(row.adapter).describe(),
  };
}

export async function listConnections(shop: string): Promise<ConnectionView[]> {
  return (
    await db.erpConnection.findMany({
      where: { shop },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    })
  ).map(view);
}

export async function getConnection(shop: string, id: string): Promise<ConnectionView | null> {
  const row = isUuid(id) ? await db.erpConnection.findFirst({ where: { shop, id } }) : null;
  return row ? view(row) : null;
}

/** A new shop's ERP is the built-in ledger until the merchant connects another. Returns the shop's first connection. */
export async function ensureDefaultConnection(tx: Tx, shop: string): Promise<string> {
  const first = await tx.erpConnection.findFirst({
    where: { shop },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (first) return first.id;
  const ledger = adapterByName("ledger").describe();
  const row = await tx.erpConnection.create({
    data: { shop, id: randomUUID(), adapter: "ledger", title: ledger.title, settings: {} },
  });
  return row.id;
}

/**
 * Gives the shop's connections what they need before their first document (the built-in ledger gets its books in the shop's own currency) and
 * asks each who it is. Runs once the shop's facts are read, and may run again; false while its currency is not known.
 */
export async function prepareConnections(shop: string): Promise<boolean> {
  const facts = await db.shop.findUnique({
    where: { domain: shop },
    select: { name: true, currency: true, timeZone: true },
  });
  if (!facts?.currency) return false;
  const company = {
    name: facts.name ?? shop,
    currency: facts.currency,
    timeZone: facts.timeZone ?? "UTC",
  };
  for (const row of await db.erpConnection.findMany({ where: { shop } })) {
    await db.$transaction((tx) => prepareConnection(row, company, tx));
    await testConnection(shop, row.id);
  }
  return true;
}

/** Stores a connection; test it with `testConnection` afterwards. */
export async function createConnection(
  shop: string,
  form: { adapter: string; title: string; values: Record<string, Json> },
): Promise<Result<ConnectionView, ConnectionRefusal>> {
  const description = describeAdapters().find(({ name }) => name === form.adapter);
  if (!description) return err({ kind: "unknown-adapter" });
  const read = readConnectionForm(description, form.values, []);
  if (!read.ok) return err({ kind: "invalid", errors: read.error });
  const { settings, secrets } = read.value;
  const row = await db.erpConnection.create({
    data: {
      shop,
      adapter: description.name,
      title: form.title.trim() || description.title,
      settings: settings,
      secrets: Object.keys(secrets).length > 0 ? seal(JSON.stringify(secrets)) : null,
    },
  });
  return ok(view(row));
}

/**
 * Changes a connection. A secret that is left blank keeps what is stored, unless the address changes: who may change the address must not
 * be able to have a password they do not know sent there.
 */
export async function updateConnection(
  shop: string,
  id: string,
  form: { title: string; values: Record<string, Json> },
): Promise<Result<ConnectionView, ConnectionRefusal>> {
  const row = isUuid(id) ? await db.erpConnection.findFirst({ where: { shop, id } }) : null;
  if (!row) return err({ kind: "not-found" });
  const description = adapterByName(row.adapter).describe();
  const kept = readSecrets(row.secrets);
  const stored = addressMoves(description, row.settings, form.values) ? {} : kept;
  const read = readConnectionForm(description, form.values, Object.keys(stored));
  if (!read.ok) {
    return err({
      kind: "invalid",
      errors: read.error.map(({ key, problem }) => ({
        key,
        problem:
          problem === "connection.problem.required" && key in kept
            ? "connection.problem.enterAgain"
            : problem,
      })),
    });
  }
  const secrets = { ...stored, ...read.value.secrets };
  const [changed] = await db.erpConnection.updateManyAndReturn({
    where: { shop, id },
    data: {
      title: form.title.trim() || row.title,
      settings: read.value.settings,
      secrets: Object.keys(secrets).length > 0 ? seal(JSON.stringify(secrets)) : null,
    },
  });
  return changed ? ok(view(changed)) : err({ kind: "not-found" });
}

function addressMoves(
  { settings }: AdapterDescription,
  before: unknown,
  values: Record<string, Json>,
): boolean {
  const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
  return settings.some(
    ({ key, type }) =>
      type === "url" && text((before as Record<string, unknown>)[key]) !== text(values[key]),
  );
}

/**
 * Asks the ERP who it is and what it can; keeps the answer. When it succeeds, a connection that was paused for its sign-in goes on (one that
 * a person paused stays so), and orders that could not be planned for its sake are looked at again.
 */
export async function testConnection(
  shop: string,
  id: string,
  traceId: string = randomUUID(),
): Promise<Result<Probe, ConnectionRefusal>> {
  const row = isUuid(id) ? await db.erpConnection.findFirst({ where: { shop, id } }) : null;
  if (!row) return err({ kind: "not-found" });
  try {
    const probe = await portOf(row).port.probe({ traceId, signal: AbortSignal.timeout(30_000) });
    await db.$transaction(async (tx) => {
      await keepProbe(tx, { shop, id }, probe, now());
      await clearProblems(tx, shop, "connection", `connection:${id}`);
      if (
        row.pausedReason !== null &&
        (await tx.task.count({
          where: { shop, connectionId: id, problemKind: "erp-auth", lastAnswer: row.pausedReason },
        })) > 0
      )
        await resume(tx, shop, id);
      await recheckLater(tx, shop, { all: true }, "app");
    });
    return ok(probe);
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const found = problemOf(error.detail);
    await raiseProblem(db, shop, "connection", `connection:${id}`, null, found);
    const { steps, issues } = error instanceof ProbeFailure ? error : { steps: [], issues: [] };
    return err({
      kind: "unreachable",
      words: wordsOf(error.detail),
      problem: found,
      steps,
      issues,
    });
  }
}

export async function pauseConnection(shop: string, id: string, reason: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { count } = await db.erpConnection.updateMany({
    where: { shop, id },
    data: { pausedAt: now(), pausedReason: reason },
  });
  return count === 1;
}

/** Lets the connection's tasks go on. */
export async function resumeConnection(shop: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return db.$transaction((tx) => resume(tx, shop, id));
}

async function resume(tx: Tx, shop: string, id: string): Promise<boolean> {
  const { count } = await tx.erpConnection.updateMany({
    where: { shop, id },
    data: { pausedAt: null, pausedReason: null },
  });
  if (count === 1) await resumeTasksOf(tx, shop, id);
  return count === 1;
}
