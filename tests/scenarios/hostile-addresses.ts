import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { simulator } from "#tests/setup/simulator.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { its, openOwnerAndStranger, OWNER } from "./owner-and-stranger.ts";

/**
 * Whatever stands in an address, it gets a page, a redirect or a refusal with a message, never a failure of the server. Routes and the names
 * that they read are found in the source, so that a new list is tried the moment somebody writes it.
 */
const ROUTES = path.resolve("app/routes");
const LONG = "9".repeat(3_900);

const NAMES = [
  ...new Set([
    ...sourceFiles("app").flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(
          /(?:[pP]arams|text)(?:\.get|\.has|\.getAll)?\("([\w-]+)"\)/g,
        ),
      ].map(([, name = ""]) => name),
    ),
    "limit",
  ]),
].filter((name) => !["id_token", "shop"].includes(name));

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|generated/.test(name))
    .map((name) => path.join(folder, name));
}

const cursor = (...values: unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** Percent-encoded, as they stand in an address. */
const HOSTILE: Record<string, string> = {
  "U+0000": "%00",
  "half of a surrogate pair": "%ED%A0%80",
  "a pair that a cut may halve": encodeURIComponent(`${"a".repeat(99)}😀${"b".repeat(99)}😀`),
  "no percent sign's worth": "%",
  "an absurd day": "0000-00-00",
  "the last day there is": "9999-12-31",
  "a day beyond": "275760-09-13",
  "a negative number": "-1",
  "more than any whole number": "99999999999999999999",
  "no number": "NaN",
  "very long": LONG,
  "a name of every object": "__proto__",
  "another one": "constructor",
  "no order's gid": encodeURIComponent("gid://shopify/Order/0"),
  "a gid too large": encodeURIComponent(`gid://shopify/Order/${"9".repeat(30)}`),
  "no uuid": "00000000-0000-0000-0000-00000000000g",
  "a nil uuid": "00000000-0000-0000-0000-000000000000",
  "a pattern": encodeURIComponent("%_\\%'\";--"),
  "a cursor of nothing": cursor(),
  "a cursor of texts": cursor("x", "y", "z"),
  "a cursor of another list": cursor("2026-11-01T10:00:00.000Z", "gid://shopify/Order/1"),
  "a cursor with an absurd time": cursor("0000-01-01T00:00:00.000Z", its.order),
  "a cursor beyond the calendar": cursor("9999-12-31T23:59:59.999Z", "x"),
  "a cursor with U+0000": cursor("\0", "\0"),
  "a cursor of numbers": cursor(1, null, {}),
  "a list": encodeURIComponent('["a"]'),
};

/** Checked for every page alike (app/web/readable-address.ts): refused, they hide what the others do. */
const REFUSED_EARLY = ["after", "before", "task", "run", "connection", "from", "to"];

type Module = { loader?: (args: LoaderFunctionArgs) => unknown };
const load = (name: string): Promise<Module> => {
  const file = [`${name}/route.tsx`, `${name}/route.ts`, `${name}.tsx`, `${name}.ts`]
    .map((file) => path.join(ROUTES, file))
    .find(existsSync);
  return import(pathToFileURL(file ?? "").href) as Promise<Module>;
};
const routes = readdirSync(ROUTES)
  .filter((name) => name.startsWith("app"))
  .map((name) => name.replace(/\.tsx?$/, ""));
const pathNames = (route: string): string[] =>
  [...route.matchAll(/\$(\w+)/g)].map(([, name = ""]) => name);

/** What the route answers: a status, and of a refusal its words. */
async function ask(
  route: string,
  query: string,
  params: Record<string, string>,
): Promise<{ status: number; says: string }> {
  const { loader } = await load(route);
  if (!loader) return { status: 200, says: "" };
  const request = new Request(`https://app.example.test/app?${query}`, {
    headers: {
      authorization: `Bearer ${simulator.idToken(OWNER)}`,
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
    },
  });
  try {
    const answer = await loader({ request, params, context: {} });
    return answer instanceof Response
      ? { status: answer.status, says: "" }
      : { status: 200, says: "" };
  } catch (thrown) {
    if (!(thrown instanceof Response)) return { status: 500, says: String(thrown) };
    return { status: thrown.status, says: await thrown.text() };
  }
}

const fails = ({ status, says }: { status: number; says: string }): boolean =>
  status >= 500 || (status === 400 && says.trim() === "");

/** What is wrong with the answers to addresses that have one of the values at every place. */
async function wrongAnswers(route: string, values: readonly (readonly [string, string])[]) {
  const wrong: string[] = [];
  const params = Object.fromEntries(pathNames(route).map((name) => [name, known(route)]));
  for (const [what, value] of values) {
    // Together, with and without the names that any page refuses.
    const sets = [NAMES, NAMES.filter((name) => !REFUSED_EARLY.includes(name))];
    for (const names of sets) {
      const answer = await ask(route, names.map((name) => `${name}=${value}`).join("&"), params);
      if (fails(answer)) wrong.push(`${names.join()} is ${what}: ${answer.status} ${answer.says}`);
    }
    for (const name of pathNames(route)) {
      const decoded = (() => {
        try {
          return decodeURIComponent(value);
        } catch {
          return "\uD800";
        }
      })();
      const answer = await ask(route, "", { ...params, [name]: decoded });
      if (fails(answer)) wrong.push(`the path is ${what}: ${answer.status} ${answer.says}`);
    }
  }
  return wrong;
}

/** Each page with one of `oneOf` hostile values: other ones for the next page, so that each value meets many pages. */
export function tryHostileAddresses({ oneOf }: { oneOf: number }): void {
  beforeAll(openOwnerAndStranger, 180_000);

  describe("an address with anything in it", () => {
    it("names are found in the source", () => {
      expect(NAMES).toEqual(expect.arrayContaining(["q", "order", "from", "after", "key", "task"]));
      expect(routes.length).toBeGreaterThan(25);
    });

    it.each(routes.map((route, at) => ({ route, at })))(
      "$route gets a page or a refusal that says why",
      async ({ route, at }) => {
        const values = Object.entries(HOSTILE).filter((_, place) => place % oneOf === at % oneOf);
        expect(await wrongAnswers(route, values)).toEqual([]);
      },
      240_000,
    );
  });
}

/** A record of the owner's, so that what stands beside it in the address is reached. */
function known(route: string): string {
  if (route.startsWith("app.orders")) return its.orderNumber;
  if (route.startsWith("app.invoices")) return its.invoice;
  if (route.includes("customers")) return its.ledgerCustomer;
  if (route.includes("documents")) return its.ledgerDocument;
  if (route.includes("items")) return its.ledgerItem;
  return "locations";
}
