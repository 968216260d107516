import { readFileSync } from "node:fs";
import type { EntryContext } from "@remix-run/node";
import { z } from "zod";
import type { Language } from "#app/i18n/languages.ts";

// Written by the build (scripts/texts-in-use.mjs): which areas' texts each file of the browser's asks for, and where they are.
const TextsInUse = z.object({
  chunks: z.record(z.string(), z.array(z.string())),
  files: z.record(z.string(), z.record(z.string(), z.string())),
});
const BUILT = "build/client/texts-in-use.json";
let inUse: z.infer<typeof TextsInUse> | undefined;

/** The files of texts that a page's modules will ask for: named in its head, a browser loads them with those modules and not after them. */
export function textFilesOf(
  { manifest, staticHandlerContext }: Pick<EntryContext, "manifest" | "staticHandlerContext">,
  language: Language,
): string[] {
  inUse ??= TextsInUse.parse(JSON.parse(readFileSync(BUILT, "utf8")));
  const { chunks, files } = inUse;
  const parts = [
    manifest.entry,
    ...staticHandlerContext.matches.flatMap(({ route: { id } }) => manifest.routes[id] ?? []),
  ];
  const modules = new Set(parts.flatMap(({ module, imports = [] }) => [module, ...imports]));
  const areas = new Set(["list", "polaris"]);
  for (const module of modules) for (const area of chunks[module.slice(1)] ?? []) areas.add(area);
  return [...areas].flatMap((area) => {
    const file = files[language]?.[area];
    return file === undefined ? [] : [`/${file}`];
  });
}
