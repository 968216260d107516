import { z } from "zod";
import { storedJson } from "#app/lib/stored-json.ts";
import { parseSettings } from "./parse-settings.ts";
import type { Settings } from "./settings.ts";

/**
 * `ShopCard.settings` and `ShopCardVersion.settings`: only what was set, and keys this version does
 * not know. A step whenever a key is
 * renamed or its meaning changes.
 */
export const storedSettings = storedJson("settings", z.record(z.string(), z.json()));

/** Every setting with its value. What a newer app wrote is refused: guessing at it would lose data. */
export const readSettings = (stored: unknown, record: string): Settings =>
  parseSettings(storedSettings.read(stored, record)).settings;
