/** The extensions that the build made, and the scripts that run them in the simulated admin. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { declaredExtensions, extensionTexts } from "#scripts/extensions.mjs";
import type { Installed } from "./protocol.ts";

const BUILT = path.resolve("build/extensions");
const require = createRequire(import.meta.url);
const MANIFEST = require.resolve("@shopify/polaris-types/custom-elements");

/** Extensions whose bundles were built. */
export const installedExtensions = (): Installed[] =>
  declaredExtensions()
    .filter(({ handle }) => existsSync(path.join(BUILT, handle, "render.js")))
    .map((extension) => ({
      handle: extension.handle,
      target: extension.target,
      hasShouldRender: extension.modules.length > 1,
      texts: extensionTexts(extension),
    }));

/** One of their bundles; undefined: there is none at this address. */
export function extensionBundle(address: string): string | undefined {
  const [, handle = "", name = ""] =
    /^\/_frame\/extensions\/([\w-]+)\/(render|should-render)\.js$/.exec(address) ?? [];
  const file = path.join(BUILT, handle, `${name}.js`);
  return name !== "" && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

interface Declared {
  tagName?: string;
  members?: { kind: string; name: string }[];
  events?: { name: string }[];
}

/** What breaks the document of the worker, or is told as an attribute. */
const NOT_PROPERTIES = new Set(["children", "id", "slot", "lang"]);

/** Shopify's elements as its own manifest declares them, and the two that it leaves out. */
function elements(): Record<string, { properties: string[]; events: string[] }> {
  const { modules } = JSON.parse(readFileSync(MANIFEST, "utf8")) as {
    modules: { declarations: Declared[] }[];
  };
  const declared = modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ tagName, members = [], events = [] }) =>
      tagName === undefined
        ? []
        : [
            [
              tagName,
              {
                properties: members
                  .filter(({ kind, name }) => kind === "field" && !NOT_PROPERTIES.has(name))
                  .map(({ name }) => name),
                events: events.map(({ name }) => name),
              },
            ] as const,
          ],
    );
  return {
    ...Object.fromEntries(declared),
    "s-admin-block": { properties: ["heading", "collapsedSummary"], events: [] },
    "s-admin-action": { properties: ["heading", "loading"], events: [] },
  };
}

const bundled = async (name: "page" | "worker"): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    define: { ELEMENTS: JSON.stringify(elements()) },
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
};

const scripts = new Map<"page" | "worker", Promise<string>>();

/** A script of the admin's, built when it is first asked for. */
export function hostScript(name: "page" | "worker"): Promise<string> {
  const known = scripts.get(name) ?? bundled(name);
  scripts.set(name, known);
  return known;
}
