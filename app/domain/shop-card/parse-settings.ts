import { z } from "zod";
import { isTimeZone } from "#app/lib/day.ts";
import type { Json } from "#app/lib/json.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { defaultSettings, settingsList } from "./settings.ts";
import type { Settings } from "./settings.ts";
import type { Setting, SettingProblem } from "./setting-types.ts";

export interface ParsedSettings {
  /** Every setting; a refused or absent value has its default. */
  settings: Settings;
  /** What is not in the list (a newer or older app wrote it): kept, so that a save loses nothing. */
  unknown: Record<string, Json>;
  errors: SettingProblem[];
}

/** Longest text kept; names of things are far shorter. */
const MAX_TEXT = 250;

const refuse = (
  key: string,
  problem: KeyUnder<"settings.problem">,
  params: Record<string, string> = {},
): SettingProblem => ({ key, problem: `settings.problem.${problem}`, params });

/**
 * Reads stored or typed values. Form fields arrive as text, so "true", "false" and digits are read
 * too. Unknown keys are kept aside,
 * each wrong value is an error tied to its key (SET-19).
 */
export function parseSettings(values: unknown): ParsedSettings {
  const record = z.record(z.string(), z.json()).safeParse(values ?? {});
  if (!record.success)
    return { settings: defaultSettings, unknown: {}, errors: [refuse("", "notAnObject")] };
  const settings: Record<string, string | boolean | number> = { ...defaultSettings };
  const errors: SettingProblem[] = [];
  const known = new Set<string>(settingsList.map(({ key }) => key));
  for (const setting of settingsList) {
    if (!Object.hasOwn(record.data, setting.key)) continue;
    const read = readValue(setting, record.data[setting.key] ?? "");
    if (typeof read === "object") errors.push(read);
    else settings[setting.key] = read;
  }
  const unknown = Object.fromEntries(
    Object.entries(record.data).filter(([key]) => !known.has(key)),
  ) as Record<string, Json>;
  return { settings: settings as unknown as Settings, unknown, errors };
}

function readValue(setting: Setting, value: Json): string | boolean | number | SettingProblem {
  const { key } = setting;
  switch (setting.type) {
    case "boolean":
      if (value === true || value === "true" || value === "on") return true;
      return value === false || value === "false" || value === ""
        ? false
        : refuse(key, "notYesOrNo");
    case "choice":
      return typeof value === "string" && setting.options?.includes(value)
        ? value
        : refuse(key, "notAnOption", { options: (setting.options ?? []).join(", ") });
    case "integer": {
      const number =
        typeof value === "string" && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
      if (typeof number !== "number" || !Number.isSafeInteger(number))
        return refuse(key, "notAWholeNumber");
      return inRange(setting, String(number)) ?? number;
    }
    case "decimal": {
      const text = typeof value === "string" ? value.trim() : "?";
      if (text === "" && setting.blank) return "";
      const number = parseDecimal(text);
      return number === undefined
        ? refuse(key, "notANumber")
        : (inRange(setting, number) ?? number);
    }
    case "timezone": {
      const zone = readText(key, value);
      return typeof zone === "string" && zone !== "" && !isTimeZone(zone)
        ? refuse(key, "notATimeZone", { value: zone })
        : zone;
    }
    case "text": // kept as typed: a separator may be a blank
      return typeof value === "string" && value.length <= MAX_TEXT ? value : readText(key, value);
    case "code":
    case "account":
    case "item":
    case "customer":
    case "currency":
    case "location":
    case "template":
      return readText(key, value);
  }
}

function readText(key: string, value: Json): string | SettingProblem {
  if (typeof value !== "string") return refuse(key, "notAText");
  return value.length > MAX_TEXT
    ? refuse(key, "tooLong", { limit: String(MAX_TEXT) })
    : value.trim();
}

function inRange({ key, min, max }: Setting, value: string): SettingProblem | undefined {
  if (min !== undefined && decimal.compare(value, String(min)) < 0)
    return refuse(key, "tooSmall", { limit: String(min) });
  if (max !== undefined && decimal.compare(value, String(max)) > 0)
    return refuse(key, "tooLarge", { limit: String(max) });
  return undefined;
}
