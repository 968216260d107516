import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Language, LANGUAGES } from "#app/i18n/languages.ts";
import type { Row } from "../table.ts";
import { atMost, told } from "../table.ts";

const BUILD = "build/client";
const ASSETS = `${BUILD}/assets`;
/** What a text of the manifest of Remix says, as far as it is needed. */
interface Manifest {
  entry: { module: string };
  routes: Record<string, { id: string; parentId?: string; module: string }>;
}
const TextsInUse = z.object({
  chunks: z.record(z.string(), z.array(z.string())),
  files: z.record(z.string(), z.record(z.string(), z.string())),
});

const kB = (bytes: number): number => bytes / 1_000;

/** As it is sent: compressed by the build. */
function sent(name: string): number {
  const file = path.join(ASSETS, name);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

/** The file and whatever it imports at once. */
function addWithImports(name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  const code = readFileSync(path.join(ASSETS, name), "utf8");
  for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    if (imported) addWithImports(imported, found);
}

const base = (module: string): string => module.split("/").at(-1) ?? "";

/** What a browser that comes for the first time loads of the built app before a page can be used, in the language with the longest texts. */
export function measureBytes(): Promise<Row[]> {
  const names = readdirSync(ASSETS);
  const manifestName = names.find((name) => /^manifest-.*\.js$/.test(name)) ?? "";
  const text = readFileSync(path.join(ASSETS, manifestName), "utf8");
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
  const texts = TextsInUse.parse(JSON.parse(readFileSync(`${BUILD}/texts-in-use.json`, "utf8")));
  const textsOf = (chunks: readonly string[]): number => {
    const areas = new Set([
      "list",
      "polaris",
      ...chunks.flatMap((name) => texts.chunks[`assets/${name}`] ?? []),
    ]);
    const inLanguage = (language: Language) =>
      [...areas].reduce((sum, area) => sum + sent(base(texts.files[language]?.[area] ?? "")), 0);
    return Math.max(...LANGUAGES.map(inLanguage));
  };
  const pages = Object.values(manifest.routes)
    .filter(({ id }) => id.startsWith("routes/app.") || id === "routes/app._index")
    .map(({ id }) => {
      // The manifest itself is not loaded: what a page needs of it stands in the page.
      const found = new Set<string>();
      addWithImports(base(manifest.entry.module), found);
      for (let route = manifest.routes[id]; route; route = manifest.routes[route.parentId ?? ""])
        addWithImports(base(route.module), found);
      const chunks = [...found];
      const ofTexts = textsOf(chunks);
      return { id, ofTexts, bytes: chunks.reduce((sum, name) => sum + sent(name), ofTexts), found };
    })
    .sort((a, b) => b.bytes - a.bytes);
  const [heaviest] = pages;
  const largest = [...(heaviest?.found ?? [])]
    .sort((a, b) => sent(b) - sent(a))
    .slice(0, 3)
    .map((name) => `${name.split("-")[0]} ${kB(sent(name)).toFixed(0)}`);
  const home = pages.find(({ id }) => id === "routes/app._index");
  const order = pages.find(({ id }) => id === "routes/app.orders.$id");
  const styles = names.filter((name) => name.endsWith(".css"));
  const ofTexts = (page: typeof home): string => `texts ${kB(page?.ofTexts ?? NaN).toFixed(0)}`;
  return Promise.resolve([
    atMost(
      "kB of JavaScript, first page of the heaviest screen",
      kB(heaviest?.bytes ?? NaN),
      170,
      `${heaviest?.id}: ${largest.join(", ")}, ${ofTexts(heaviest)} and others`,
      0,
    ),
    atMost("kB of JavaScript, home", kB(home?.bytes ?? NaN), 170, ofTexts(home), 0),
    told("kB of JavaScript, an order's page", kB(order?.bytes ?? NaN), ofTexts(order), 0),
    atMost(
      "kB of CSS",
      kB(styles.reduce((sum, name) => sum + sent(name), 0)),
      40,
      `${styles.length} files`,
      0,
    ),
  ]);
}
