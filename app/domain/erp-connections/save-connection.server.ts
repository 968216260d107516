import { randomUUID } from "node:crypto";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import { adapterByName, describeAdapters } from "#app/erp/registry.server.ts";
import {
  readConnectionSettings,
  storedConnectionSettings,
} from "#app/erp/stored-settings.server.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { ownerOf, seal } from "#app/lib/seal.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { addressMoves, isSecret, readConnectionForm } from "./connection-form.ts";
import type { ConnectionRefusal } from "./connection-refusal.ts";
import type { ConnectionView } from "./connection-view.server.ts";
import { readSecrets, viewOf } from "./connection-view.server.ts";
import { DISCONNECTED } from "./disconnect.server.ts";
import { forgetWait } from "./patient-port.server.ts";
import { resumeConnection } from "./pause-connection.server.ts";

const sealed = (shop: string, id: string, secrets: Record<string, string>): string | null =>
  Object.keys(secrets).length > 0
    ? seal(JSON.stringify(secrets), ownerOf("ErpConnection", shop, id))
    : null;

/** Each has feeds of its own that are read all day. Disconnected ones do not count. */
export const MOST_CONNECTIONS = 10;

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
  const id = randomUUID();
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "connectionStarts", shop);
    const inUse = await tx.erpConnection.count({
      where: { shop, OR: [{ pausedReason: null }, { pausedReason: { not: DISCONNECTED } }] },
    });
    if (inUse >= MOST_CONNECTIONS) return err({ kind: "too-many", most: MOST_CONNECTIONS });
    const row = await tx.erpConnection.create({
      data: {
        shop,
        id,
        adapter: description.name,
        title: form.title.trim() || description.title,
        settings: storedConnectionSettings.store(settings),
        secrets: sealed(shop, id, secrets),
      },
    });
    return ok(viewOf(row));
  });
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
  const opened = readSecrets(row);
  const kept = opened ?? {};
  const stored = addressMoves(description, readConnectionSettings(row) ?? {}, form.values)
    ? {}
    : kept;
  const read = readConnectionForm(description, form.values, Object.keys(stored));
  if (!read.ok) {
    return err({
      kind: "invalid",
      errors: read.error.map(({ key, problem }) => ({
        key,
        problem:
          problem === "connection.problem.required" && opened === null && isSecret(description, key)
            ? "connection.problem.unreadable"
            : problem === "connection.problem.required" && key in kept
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
      settings: storedConnectionSettings.store(read.value.settings),
      secrets: sealed(shop, id, secrets),
      waitUntil: null,
      refusals: 0,
    },
  });
  forgetWait(id);
  // A connection that was disconnected goes on with what was entered.
  if (row.pausedReason === DISCONNECTED) await resumeConnection(shop, row.id);
  return changed ? ok(viewOf(changed)) : err({ kind: "not-found" });
}
