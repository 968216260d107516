import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it } from "vitest";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import {
  call,
  draftOf,
  itemLine,
  newKey,
  refusal,
  type ContractFacts,
} from "#tests/contracts/erp/setting.ts";
import { describeTryton, openTestTryton, type TestTryton } from "#tests/setup/tryton.ts";
import { USERS } from "#scripts/tryton/books.ts";
import { trytonAdapter } from "./adapter.server.ts";

describeTryton("Tryton on a bad day", () => {
  let tryton: TestTryton;
  let facts: Pick<ContractFacts, "customer" | "item" | "location">;
  const connect = (user: keyof typeof USERS): ErpConnectionPort =>
    trytonAdapter.connect({
      shop: "bad-day.myshopify.com",
      connectionId: randomUUID(),
      settings: { ...tryton.settings, user: USERS[user] },
      secrets: { password: tryton.passwords[user] },
    });
  const draft = () =>
    draftOf(facts as ContractFacts, [itemLine(facts as ContractFacts, "1")], {
      pricesIncludeTax: false,
    });

  beforeAll(async () => {
    tryton = openTestTryton();
    const clerk = await tryton.logIn("clerk");
    const ref = async (
      kind: "customer" | "item",
      model: string,
      code: string,
    ): Promise<ErpRef> => ({
      kind,
      id: String(await clerk.idOf(model, [["code", "=", code]])),
      number: code,
    });
    facts = {
      customer: await ref("customer", "party.party", "C-ADA"),
      item: {
        ref: await ref("item", "product.product", "MUG-WHITE"),
        number: "MUG-WHITE",
        barcode: "",
      },
      location: "WH",
    };
  });
  afterEach(() => tryton.proxied.reset());

  it("too many calls: each is told when to come again, nothing is written, and then it works", async () => {
    const port = connect("integration");
    await port.probe(call);
    tryton.proxied.arm(
      { kind: "status", status: 429, headers: { "retry-after": "7" } },
      ({ rpc }) => rpc === "model.sale.sale.create",
      3,
    );
    const key = newKey();
    for (let times = 0; times < 3; times += 1) {
      const detail = await refusal(port.createDocument(key, draft(), call));
      expect(detail.class).toBe("rateLimited");
      if (detail.class === "rateLimited") expect(detail.retryAfterMs).toBeGreaterThan(0);
    }
    expect(await port.findDocuments(key, call)).toEqual([]);
    await port.createDocument(key, draft(), call);
    expect(await port.findDocuments(key, call)).toHaveLength(1);
  });

  it("a session that ends in the middle of the work is begun anew, and the work goes on, once", async () => {
    const port = connect("integration");
    await port.probe(call);
    tryton.proxied.reset();
    tryton.proxied.arm(
      { kind: "status", status: 401 },
      ({ rpc }) => rpc === "model.sale.sale.create",
    );
    const key = newKey();
    const { ref } = await port.createDocument(key, draft(), call);
    expect((await port.findDocuments(key, call)).map(({ ref: { id } }) => id)).toEqual([ref.id]);
    expect(tryton.proxied.calls.filter(({ rpc }) => rpc === "common.db.login")).toHaveLength(1);
  });

  it("a user who may not: refused as a missing right, with the model's name, and nothing is left behind", async () => {
    const port = connect("limited");
    const key = newKey("item");
    const detail = await refusal(
      port.createItem(key, { number: "NEW-1", description: "New" }, call),
    );
    expect(detail.class).toBe("permission");
    expect(detail.message).toMatch(/product/i);
    expect((await connect("integration").findItems([{ number: "NEW-1" }], call))[0]).toEqual([]);
  });
});
