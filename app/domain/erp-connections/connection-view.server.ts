import type { ErpConnection } from "#app/db/generated/client.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { AdapterDescription } from "#app/erp/port/adapter.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import type { RefusalText } from "#app/erp/refusals.ts";
import { adapterByName, openSecrets } from "#app/erp/registry.server.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { storedWords } from "#app/erp/stored-sentence.server.ts";
import { readConnectionSettings } from "#app/erp/stored-settings.server.ts";
import type { Json } from "#app/lib/json.ts";
import { withoutCredentials } from "./connection-form.ts";
import { DISCONNECTED } from "./disconnect.server.ts";

/** A connection as screens may see it: secrets go in, never out. */
export interface ConnectionView extends Omit<
  ErpConnection,
  "settings" | "secrets" | "probe" | "pausedReason" | "pausedText"
> {
  settings: Record<string, Json>;
  probe: Probe | null;
  /** Why it is paused. */
  pausedWhy: string | RefusalText[] | null;
  /** Keys of the secrets that are stored. */
  secretsSet: string[];
  /** There are secrets, but their encryption key is gone: they have to be entered again. */
  secretsUnreadable: boolean;
  /** Its secrets and its address were erased; its documents are kept. */
  disconnected: boolean;
  description: AdapterDescription;
}

/** Null: they cannot be opened, because their encryption key is gone. */
export function readSecrets(row: ErpConnection): Record<string, string> | null {
  try {
    return openSecrets(row);
  } catch (error) {
    if (error instanceof ErpError) return null;
    throw error;
  }
}

export function viewOf(row: ErpConnection): ConnectionView {
  const { secrets: _sealed, pausedReason, pausedText, ...seen } = row;
  const description = adapterByName(row.adapter).describe();
  const secrets = readSecrets(row);
  return {
    ...seen,
    settings: shownSettings(description, readConnectionSettings(row) ?? {}),
    probe: readProbe(row),
    secretsSet: Object.keys(secrets ?? {}),
    secretsUnreadable: secrets === null,
    pausedWhy: storedWords(pausedText, pausedReason),
    disconnected: pausedReason === DISCONNECTED,
    description,
  };
}

function shownSettings(
  description: AdapterDescription,
  settings: Record<string, Json>,
): Record<string, Json> {
  const urls = description.settings.filter(({ type }) => type === "url").map(({ key }) => key);
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      urls.includes(key) && typeof value === "string" ? withoutCredentials(value) : value,
    ]),
  );
}
