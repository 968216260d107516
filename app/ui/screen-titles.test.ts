import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { titledPaths, titleOf } from "./screen-titles.ts";

const ROUTES = path.resolve("app/routes");
/** Routes that draw a screen of their own, as addresses: `*` stands for a parameter. */
const screens = readdirSync(ROUTES).flatMap((name) => {
  const file = path.join(ROUTES, name, "route.tsx");
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  // Layouts draw what is inside them; the two that answer any other address draw nothing.
  const draws = /export default function/.test(source) && !/<Outlet/.test(source);
  if (!draws || name === "$" || name === "app.$") return [];
  const parts = name.split(".").filter((part) => part !== "_index");
  return [`/${parts.map((part) => (part.startsWith("$") ? "*" : part)).join("/")}`];
});

describe("the titles of documents", () => {
  it("name every screen", () => {
    expect(screens.length).toBeGreaterThan(20);
    expect(screens.filter((screen) => !titledPaths.includes(screen))).toEqual([]);
  });

  it("are found for records, with a slash at the end, and not for what is no screen", () => {
    expect(titleOf("/app/orders/1001")).toBe("orders.title");
    // Its own texts say no title of the list.
    expect(titleOf("/app/orders/1001/changes")).toBe("nav.orders");
    expect(titleOf("/app/orders/")).toBe("orders.title");
    expect(titleOf("/app/")).toBe("home.title");
    expect(titleOf("/app/nothing")).toBe("errors.notFound.title");
    expect(titleOf("/")).toBe("errors.notFound.title");
  });
});
