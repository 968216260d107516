import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KEPT_DAYS } from "./kept.ts";

describe("how long logs are kept", () => {
  it("is what the nightly clean-up does", () => {
    const source = readFileSync("app/domain/orders/clean-up.server.ts", "utf8");
    const days = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(source)?.[1]);
    expect({ webhooks: days("deliveries"), api: days("traffic"), runs: days("runs") }).toEqual(
      KEPT_DAYS,
    );
  });
});
