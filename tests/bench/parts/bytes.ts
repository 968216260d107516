import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Row } from "../table.ts";
import { atMost } from "../table.ts";

const ASSETS = "build/client/assets";
/** What a text of the manifest of Remix says, as far as it is needed. */
interface Manifest {
  entry: { module: string };
  routes: Record<string, { id: string; parentId?: string; module: string }>;
}

const kB = (bytes: number): number => bytes / 1_000;

/** As it is sent: compressed by the build. */
function sent(name: string): number {
  const file = path.join(ASSETS, name);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

/** The file and whatever it imports at once; texts of other languages are loaded apart. */
function addWithImports(name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  const code = readFileSync(path.join(ASSETS, name), "utf8");
  for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    if (imported) addWithImports(imported, found);
}

/** What a browser that comes for the first time loads of the built app, in English. */
export function measureBytes(): Promise<Row[]> {
  const names = readdirSync(ASSETS);
  const manifestName = names.find((name) => /^manifest-.*\.js$/.test(name)) ?? "";
  const text = readFileSync(path.join(ASSETS, manifestName), "utf8");
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
  const base = (module: string): string => module.split("/").at(-1) ?? "";
  const pages = Object.values(manifest.routes)
    .filter(({ id }) => id.startsWith("routes/app.") || id === "routes/app._index")
    .map(({ id }) => {
      const found = new Set([manifestName]);
      addWithImports(base(manifest.entry.module), found);
      for (let route = manifest.routes[id]; route; route = manifest.routes[route.parentId ?? ""])
        addWithImports(base(route.module), found);
      return { id, bytes: [...found].reduce((sum, name) => sum + sent(name), 0), found };
    })
    .sort((a, b) => b.bytes - a.bytes);
  const [heaviest] = pages;
  const largest = [...(heaviest?.found ?? [])]
    .sort((a, b) => sent(b) - sent(a))
    .slice(0, 3)
    .map((name) => `${name.split("-")[0]} ${kB(sent(name)).toFixed(0)}`);
  const home = pages.find(({ id }) => id === "routes/app._index");
  const styles = names.filter((name) => name.endsWith(".css"));
  return Promise.resolve([
    atMost(
      "kB of JavaScript, first page of the heaviest screen",
      kB(heaviest?.bytes ?? NaN),
      170,
      `${heaviest?.id}: ${largest.join(", ")} and others`,
      0,
    ),
    atMost("kB of JavaScript, home", kB(home?.bytes ?? NaN), 170, "", 0),
    atMost(
      "kB of CSS",
      kB(styles.reduce((sum, name) => sum + sent(name), 0)),
      40,
      `${styles.length} files`,
      0,
    ),
  ]);
}
