import { z } from "zod";
import { storedJson } from "#app/lib/stored-json.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";
import { parseSettings } from "./parse-settings.ts";
import type { Settings } from "./settings.ts";

/**
 * `ShopCard.settings` and `ShopCardVersion.settings`: only what was set, and keys this version does
 * not know. A step whenever a key is
 * renamed or its meaning changes.
 */
export const storedSettings = storedJson("settings", z.record(z.string(), z.json()), [withoutAll]);

/** Importing all customers, or companies, was an option of version 1 that did what "with orders" does. */
function withoutAll(stored: StoredValue): StoredValue {
  if (Array.isArray(stored)) return stored;
  const all = Object.entries(stored).filter(
    ([key, value]) => ["customerImport", "companyImport"].includes(key) && value === "all",
  );
  return { ...stored, ...Object.fromEntries(all.map(([key]) => [key, "withOrders"])) };
}

/** Every setting with its value. What a newer app wrote is refused: guessing at it would lose data. */
export const readSettings = (stored: unknown, record: string): Settings =>
  parseSettings(storedSettings.read(stored, record)).settings;
