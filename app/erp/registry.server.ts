import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { misconfigured, refusal, said } from "#app/erp/refusals.ts";
import type { Tx } from "#app/db/client.server.ts";
import { ownerOf, unseal } from "#app/lib/seal.server.ts";
import type { Json } from "#app/lib/json.ts";
import { businessCentralAdapter } from "./business-central/adapter.server.ts";
import { ledgerAdapter } from "./ledger/adapter.server.ts";
import type { ErasedBooks, WhoseBooks } from "./ledger/erase-people.server.ts";
import { erasePeople } from "./ledger/erase-people.server.ts";
import { setUpLedger } from "./ledger/set-up.server.ts";
import { readConnectionSettings } from "./stored-settings.server.ts";
import type {
  AdapterDescription,
  ConnectionSettings,
  ErpAdapter,
  ErpConnectionPort,
} from "./port/adapter.ts";
import type { HeardNotice, Notice } from "./port/notices.ts";
import { trytonAdapter } from "./tryton/adapter.server.ts";

/** Every ERP the app can talk to: a new one is a folder and a line here. */
const ADAPTERS: readonly ErpAdapter[] = [ledgerAdapter, businessCentralAdapter, trytonAdapter];

const adapterNames: readonly string[] = ADAPTERS.map((adapter) => adapter.name);

/** What the connection form offers. */
export const describeAdapters = (): AdapterDescription[] =>
  ADAPTERS.map((adapter) => adapter.describe());

export function adapterByName(name: string): ErpAdapter {
  const found = ADAPTERS.find((adapter) => adapter.name === name);
  if (!found)
    throw misconfigured(
      refusal("connection.unknownAdapter", { name, names: adapterNames.join(", ") }),
      refusal("connection.chooseAdapter"),
    );
  return found;
}

/** A row of ErpConnection, as the database gives it. `secrets` is a sealed JSON object. */
export interface ConnectionRow {
  shop: string;
  id: string;
  adapter: string;
  settings: unknown;
  secrets: string | null;
}

const secretsSchema = z.record(z.string(), z.string());

/**
 * The secrets of a connection. One that cannot be opened is asked for again: class `auth`, so that
 * the connection waits for the merchant.
 */
export function openSecrets(
  row: Pick<ConnectionRow, "shop" | "id" | "secrets">,
): Record<string, string> {
  if (row.secrets === null) return {};
  let opened: string;
  try {
    opened = unseal(row.secrets, ownerOf("ErpConnection", row.shop, row.id));
  } catch {
    throw new ErpError({ class: "auth", ...said(refusal("connection.unreadable")) });
  }
  const secrets = secretsSchema.safeParse(JSON.parse(opened));
  if (!secrets.success) throw damaged();
  return secrets.data;
}

/**
 * The port of a connection. Settings and secrets are checked against the adapter's description
 * first; throws ErpError of class `config`.
 */
export function openConnection(row: ConnectionRow): ErpConnectionPort {
  return adapterByName(row.adapter).connect(settingsOf(row));
}

/** What somebody sent to a connection's address for notices, as its ERP means it; nothing where this ERP sends none. */
export const hearNotice = (row: ConnectionRow, notice: Notice): HeardNotice =>
  adapterByName(row.adapter).hearNotice?.(settingsOf(row), notice) ?? { answer: "", news: false };

/** Adapters whose ERPs tell of changes by themselves. */
export const tellingAdapters = (): string[] =>
  ADAPTERS.filter((adapter) => adapter.describe().defaultCapabilities.webhooks).map(
    ({ name }) => name,
  );

function settingsOf(row: ConnectionRow): ConnectionSettings {
  const adapter = adapterByName(row.adapter);
  const settings = readConnectionSettings(row);
  if (!settings) throw damaged();
  const secrets = row.secrets === null ? {} : openSecrets(row);
  const problems = checkSettings(adapter.describe(), settings, secrets);
  if (problems.length > 0)
    throw misconfigured(
      refusal("connection.incomplete", { settings: problems.join(", ") }),
      refusal("connection.complete"),
    );
  return { shop: row.shop, connectionId: row.id, settings, secrets };
}

/**
 * Gives a new connection what it needs before its first document, in the caller's transaction: the
 * built-in ledger gets its books
 * (accounts, locations, terms, number series …). An ERP of its own needs nothing. May run any number of times.
 */
export async function prepareConnection(
  row: Pick<ConnectionRow, "shop" | "id" | "adapter">,
  company: { name: string; currency: string; timeZone: string },
  tx?: Tx,
): Promise<void> {
  if (adapterByName(row.adapter) === ledgerAdapter)
    await setUpLedger({ shop: row.shop, connectionId: row.id }, company, tx);
}

/** Erases people from the books this app keeps itself. An ERP of its own is the merchant's to clean. */
export async function eraseFromBooks(
  tx: Tx,
  shop: string,
  whose: WhoseBooks,
): Promise<ErasedBooks> {
  return erasePeople(tx, shop, whose);
}

export type { ErasedBooks };

/** The settings that are missing, unknown or of the wrong type; empty when all is well. */
function checkSettings(
  description: AdapterDescription,
  settings: Record<string, Json>,
  secrets: Record<string, string>,
): string[] {
  const known = new Set(description.settings.map((setting) => setting.key));
  const unknown = [...Object.keys(settings), ...Object.keys(secrets)]
    .filter((key) => !known.has(key))
    .map((key) => `“${key}”`);
  const wrong = description.settings.flatMap((setting) => {
    const value = setting.secret ? secrets[setting.key] : settings[setting.key];
    if (value === undefined || value === null || value === "")
      return setting.required ? [`“${setting.label}”`] : [];
    return typeof value ===
      (setting.type === "number" || setting.type === "boolean" ? setting.type : "string")
      ? []
      : [`“${setting.label}”`];
  });
  return [...unknown, ...wrong];
}

const damaged = (): ErpError =>
  misconfigured(refusal("connection.damaged"), refusal("connection.saveAgain"));
