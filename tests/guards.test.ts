import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { API_VERSION } from "#app/shopify/api-version.ts";
import { WEBHOOK_TOPICS } from "#app/shopify/webhook-topics.ts";

const toml = readFileSync("shopify.app.toml", "utf8");

describe("one list per kind of thing", () => {
  it("the webhook topics of the app are those of shopify.app.toml, on the same paths", () => {
    const declared: Record<string, string[]> = {};
    for (const block of toml.split("[[webhooks.subscriptions]]").slice(1)) {
      const uri = /uri = "([^"]+)"/.exec(block)?.[1] ?? "";
      for (const list of block.matchAll(/topics = \[([^\]]*)\]/g)) {
        const topics = [...(list[1] ?? "").matchAll(/"([^"]+)"/g)].map((topic) => topic[1] ?? "");
        declared[uri] = [...(declared[uri] ?? []), ...topics];
      }
    }
    expect(WEBHOOK_TOPICS).toEqual(declared);
  });

  it("one API version: the app, its configuration and the schema files agree", () => {
    expect(/api_version = "([^"]+)"/.exec(toml)?.[1]).toBe(API_VERSION);
    expect(existsSync(`app/shopify/schema/admin-${API_VERSION}.graphql`)).toBe(true);
  });

  it("the example environment asks for the scopes of shopify.app.toml", () => {
    const scopes = /scopes = "([^"]+)"/.exec(toml)?.[1];
    expect(readFileSync(".env.example", "utf8")).toContain(`SCOPES="${scopes}"\n`);
  });

  it("`shopify app dev` builds and starts what there is, and gives webhooks an address that takes them", () => {
    const web = readFileSync("shopify.web.toml", "utf8");
    const value = (key: string): string =>
      new RegExp(`^${key} = "([^"]+)"`, "m").exec(web)?.[1] ?? "";
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(scripts)).toContain(value("predev").replace("npm run ", ""));
    const started = value("dev").split(" ").at(-1) ?? "";
    expect(readFileSync("scripts/build.mjs", "utf8")).toContain(started);
    expect(scripts["start"]).toContain(started);
    expect(Object.keys(WEBHOOK_TOPICS)).toContain(value("webhooks_path"));
  });

  it("every file that a document links to exists", () => {
    const documents = readdirSync("docs", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => path.join("docs", file));
    for (const file of ["README.md", "RULES.md", "app/README.md", ...documents]) {
      const text = readFileSync(file, "utf8");
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? "");
      if (file.endsWith("README.md")) expect(links.length, file).toBeGreaterThan(0);
      for (const link of links)
        expect(existsSync(path.resolve(path.dirname(file), link)), `${file} → ${link}`).toBe(true);
    }
  });

  it("every screen folder of the app is a route with a default export", () => {
    for (const folder of readdirSync("app/routes", { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name.startsWith("app."),
    )) {
      const route = ["route.tsx", "route.ts"]
        .map((file) => path.join("app/routes", folder.name, file))
        .find(existsSync);
      expect(route, folder.name).toBeDefined();
    }
  });
});
