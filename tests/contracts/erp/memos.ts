import { expect, it } from "vitest";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { add } from "#app/money/decimal.ts";
import { keyOf } from "./by-link.ts";
import { drainFeed } from "./drain-feed.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

/** Credit memos as refunds make them: every kind of line that one can have, in the price basis of the order's document. */
export function memoCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities;

  /** Each kind on its own, with what it comes to without tax and its tax. */
  function kindsOf(): { name: string; line: DraftLine; net: string; tax: string }[] {
    const { facts } = subject();
    const { pricesIncludeTax, vat, shippingAccount, roundingAccount, otherLocation } = facts;
    const price = (net: string, gross: string): string => (pricesIncludeTax ? gross : net);
    const untaxed = (name: string, kind: DraftLine["kind"], unitPrice: string) => ({
      name,
      line: line(name, { kind, account: roundingAccount, unitPrice }),
      net: unitPrice,
      tax: "0",
    });
    return [
      {
        name: "an item restocked at its location",
        line: itemLine(facts, "restocked", {
          location: otherLocation,
          quantity: "2",
          unitPrice: price("10", "11.9"),
          taxes: [{ ...vat, amount: "3.8" }],
        }),
        net: "20",
        tax: "3.8",
      },
      {
        name: "goods that were not restocked, on their account",
        line: line("lost", {
          kind: "item",
          account: shippingAccount,
          quantity: "3",
          unitPrice: price("5", "5.95"),
          taxes: [{ ...vat, amount: "2.85" }],
        }),
        net: "15",
        tax: "2.85",
      },
      {
        name: "shipping with tax",
        line: line("shipping:1", {
          kind: "shipping",
          account: shippingAccount,
          unitPrice: price("4", "4.76"),
          taxes: [{ ...vat, amount: "0.76" }],
        }),
        net: "4",
        tax: "0.76",
      },
      untaxed("giftCard:1", "giftCard", "25"),
      untaxed("tip:1", "tip", "2.5"),
      untaxed("duty:1", "duty", "3.1"),
      // What the shop keeps takes away from what it credits.
      untaxed("fee:1", "fee", "-5"),
      untaxed("adjustment:1", "adjustment", "7.77"),
      untaxed("cash-rounding", "cashRounding", "-0.02"),
    ];
  }

  const memo = (
    lines: DraftLine[],
    key: ExternalKey = newKey("creditMemo"),
    over: Partial<DocumentDraft> = {},
  ) => {
    const { port, facts } = subject();
    return port.createDocument(key, draftOf(facts, lines, { kind: "creditMemo", ...over }), call);
  };
  const comment = (): DraftLine =>
    line("comment", { kind: "comment", quantity: "0", unitPrice: "0", description: "#1001" });

  it("a credit memo of every kind of line comes to what it was sent as, and is found with its lines by its key", async () => {
    const { port } = subject();
    const key = newKey("creditMemo");
    const kinds = kindsOf();
    const made = await memo([comment(), ...kinds.map((kind) => kind.line)], key);
    const totals = { net: "72.35", tax: "7.41", gross: "79.76" };
    expect(made).toMatchObject({ kind: "creditMemo", externalKey: renderExternalKey(key), totals });
    const [found, ...others] = await port.findDocuments(key, call);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: "creditMemo", totals });
    // Whichever basis the ERP keeps its prices in: the lines come to one of the document's totals.
    const inclusive =
      add("0", ...(found?.lines ?? []).map(({ amount }) => amount)) === totals.gross;
    const named = keyOf(context, ["comment", ...kinds.map((kind) => kind.line.key)]);
    expect(found?.lines.map((one) => [named(one), one.quantity, one.amount])).toEqual([
      ["comment", "0", "0"],
      ["restocked", "2", inclusive ? "23.8" : "20"],
      ["lost", "3", inclusive ? "17.85" : "15"],
      ["shipping:1", "1", inclusive ? "4.76" : "4"],
      ["giftCard:1", "1", "25"],
      ["tip:1", "1", "2.5"],
      ["duty:1", "1", "3.1"],
      ["fee:1", "1", "-5"],
      ["adjustment:1", "1", "7.77"],
      ["cash-rounding", "1", "-0.02"],
    ]);
  });

  it("each kind of line that gives something back is a credit memo by itself, to the cent", async () => {
    for (const { name, line: only, net, tax } of kindsOf()) {
      if (net.startsWith("-")) continue; // what is kept stands beside what is given back
      const made = await memo([only]);
      expect([name, made.kind, made.totals.net, made.totals.tax]).toEqual([
        name,
        "creditMemo",
        net,
        tax,
      ]);
    }
  });

  it("a credit memo of nothing but a comment and what cancels out is still one", async () => {
    const { port } = subject();
    const key = newKey("creditMemo");
    const made = await memo(
      [
        comment(),
        line("adjustment:1", {
          kind: "adjustment",
          account: subject().facts.roundingAccount,
          unitPrice: "5",
        }),
        line("fee:1", { kind: "fee", account: subject().facts.roundingAccount, unitPrice: "-5" }),
      ],
      key,
    );
    expect(made.totals.gross).toBe("0");
    expect((await port.findDocuments(key, call)).map(({ kind }) => kind)).toEqual(["creditMemo"]);
  });

  it.runIf(able.release && able.postInvoiceViaApi)(
    "released and posted, the feed tells it once with what is open of it, and restocked goods are where the ERP puts them",
    async () => {
      const { port, facts } = subject();
      const onHand = async () =>
        (await port.getAvailability([{ item: facts.item.ref }], [facts.otherLocation], call))[0]
          ?.onHand;
      const before = Number(await onHand());
      const key = newKey("creditMemo");
      const made = await memo(
        kindsOf().map((kind) => kind.line),
        key,
      );
      const { cursor } = await drainFeed(port, "creditMemos", null, 50);
      expect((await port.releaseDocument(made.ref, call)).status).toBe("released");
      const posted = await port.postDocument({ kind: "creditMemo", id: made.ref.id }, call);
      expect(posted).toMatchObject({ kind: "creditMemo", totals: { gross: "79.76" } });
      expect(["invoiced", "closed"]).toContain(posted.status);
      const { events } = await drainFeed(port, "creditMemos", cursor, 50);
      const mine = events.filter(
        (event): event is InvoiceEvent =>
          event.feed === "creditMemos" && event.externalKey === renderExternalKey(key),
      );
      expect(mine).toMatchObject([
        {
          status: "posted",
          totals: { net: "72.35", tax: "7.41", gross: "79.76" },
          remaining: "79.76",
        },
      ]);
      expect(Number(await onHand()) - before).toBe(adapter.creditMemoRestocks ? 2 : 0);
    },
  );

  it.runIf(able.creditMemoPayment && able.postInvoiceViaApi)(
    "money that went back is registered on a posted credit memo once per key, and never more than what is open of it",
    async () => {
      const { port, facts } = subject();
      const made = await memo([itemLine(facts, "1", { quantity: "4", unitPrice: "2.5" })]);
      const payment = {
        invoice: made.ref,
        amount: "4",
        currency: "EUR",
        method: facts.paymentMethod,
        date: "2026-03-02",
      };
      expect(["notFound", "stateConflict"]).toContain(
        (await refusal(port.registerPayment(newKey("payment"), payment, call))).class,
      );
      await port.releaseDocument(made.ref, call);
      const { ref } = await port.postDocument({ kind: "creditMemo", id: made.ref.id }, call);
      const { cursor } = await drainFeed(port, "creditMemos", null, 50);
      const key = newKey("payment");
      const back = { ...payment, invoice: ref };
      const both = await Promise.all([
        port.registerPayment(key, back, call),
        port.registerPayment(key, back, call),
      ]);
      expect(both[0].id).toBe(both[1].id);
      expect(both[0].kind).toBe("payment");
      const more = port.registerPayment(newKey("payment"), { ...back, amount: "6.01" }, call);
      expect((await refusal(more)).class).toBe("stateConflict");
      await port.registerPayment(newKey("payment"), { ...back, amount: "6" }, call);
      const { events } = await drainFeed(port, "creditMemos", cursor, 50);
      const last = events.findLast(
        (event): event is InvoiceEvent =>
          event.feed === "creditMemos" && event.externalKey === made.externalKey,
      );
      expect(last).toMatchObject({ status: "paid", remaining: "0" });
    },
  );

  it.runIf(able.exchangeOnCreditMemo)(
    "what goes out in exchange is taken off what is credited, and leaves the stock when it is posted",
    async () => {
      const { port, facts } = subject();
      const { vat, pricesIncludeTax, location, otherLocation } = facts;
      const onHand = async () =>
        (
          await port.getAvailability([{ item: facts.item.ref }], [location, otherLocation], call)
        ).map((one) => Number(one.onHand));
      const [here = 0, there = 0] = await onHand();
      const price = pricesIncludeTax ? "11.9" : "10";
      const key = newKey("creditMemo");
      const made = await memo(
        [
          itemLine(facts, "back", {
            location: otherLocation,
            quantity: "3",
            unitPrice: price,
            taxes: [{ ...vat, amount: "5.7" }],
          }),
          itemLine(facts, "out", {
            quantity: "-2",
            unitPrice: price,
            discount: pricesIncludeTax ? "-1.19" : "-1",
            taxes: [{ ...vat, amount: "-3.61" }],
          }),
        ],
        key,
      );
      expect(made.totals).toEqual({ net: "11", tax: "2.09", gross: "13.09" });
      const [found] = await port.findDocuments(key, call);
      expect(found?.lines.map(({ key: name, quantity }) => [name, quantity])).toEqual([
        ["back", "3"],
        ["out", "-2"],
      ]);
      await port.releaseDocument(made.ref, call);
      const posted = await port.postDocument({ kind: "creditMemo", id: made.ref.id }, call);
      expect(posted.totals.gross).toBe("13.09");
      expect(await onHand()).toEqual(
        adapter.creditMemoRestocks ? [here - 2, there + 3] : [here, there],
      );
    },
  );

  it("a quantity below zero is refused where nothing may go out, and on every other document", async () => {
    const { port, facts } = subject();
    const out = itemLine(facts, "out", { quantity: "-1" });
    const order = port.createDocument(newKey(), draftOf(facts, [out]), call);
    expect((await refusal(order)).class).toBe("validation");
    if (!able.exchangeOnCreditMemo)
      expect((await refusal(memo([itemLine(facts, "back"), out]))).class).toBe("validation");
    const wrong = itemLine(facts, "out", { quantity: "-2", discount: "1" });
    expect((await refusal(memo([itemLine(facts, "back"), wrong]))).class).toBe("validation");
  });

  /** A posted invoice or credit memo of this worth. */
  const posted = async (kind: "salesInvoice" | "creditMemo", unitPrice: string, over = {}) => {
    const { port, facts } = subject();
    const key = newKey(kind === "creditMemo" ? "creditMemo" : "order");
    const lines = [itemLine(facts, "1", { unitPrice })];
    const { ref } = await port.createDocument(key, draftOf(facts, lines, { kind, ...over }), call);
    await port.releaseDocument(ref, call);
    return (await port.postDocument({ kind, id: ref.id }, call)).ref;
  };

  it.runIf(able.creditMemoApplication !== "none" && able.postInvoiceViaApi)(
    "a posted credit memo settles a posted invoice, once per key: both are paid and nothing is open",
    async () => {
      const { port, facts } = subject();
      const [creditMemo, invoice] = [
        await posted("creditMemo", "12.9"),
        await posted("salesInvoice", "12.9"),
      ];
      const from = {
        invoices: (await drainFeed(port, "invoices", null, 50)).cursor,
        creditMemos: (await drainFeed(port, "creditMemos", null, 50)).cursor,
      };
      const key = newKey("application");
      const application = {
        creditMemo,
        invoice,
        amount: "12.9",
        currency: "EUR",
        date: "2026-03-02",
      };
      const both = await Promise.all([
        port.applyCreditMemo(key, application, call),
        port.applyCreditMemo(key, application, call),
      ]);
      expect(both[0].id).toBe(both[1].id);
      for (const [feed, ref] of [
        ["invoices", invoice],
        ["creditMemos", creditMemo],
      ] as const) {
        const { events } = await drainFeed(port, feed, from[feed], 50);
        const mine = events.filter(
          (event): event is InvoiceEvent =>
            event.feed === feed && [event.ref, ...event.orderRefs].some(({ id }) => id === ref.id),
        );
        expect(mine.at(-1)).toMatchObject({ status: "paid", remaining: "0" });
      }
      const again = port.registerPayment(
        newKey("payment"),
        {
          invoice,
          amount: "0.01",
          currency: "EUR",
          method: facts.paymentMethod,
          date: "2026-03-02",
        },
        call,
      );
      expect((await refusal(again)).class).toBe("stateConflict");
    },
  );

  it.runIf(able.creditMemoApplication !== "none" && able.postInvoiceViaApi)(
    "what is not posted, of another currency or customer, or beyond what is open, is refused and settles nothing",
    async () => {
      const { port, facts } = subject();
      const [creditMemo, invoice] = [
        await posted("creditMemo", "10"),
        await posted("salesInvoice", "7"),
      ];
      const apply = async (over: object) =>
        (
          await refusal(
            port.applyCreditMemo(
              newKey("application"),
              { creditMemo, invoice, amount: "7", currency: "EUR", date: "2026-03-02", ...over },
              call,
            ),
          )
        ).class;
      expect(await apply({ currency: "USD" })).toBe("validation");
      expect(await apply({ amount: "0" })).toBe("validation");
      expect(await apply({ amount: "7.01" })).toBe("stateConflict");
      const draft = (await memo([itemLine(facts, "1", { unitPrice: "7" })])).ref;
      expect(["notFound", "stateConflict"]).toContain(await apply({ creditMemo: draft }));
      const sellTo = facts.foreign.ref;
      const foreign = await posted("salesInvoice", "10", { sellTo, billTo: sellTo });
      expect(await apply({ invoice: foreign, amount: "10" })).toBe("stateConflict");
      // Part of what is open.
      if (able.creditMemoApplication === "whole") expect(await apply({})).toBe("stateConflict");
      else
        expect(
          (
            await port.applyCreditMemo(
              newKey("application"),
              { creditMemo, invoice, amount: "7", currency: "EUR", date: "2026-03-02" },
              call,
            )
          ).kind,
        ).toBe("payment");
    },
  );
}
