import type { CatalogFormat } from "./format.ts";
import { icml } from "./icml.ts";
import { jsonl } from "./jsonl.ts";

/** Every format that a build writes: one file each, one entry here. The first is the one that the settings show first. */
export const FORMATS: readonly CatalogFormat[] = [icml, jsonl];

export const FORMAT_NAMES = FORMATS.map(({ name }) => name);
export type FormatName = CatalogFormat["name"];
