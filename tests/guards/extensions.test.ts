import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "#app/i18n/languages.ts";
import { buildExtensions } from "#scripts/build-extensions.mjs";
import {
  declaredExtensions,
  extensionTexts,
  type DeclaredExtension,
} from "#scripts/extensions.mjs";
import { flaws } from "#tests/setup/text-forms.ts";

/** What Shopify's command line says only when it deploys, or never. */
const MOST_BYTES = 16 * 1024;
const extensions = declaredExtensions();
const cases = extensions.map((extension) => [extension.handle, extension] as const);

const sourcesIn = (folder: string): string =>
  readdirSync(path.join(folder, "src"))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^testing\./.test(file))
    .map((file) => readFileSync(path.join(folder, "src", file), "utf8"))
    .join("\n");
const shared = sourcesIn("extensions/shared");

describe("the extensions", () => {
  it("are those of every folder with sources", () => {
    const folders = readdirSync("extensions").filter(
      (name) => name !== "shared" && existsSync(path.join("extensions", name, "src")),
    );
    expect(extensions.map(({ handle }) => handle).sort()).toEqual(folders.sort());
  });

  it("have handles, ids and targets of their own", () => {
    for (const of of ["handle", "uid", "target"] as const)
      expect(new Set(extensions.map((extension) => extension[of])).size).toBe(extensions.length);
    for (const { handle, folder, uid, type } of extensions) {
      expect(path.basename(folder)).toBe(handle);
      expect(handle).toMatch(/^[a-z0-9-]{1,50}$/);
      expect(uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(type).toBe("ui_extension");
    }
  });

  it("are of one API version: the one of their package, which the tester has too", () => {
    for (const name of ["ui-extensions", "ui-extensions-tester"]) {
      const { version } = JSON.parse(
        readFileSync(`node_modules/@shopify/${name}/package.json`, "utf8"),
      ) as { version: string };
      const [year = "", month = ""] = version.split(".");
      for (const { apiVersion } of extensions)
        expect(apiVersion).toBe(`${year}-${month.padStart(2, "0")}`);
    }
  });

  it("lead only to actions that there are", () => {
    const actions = extensions.map(({ handle, target }) => `extension:${handle}/${target}`);
    const links = extensions.flatMap(({ folder }) => [
      ...sourcesIn(folder).matchAll(/"(extension:[^"]*)"/g),
    ]);
    expect(links.length).toBeGreaterThan(0);
    for (const [, link] of links) expect(actions).toContain(link);
  });
});

describe.each(cases)("%s", (handle: string, extension: DeclaredExtension) => {
  const { folder, target, modules } = extension;
  const source = sourcesIn(folder) + shared;

  it("says when it is listed, if it is an action", () => {
    const isAction = /action\.render$/.test(target);
    expect(modules.map(({ name }) => name)).toEqual(
      isAction ? ["render", "should-render"] : ["render"],
    );
    for (const { module } of modules) expect(existsSync(path.join(folder, module))).toBe(true);
    expect(existsSync(path.join(folder, "tsconfig.json"))).toBe(true);
  });

  it("draws only elements that the admin knows", () => {
    const tags = [...source.matchAll(/(?<!\w)<([a-z][\w-]*)[\s/>]/g)].map(([, tag]) => tag);
    expect(tags.filter((tag) => !tag?.startsWith("s-"))).toEqual([]);
  });

  it("speaks every language of the app, with each text in each form of its plural", () => {
    const { languages, default: standard } = extensionTexts(extension);
    expect(standard).toBe("en");
    expect(
      readdirSync(path.join(folder, "locales")).filter((name) => /default/.test(name)),
    ).toEqual(["en.default.json"]);
    expect(Object.keys(languages).sort()).toEqual([...LANGUAGES].sort());
    for (const [language, texts] of Object.entries(languages)) {
      expect(texts["locale"]).toBe(language);
      expect(flaws(language, texts, languages["en"] ?? {}), language).toEqual([]);
    }
  });

  it("has a text for all that it says, and says all that it has", () => {
    const said = new Set(
      [...source.matchAll(/"([a-zA-Z]+)"/g)]
        .map(([, word = ""]) => word)
        .concat("name", "description"),
    );
    const asked = [...source.matchAll(/translate\("(\w+)"/g)].map(([, key]) => key);
    const own = Object.keys(extensionTexts(extension).languages["en"] ?? {});
    expect(own.filter((key) => !said.has(key))).toEqual([]);
    expect(asked.filter((key) => !own.includes(key ?? ""))).toEqual([]);
  });

  it(`weighs up to ${MOST_BYTES} bytes compressed`, () => {
    const weight = modules
      .map(({ name }) => gzipSync(readFileSync(path.join(built, handle, `${name}.js`))).length)
      .reduce((sum, bytes) => sum + bytes, 0);
    expect(weight).toBeGreaterThan(1_000);
    expect(weight).toBeLessThanOrEqual(MOST_BYTES);
  });
});

let built = "";
beforeAll(async () => {
  built = mkdtempSync(path.join(tmpdir(), "extensions-"));
  await buildExtensions(built);
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

it("what several say they say alike", () => {
  const all = extensions.map((extension) => extensionTexts(extension).languages);
  for (const key of ["loading", "unreachable", "retry", "close", "import", "create"])
    for (const language of LANGUAGES) {
      const said = new Set(
        all.map((languages) => languages[language]?.[key]).filter((text) => text !== undefined),
      );
      expect(said.size, `${language} ${key}`).toBeLessThanOrEqual(key === "create" ? 2 : 1);
    }
});
