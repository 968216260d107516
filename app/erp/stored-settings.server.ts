import { z } from "zod";
import type { Json } from "#app/lib/json.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { storedJson } from "#app/lib/stored-json.ts";

/** `ErpConnection.settings`: what the connection form takes; the adapter checks the values against its own list. */
export const storedConnectionSettings = storedJson(
  "settings",
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
);

/** Null: what is stored cannot be read, and has to be entered again. */
export const readConnectionSettings = (connection: {
  id: string;
  settings: unknown;
}): Record<string, Json> | null =>
  readOrLog(() =>
    storedConnectionSettings.read(connection.settings, `ERP connection ${connection.id}`),
  );
