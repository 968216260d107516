import { z } from "zod";
import { mappingKinds, mappingSchemas, type MappingKind } from "#app/domain/mapping/kinds.ts";
import { orderFilterSchema } from "#app/domain/order-filter/order-filter.ts";
import { settingsList } from "#app/domain/shop-card/settings.ts";
import { storedSettings } from "#app/domain/shop-card/stored-settings.ts";
import { parseJson } from "#app/lib/clean-text.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import { UnreadableRecord, type StoredValue } from "#app/lib/stored-json.ts";

/** A shop card as a file: settings, filter and mappings. Nothing of its ERP connection, so no secret. */
const KIND = "shop-card";
/** Raised when the shape of the file changes; that of the settings has a version of its own in it. */
const VERSION = 1;
const MOST_ROWS = 5_000;

const row = z.object({
  kind: z.string(),
  key: z.string().min(1).max(500),
  title: z.string().max(500),
  erp: z.record(z.string(), z.json()),
});
const fileSchema = z.object({
  file: z.literal(KIND),
  version: z.int(),
  shop: z.string().max(300),
  title: z.string().max(200),
  settings: z.record(z.string(), z.json()),
  filter: z.record(z.string(), z.json()),
  mappings: z.array(row).max(MOST_ROWS),
});

export interface FileMapping {
  kind: MappingKind;
  key: string;
  title: string;
  erp: { [key: string]: Json };
}

/** What a file says, as far as this version of the app knows it. */
export interface CardFile {
  shop: string;
  title: string;
  settings: Record<string, Json>;
  filter: Record<string, Json>;
  mappings: FileMapping[];
  /** Keys that this version does not know, by their place in the file: not taken. */
  unknown: string[];
}

export type FileRefusal =
  | { kind: "notJson" | "notACard" | "newer" | "older" }
  /** A part that cannot be read, by its place in the file. */
  | { kind: "unreadable"; where: string };

export const writeCardFile = (card: Omit<CardFile, "unknown">): string =>
  `${JSON.stringify(
    {
      ...{ file: KIND, version: VERSION, shop: card.shop, title: card.title },
      settings: storedSettings.store(card.settings),
      ...{ filter: card.filter, mappings: card.mappings },
    },
    null,
    2,
  )}\n`;

/** Reads a file that a person chose. Nothing of a file that is not whole is taken. */
export function readCardFile(text: string): Result<CardFile, FileRefusal> {
  const read = parsed(text);
  if (read === undefined) return err({ kind: "notJson" });
  const head = z.object({ file: z.literal(KIND), version: z.json().optional() }).safeParse(read);
  if (!head.success) return err({ kind: "notACard" });
  const { version } = head.data;
  if (version !== VERSION)
    return err({ kind: typeof version === "number" && version > VERSION ? "newer" : "older" });
  const whole = fileSchema.safeParse(read);
  if (!whole.success)
    return err({ kind: "unreadable", where: whole.error.issues[0]?.path.join(".") ?? "" });
  const settings = settingsOf(whole.data.settings);
  if (!settings.ok) return settings;
  const mappings: FileMapping[] = [];
  const seen = new Set<string>();
  const unknown = unknownKeys("", read as object, Object.keys(fileSchema.shape));
  unknown.push(...unknownKeys("settings.", settings.value, KNOWN_SETTINGS));
  unknown.push(...unknownKeys("filter.", whole.data.filter, KNOWN_FILTER));
  for (const [index, entry] of whole.data.mappings.entries()) {
    const kind = mappingKinds.find((one) => one === entry.kind);
    if (kind === undefined) {
      unknown.push(`mappings.${entry.kind}`);
      continue;
    }
    const value = mappingSchemas[kind].safeParse(entry.erp);
    if (!value.success) return err({ kind: "unreadable", where: `mappings.${index}.erp` });
    const place = `${kind} ${entry.key}`;
    if (seen.has(place)) return err({ kind: "unreadable", where: `mappings.${index}.key` });
    seen.add(place);
    unknown.push(...unknownKeys(`mappings.${kind}.`, entry.erp, Object.keys(value.data)));
    mappings.push({ ...entry, kind, erp: value.data as FileMapping["erp"] });
  }
  return ok({
    ...{ shop: whole.data.shop, title: whole.data.title },
    settings: known(settings.value, KNOWN_SETTINGS),
    filter: known(whole.data.filter, KNOWN_FILTER),
    mappings,
    unknown: [...new Set(unknown)].sort(),
  });
}

const KNOWN_SETTINGS: readonly string[] = settingsList.map(({ key }) => key);
const KNOWN_FILTER: readonly string[] = Object.keys(orderFilterSchema.shape);

const unknownKeys = (place: string, value: object, keys: readonly string[]): string[] =>
  Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => `${place}${key}`);

const known = <T>(value: Record<string, T>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));

/** The settings as this version writes them: those of an earlier one are brought up to it, those of a newer one are refused. */
function settingsOf(stored: StoredValue): Result<Record<string, Json>, FileRefusal> {
  try {
    return ok(storedSettings.read(stored, "the file"));
  } catch (error) {
    if (error instanceof UnreadableRecord)
      return err({ kind: error.message.includes("newer") ? "newer" : "older" });
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** A mapping's value in few words, for comparing. */
export const mappingText = (erp: object | null): string =>
  Object.values(erp ?? {})
    .map((value: unknown) =>
      typeof value === "object" && value !== null ? Object.values(value).join(" ") : String(value),
    )
    .join(", ");
