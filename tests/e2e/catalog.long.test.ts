import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { axeOnItsDay } from "./axe-on-phones.ts";
import { looks } from "./looks.ts";

axeOnItsDay(0);

/** The catalog from nothing: turned on, its file read, a product changed, built again, its address replaced, turned off. */
let stack: BrowserStack;
let visit: Visit;
const button = (name: string) => visit.app.getByRole("button", { name, exact: true });
const address = () => visit.app.getByLabel("ICML (XML)", { exact: true }).inputValue();

beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/catalog");
});
afterAll(() => stack.stop());

describe("the catalog", () => {
  it("is offered at a secret address from when it is turned on until it is turned off", async () => {
    await visit.app.getByText("The catalog isn't offered").waitFor();
    await looks(visit, "catalog-off");
    await button("Turn on catalog").click();
    await visit.app.getByText("Done", { exact: true }).waitFor();
    await looks(visit, "catalog-on");
    const first = await address();
    const answer = await fetch(first);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect(await answer.text()).toContain("<name>Enamel mug - Blue</name>");
    const tag = answer.headers.get("etag") ?? "";
    expect((await fetch(first, { headers: { "if-none-match": tag } })).status).toBe(304);
    const head = await fetch(first, { method: "HEAD" });
    expect([head.status, head.headers.get("etag")]).toEqual([200, tag]);

    stack.simulator.act(stack.shop, "nextBulkOperation", {
      status: "FAILED",
      errorCode: "INTERNAL_SERVER_ERROR",
    });
    await button("Build now").click();
    await visit.app
      .getByText(/^Shopify couldn't gather/)
      .first()
      .waitFor();
    await looks(visit, "catalog-failed");
    expect((await fetch(first)).headers.get("etag")).toBe(tag);

    await button("Build now").click();
    await visit.app
      .getByText(/^Shopify couldn't gather/)
      .nth(1)
      .waitFor({ state: "detached" });
    await expect.poll(async () => (await fetch(first)).headers.get("etag")).not.toBe(tag);

    await button("New addresses").click();
    await looks(visit, "catalog-new-address");
    await button("New addresses").last().click();
    await expect.poll(address).not.toBe(first);
    expect((await fetch(first)).status).toBe(404);
    const second = await address();
    expect((await fetch(second)).status).toBe(200);

    await button("Turn off").click();
    await button("Turn off").last().click();
    await visit.app.getByText("The catalog isn't offered").waitFor();
    expect((await fetch(second)).status).toBe(404);
    expect(visit.errors).toEqual([]);
  });
});
