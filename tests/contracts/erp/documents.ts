import fc from "fast-check";
import { expect, it } from "vitest";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import { add, compare, multiply, normalize, round, subtract } from "#app/money/decimal.ts";
import { keyOf, release } from "./by-link.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

/** 1234 with two decimals is 12.34: amounts from whole cents, so that no test touches a float. */
const cents = (count: number, places = 2): string => {
  const digits = String(count).padStart(places + 1, "0");
  return normalize(places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`);
};

export function documentCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities;

  it("creates an order, numbers it, and gives back what it booked", async () => {
    const { port, facts } = subject();
    const key = newKey();
    const draft = draftOf(facts, [
      itemLine(facts, "1", {
        quantity: "2",
        unitPrice: facts.pricesIncludeTax ? "19.99" : "16.8",
        taxes: [{ ...facts.vat, amount: "6.38" }],
      }),
    ]);
    const document = await port.createDocument(key, draft, call);
    expect(document).toMatchObject({
      kind: "salesOrder",
      status: "open",
      externalKey: renderExternalKey(key),
      totals: { net: "33.6", tax: "6.38", gross: "39.98" },
    });
    expect(document.ref.number).toBeTruthy();
    const read = await port.getDocument(document.ref, call);
    expect(read).toMatchObject(document);
  });

  it("creating twice gives one document: the second is refused as duplicate and names the first", async () => {
    const { port, facts } = subject();
    const key = newKey();
    const first = await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call);
    const detail = await refusal(
      port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call),
    );
    expect(detail).toMatchObject({ class: "duplicate", ids: [first.ref.id] });
    expect(await port.findDocuments(key, call)).toHaveLength(1);
  });

  it("a key is one over all kinds: an invoice for an order's key is refused", async () => {
    const { port, facts } = subject();
    const key = newKey();
    const order = await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call);
    const detail = await refusal(
      port.createDocument(
        key,
        draftOf(facts, [itemLine(facts, "1")], { kind: "salesInvoice" }),
        call,
      ),
    );
    expect(detail).toMatchObject({ class: "duplicate", ids: [order.ref.id] });
  });

  it("an answer lost after the commit: the document is found by its key, and it is one", async () => {
    const { port, facts } = subject();
    const key = newKey();
    await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call); // the answer is thrown away
    const found = await port.findDocuments(key, call);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ externalKey: renderExternalKey(key), status: "open" });
  });

  it.runIf(able.nativeIdempotency.order)(
    "workers at once give one document and no gap in the numbers",
    async () => {
      const { port, facts } = subject();
      const key = newKey();
      const results = await Promise.allSettled(
        [1, 2, 3, 4].map(() =>
          port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call),
        ),
      );
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected")
          expect(result.reason).toMatchObject({ detail: { class: "duplicate" } });
      const [mine] = await port.findDocuments(key, call);
      const next = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const count = (number: string | undefined): number => Number(/\d+$/.exec(number ?? "")?.[0]);
      expect(count(next.ref.number) - count(mine?.ref.number)).toBe(1);
    },
  );

  it("two calls at once with one key give one document; the other is refused and names it", async () => {
    const { port, facts } = subject();
    const key = newKey();
    const results = await Promise.allSettled(
      [1, 2].map(() => port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call)),
    );
    const [made, ...more] = await port.findDocuments(key, call);
    expect(more).toEqual([]);
    expect(
      results.flatMap((result) => (result.status === "fulfilled" ? [result.value.ref.id] : [])),
    ).toEqual([made?.ref.id]);
    expect(
      results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : [])),
    ).toMatchObject([{ detail: { class: "duplicate", ids: [made?.ref.id] } }]);
  });

  it("finds nothing for a key nobody used, and never throws for it", async () => {
    expect(await subject().port.findDocuments(newKey(), call)).toEqual([]);
  });

  it("external keys of every shape are kept apart: kinds, generations, 1 to 20 digits, one id the beginning of another", async () => {
    const { port, facts } = subject();
    const base = newKey().shopifyId;
    const keys = [
      { kind: "order" as const, shopifyId: base, generation: 1, label: "#1" },
      { kind: "order" as const, shopifyId: base, generation: 2, label: "#1" },
      { kind: "order" as const, shopifyId: base, generation: 12, label: "#1" },
      { kind: "invoice" as const, shopifyId: base, generation: 1, label: "#1" },
      { kind: "creditMemo" as const, shopifyId: base, generation: 1, label: "#1" },
      { kind: "order" as const, shopifyId: `${base}0`, generation: 1, label: "أ🧵" },
      { kind: "order" as const, shopifyId: "7", generation: 1, label: "" },
      { kind: "order" as const, shopifyId: "99999999999999999999", generation: 9, label: "#" },
    ];
    const ids: string[] = [];
    for (const key of keys)
      ids.push(
        (await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call)).ref.id,
      );
    expect(new Set(ids).size).toBe(keys.length);
    for (const [index, key] of keys.entries()) {
      expect(renderExternalKey(key).length).toBeLessThanOrEqual(able.limits.externalKey);
      expect((await port.findDocuments(key, call)).map((document) => document.ref.id)).toEqual([
        ids[index],
      ]);
    }
  });

  it("an unknown item is refused, and nothing is left behind", async () => {
    const { port, facts } = subject();
    const key = newKey();
    const ref = {
      kind: "item" as const,
      id: "0b1f0a52-7a43-4c1f-8a0b-000000000000",
      number: "NO-SUCH-SKU",
    };
    const detail = await refusal(
      port.createDocument(
        key,
        draftOf(facts, [itemLine(facts, "1"), itemLine(facts, "2", { item: ref })]),
        call,
      ),
    );
    expect(detail).toMatchObject({ class: "validation" });
    expect(detail.message).toContain("NO-SUCH-SKU");
    expect(await port.findDocuments(key, call)).toEqual([]);
  });

  it("an id that is none of this ERP's is refused in the same way", async () => {
    const { port, facts } = subject();
    const ref = { kind: "item" as const, id: "'; DROP TABLE x; --" };
    expect(
      (
        await refusal(
          port.createDocument(
            newKey(),
            draftOf(facts, [itemLine(facts, "1", { item: ref })]),
            call,
          ),
        )
      ).class,
    ).toBe("validation");
    expect(
      (await refusal(port.getDocument({ kind: "salesOrder", id: "not-an-id" }, call))).class,
    ).toBe("notFound");
  });

  it("a blocked customer, a blocked item, unknown codes: refused, each naming its field or what to do", async () => {
    const { port, facts } = subject();
    const create = (
      over: Parameters<typeof draftOf>[2],
      lines: DraftLine[] = [itemLine(facts, "1")],
    ) => refusal(port.createDocument(newKey(), draftOf(facts, lines, over), call));
    expect(await create({ sellTo: facts.blockedCustomer })).toMatchObject({ class: "config" });
    expect(await create({ billTo: facts.blockedCustomer })).toMatchObject({ class: "config" });
    expect(await create({}, [itemLine(facts, "1", { item: facts.blockedItem })])).toMatchObject({
      class: "config",
    });
    expect(await create({ currency: "XXX" })).toMatchObject({
      class: "validation",
      field: "currency",
    });
    expect(await create({ paymentTerms: "NOPE" })).toMatchObject({
      class: "validation",
      field: "paymentTerms",
    });
    expect(await create({ shipmentMethod: "NOPE" })).toMatchObject({
      class: "validation",
      field: "shipmentMethod",
    });
    expect(await create({ documentDate: "2026-02-30" })).toMatchObject({
      class: "validation",
      field: "documentDate",
    });
    expect(await create({}, [itemLine(facts, "1", { location: "NOPE" })])).toMatchObject({
      class: "validation",
      field: "lines[0].location",
    });
    expect(await create({}, [line("1", { account: "NOPE" })])).toMatchObject({
      class: "validation",
      field: "lines[0].account",
    });
    expect(await create({}, [])).toMatchObject({ class: "validation", field: "lines" });
    expect(await create({}, [itemLine(facts, "1"), itemLine(facts, "1")])).toMatchObject({
      class: "validation",
      field: "lines[1].key",
    });
    if (facts.headingAccount)
      expect(await create({}, [line("1", { account: facts.headingAccount })])).toMatchObject({
        class: "validation",
        field: "lines[0].account",
      });
  });

  it("quantities, prices and discounts that make no sense are refused", async () => {
    const { port, facts } = subject();
    const create = (over: Partial<DraftLine>) =>
      refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1")], { lines: [itemLine(facts, "1", over)] }),
          call,
        ),
      );
    for (const quantity of ["0", "-1", "1e3", "one", ""])
      expect(await create({ quantity })).toMatchObject({
        class: "validation",
        field: "lines[0].quantity",
      });
    expect(await create({ unitPrice: "-1" })).toMatchObject({
      class: "validation",
      field: "lines[0].unitPrice",
    });
    expect(await create({ discount: "-1" })).toMatchObject({
      class: "validation",
      field: "lines[0].discount",
    });
    expect(await create({ discount: "11" })).toMatchObject({
      class: "validation",
      field: "lines[0].discount",
    });
    expect(await create({ discount: "0.001" })).toMatchObject({
      class: "validation",
      field: "lines[0].discount",
      limit: 2,
    });
    expect(await create({ taxes: [{ title: "VAT", amount: "0.005" }] })).toMatchObject({
      class: "validation",
      field: "lines[0].taxes[0].amount",
      limit: 2,
    });
    expect(await create({ account: facts.shippingAccount })).toMatchObject({ class: "validation" });
  });

  it.runIf(able.taxInclusivePrices)(
    "tax-inclusive with odd cents: 3 × 3.33, a discount and 19 % to the cent",
    async () => {
      const { port, facts } = subject();
      const document = await port.createDocument(
        newKey(),
        draftOf(facts, [
          itemLine(facts, "1", {
            quantity: "3",
            unitPrice: "3.33",
            discount: "0.01",
            taxes: [{ title: "MwSt", rate: "0.19", amount: "1.59" }],
          }),
          line("s", {
            kind: "shipping",
            account: facts.shippingAccount,
            unitPrice: "4.99",
            taxes: [{ title: "MwSt", rate: "0.19", amount: "0.8" }],
          }),
        ]),
        call,
      );
      expect(document.totals).toEqual({ net: "12.58", tax: "2.39", gross: "14.97" });
    },
  );

  it("tax-exclusive with odd cents and two taxes on a line", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(
        facts,
        [
          itemLine(facts, "1", {
            quantity: "7",
            unitPrice: "3.33",
            discount: "1.11",
            taxes: facts.twoTaxes.map((tax) => ({
              ...tax,
              amount: normalize(round(multiply("22.2", tax.rate), 2)),
            })),
          }),
        ],
        { currency: "CAD", pricesIncludeTax: false },
      ),
      call,
    );
    const tax = add("0", ...facts.twoTaxes.map(({ rate }) => round(multiply("22.2", rate), 2)));
    expect(document.totals).toEqual({ net: "22.2", tax, gross: add("22.2", tax) });
  });

  it("net amounts that no price divides into: 3 pieces for 10.00 with tax, 7 for 20.00 with a discount, to the cent", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(
        facts,
        [
          itemLine(facts, "1", {
            quantity: "3",
            unitPrice: "3.34",
            discount: "0.02",
            taxes: [{ ...facts.vat, amount: normalize(round(multiply("10", facts.vat.rate), 2)) }],
          }),
          itemLine(facts, "2", { quantity: "7", unitPrice: "2.9", discount: "0.3" }),
        ],
        { pricesIncludeTax: false },
      ),
      call,
    );
    const tax = normalize(round(multiply("10", facts.vat.rate), 2));
    expect(document.totals).toEqual({ net: "30", tax, gross: add("30", tax) });
    expect((await port.getDocument(document.ref, call)).lines.map((entry) => entry.amount)).toEqual(
      ["10", "20"],
    );
  });

  it.runIf(!able.explicitTaxAmounts)(
    "a tax that the ERP does not have is refused as unmapped, named, and nothing is left behind",
    async () => {
      const { port, facts } = subject();
      const key = newKey();
      const detail = await refusal(
        port.createDocument(
          key,
          draftOf(facts, [
            itemLine(facts, "1", { taxes: [{ title: "Moon tax", rate: "0.123", amount: "1.23" }] }),
          ]),
          call,
        ),
      );
      expect(detail).toMatchObject({ class: "unmapped" });
      expect(detail.message).toContain("Moon tax");
      expect(await port.findDocuments(key, call)).toEqual([]);
    },
  );

  it.runIf(!able.explicitTaxAmounts)("a tax that was not charged makes none", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1", { taxes: [{ ...facts.vat, amount: "0" }] })]),
      call,
    );
    expect(document.totals).toEqual({ net: "10", tax: "0", gross: "10" });
  });

  it.runIf(!able.explicitTaxAmounts)(
    "totals the ERP calculates otherwise are told as they are: nothing is bent to what was expected",
    async () => {
      const { port, facts } = subject();
      const document = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")], {
          pricesIncludeTax: false,
          expected: { net: "10", tax: "5", gross: "15" },
        }),
        call,
      );
      expect(document).toMatchObject({
        status: "open",
        totals: { net: "10", tax: "0", gross: "10" },
      });
    },
  );

  it.runIf(!able.taxInclusivePrices)("prices with tax are refused as unsupported", async () => {
    const { port, facts } = subject();
    expect(
      await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1")], { pricesIncludeTax: true }),
          call,
        ),
      ),
    ).toMatchObject({ class: "unsupported", capability: "taxInclusivePrices" });
  });

  it("a zero total: 100 % discount", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(facts, [
        itemLine(facts, "1", { quantity: "2", unitPrice: "19.99", discount: "39.98" }),
      ]),
      call,
    );
    expect(document.totals).toEqual({ net: "0", tax: "0", gross: "0" });
    expect(await release(context, document.ref)).toBe("released");
  });

  it.runIf(able.multiCurrency && able.explicitTaxAmounts)(
    "JPY without decimals and KWD with three, taxes as sent",
    async () => {
      const { port, facts } = subject();
      const yen = await port.createDocument(
        newKey(),
        draftOf(
          facts,
          [
            itemLine(facts, "1", {
              quantity: "3",
              unitPrice: "333",
              discount: "1",
              taxes: [{ title: "JCT", amount: "91" }],
            }),
          ],
          { currency: "JPY" },
        ),
        call,
      );
      expect(yen).toMatchObject({
        currency: "JPY",
        totals: { net: "907", tax: "91", gross: "998" },
      });
      const dinar = await port.createDocument(
        newKey(),
        draftOf(
          facts,
          [
            itemLine(facts, "1", {
              quantity: "3",
              unitPrice: "1.333",
              discount: "0.001",
              taxes: [{ title: "VAT", amount: "0.2" }],
            }),
          ],
          { currency: "KWD", pricesIncludeTax: false },
        ),
        call,
      );
      expect(dinar.totals).toEqual({ net: "3.998", tax: "0.2", gross: "4.198" });
      const half = await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1", { discount: "0.5" })], { currency: "JPY" }),
          call,
        ),
      );
      expect(half).toMatchObject({ class: "validation", limit: 0 });
    },
  );

  it.runIf(able.multiCurrency)("JPY without decimals and KWD with three", async () => {
    const { port, facts } = subject();
    const yen = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1", { quantity: "3", unitPrice: "333", discount: "1" })], {
        currency: "JPY",
      }),
      call,
    );
    expect(yen).toMatchObject({ currency: "JPY", totals: { net: "998", tax: "0", gross: "998" } });
    const dinar = await port.createDocument(
      newKey(),
      draftOf(
        facts,
        [itemLine(facts, "1", { quantity: "3", unitPrice: "1.333", discount: "0.001" })],
        { currency: "KWD" },
      ),
      call,
    );
    expect(dinar.totals).toEqual({ net: "3.998", tax: "0", gross: "3.998" });
    const half = await refusal(
      port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { discount: "0.5" })], { currency: "JPY" }),
        call,
      ),
    );
    expect(half).toMatchObject({ class: "validation", limit: 0 });
  });

  it("negative rounding on an account lowers the total", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(facts, [
        itemLine(facts, "1", { unitPrice: "9.98" }),
        line("r", { kind: "cashRounding", account: facts.roundingAccount, unitPrice: "-0.03" }),
      ]),
      call,
    );
    expect(document.totals.gross).toBe("9.95");
  });

  it("250 lines come back as sent, in their order, and add up", async () => {
    const { port, facts } = subject();
    const lines = Array.from({ length: 250 }, (_, index) => {
      const [quantity, unitPrice] = [String((index % 3) + 1), cents(100 + index * 37)];
      const amount = able.explicitTaxAmounts
        ? cents(index)
        : normalize(round(multiply(multiply(quantity, unitPrice), facts.vat.rate), 2));
      return itemLine(facts, `k${index}`, {
        quantity,
        unitPrice,
        taxes: [{ ...facts.vat, amount }],
      });
    });
    const draft = draftOf(facts, lines);
    const document = await port.createDocument(newKey(), draft, call);
    const read = await port.getDocument(document.ref, call);
    // An ERP that calculates taxes for the whole document may need a rounding line of its own.
    expect(
      read.lines
        .filter((entry) => able.explicitTaxAmounts || entry.kind !== "rounding")
        .map(
          keyOf(
            context,
            lines.map(({ key }) => key),
          ),
        ),
    ).toEqual(lines.map((entry) => entry.key));
    expect(read.totals.gross).toBe(draft.expected.gross);
    if (able.explicitTaxAmounts) expect(read.totals).toEqual(draft.expected);
  });

  it("a comment line is kept and costs nothing", async () => {
    const { port, facts } = subject();
    const document = await port.createDocument(
      newKey(),
      draftOf(facts, [
        line("c", {
          kind: "comment",
          description: "Shopify Order No.: #1001",
          quantity: "0",
          unitPrice: "0",
        }),
        itemLine(facts, "1"),
      ]),
      call,
    );
    expect((await port.getDocument(document.ref, call)).lines[0]).toMatchObject({
      kind: "comment",
      description: "Shopify Order No.: #1001",
      amount: "0",
    });
    expect(document.totals.gross).toBe("10");
  });

  it("gross = net + tax for any lines, with tax in the prices and without", async () => {
    const { port, facts } = subject();
    const anyLine = fc.record({
      quantity: fc.integer({ min: 1, max: 50 }),
      price: fc.integer({ min: 0, max: 100_000 }),
      discount: fc.integer({ min: 0, max: 100 }),
      tax: fc.integer({ min: 0, max: 5_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { minLength: 1, maxLength: 6 }),
        able.taxInclusivePrices ? fc.boolean() : fc.constant(false),
        fc.constantFrom(["EUR", 2] as const, ["JPY", 0] as const, ["KWD", 3] as const),
        async (values, inclusive, [currency, places]) => {
          const lines = values.map((value, index) => {
            const whole = multiply(String(value.quantity), cents(value.price, places));
            const discount = multiply(cents(value.price, places), value.discount > 50 ? "1" : "0");
            expect(compare(discount, whole)).toBeLessThanOrEqual(0);
            return itemLine(facts, String(index), {
              quantity: String(value.quantity),
              unitPrice: cents(value.price, places),
              discount,
              taxes: able.explicitTaxAmounts
                ? [{ title: "T", amount: cents(value.tax, places) }]
                : [],
            });
          });
          const draft = draftOf(facts, lines, { pricesIncludeTax: inclusive, currency });
          const { ref, totals } = await port.createDocument(newKey(), draft, call);
          const { lines: booked } = await port.getDocument(ref, call);
          expect(totals).toEqual(draft.expected);
          expect(totals.gross).toBe(add(totals.net, totals.tax));
          expect(add("0", ...booked.map((entry) => entry.amount))).toBe(
            inclusive ? totals.gross : subtract(totals.gross, totals.tax),
          );
        },
      ),
      { numRuns: adapter.anyLinesRuns ?? 40 },
    );
  });

  it.runIf(!able.manualNumbers)("a number chosen by hand is refused as unsupported", async () => {
    const { port, facts } = subject();
    expect(
      await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1")], { number: "#1001-EU" }),
          call,
        ),
      ),
    ).toMatchObject({ class: "unsupported", capability: "manualNumbers" });
  });

  it.runIf(!able.itemCharges)("an item charge is refused as unsupported", async () => {
    const { port, facts } = subject();
    expect(
      await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [
            itemLine(facts, "1"),
            line("s", { kind: "shipping", itemCharge: "FREIGHT" }),
          ]),
          call,
        ),
      ),
    ).toMatchObject({ class: "unsupported", capability: "itemCharges" });
  });

  it.runIf(!able.paymentMethodOnOrder)(
    "a payment method on the order is refused as unsupported",
    async () => {
      const { port, facts } = subject();
      expect(
        await refusal(
          port.createDocument(
            newKey(),
            draftOf(facts, [itemLine(facts, "1")], { paymentMethod: facts.paymentMethod }),
            call,
          ),
        ),
      ).toMatchObject({ class: "unsupported", capability: "paymentMethodOnOrder" });
    },
  );

  it("an invoice and a credit memo of its own: made, released and posted, each found by its key with its kind", async () => {
    const { port, facts } = subject();
    for (const kind of ["salesInvoice", "creditMemo"] as const) {
      const key = newKey(kind === "creditMemo" ? "creditMemo" : "order");
      const document = await port.createDocument(
        key,
        draftOf(
          facts,
          [
            itemLine(facts, "1", { quantity: "2", unitPrice: "5" }),
            line("s", { kind: "shipping", account: facts.shippingAccount, unitPrice: "1.5" }),
          ],
          { kind },
        ),
        call,
      );
      expect(document).toMatchObject({
        kind,
        status: "open",
        totals: { net: "11.5", tax: "0", gross: "11.5" },
        lines: [
          { quantity: "2", amount: "10" },
          { quantity: "1", amount: "1.5" },
        ],
      });
      const { lines } = await port.getDocument(document.ref, call);
      expect(lines.map(keyOf(context, ["1", "s"]))).toEqual(["1", "s"]);
      expect(
        (await port.findDocuments(key, call)).map((found) => [found.kind, found.ref.id]),
      ).toEqual([[kind, document.ref.id]]);
      if (able.release)
        expect((await port.releaseDocument(document.ref, call)).status).toBe("released");
      if (able.postInvoiceViaApi && kind === "salesInvoice")
        expect((await port.postDocument({ kind, id: document.ref.id }, call)).status).toBe(
          "invoiced",
        );
      if (able.postInvoiceViaApi && kind === "salesInvoice")
        expect((await port.cancelDocument({ kind, id: document.ref.id }, call)).outcome).toBe(
          "refused",
        );
    }
  });

  it.runIf(able.manualNumbers)(
    "takes a number chosen by hand; a taken one, one with @ and one of its own series are refused",
    async () => {
      const { port, facts } = subject();
      const create = (number: string) =>
        port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")], { number }), call);
      expect((await create("#1001-EU")).ref.number).toBe("#1001-EU");
      expect(await refusal(create("#1001-EU"))).toMatchObject({
        class: "validation",
        field: "number",
      });
      expect(await refusal(create("@1001"))).toMatchObject({
        class: "validation",
        field: "number",
      });
      const numbered = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const digits = /\d+$/.exec(numbered.ref.number ?? "")?.[0] ?? "";
      const later = (numbered.ref.number ?? "").replace(
        /\d+$/,
        String(Number(digits) + 5).padStart(digits.length, "0"),
      );
      expect(await refusal(create(later))).toMatchObject({ class: "validation", field: "number" });
    },
  );

  it.runIf(able.itemCharges)(
    "an item charge counts in the total and needs an item line",
    async () => {
      const { port, facts } = subject();
      const charge = line("s", {
        kind: "shipping",
        itemCharge: facts.itemCharge ?? "",
        unitPrice: "10",
      });
      const document = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1"), itemLine(facts, "2"), itemLine(facts, "3"), charge]),
        call,
      );
      expect(document.totals.gross).toBe("40");
      expect(
        await refusal(port.createDocument(newKey(), draftOf(facts, [charge]), call)),
      ).toMatchObject({ class: "validation", field: "lines[0].itemCharge" });
    },
  );

  it.runIf(!able.release)("releasing is refused as unsupported", async () => {
    const { port, facts } = subject();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1")]),
      call,
    );
    expect(await refusal(port.releaseDocument(ref, call))).toMatchObject({
      class: "unsupported",
      capability: "release",
    });
  });

  it.runIf(able.release)(
    "releases once: the second time is a state conflict and changes nothing",
    async () => {
      const { port, facts } = subject();
      const document = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const released = await port.releaseDocument({ ...document.ref }, call);
      expect(released.status).toBe("released");
      expect(
        (await refusal(port.releaseDocument({ kind: "salesOrder", id: document.ref.id }, call)))
          .class,
      ).toBe("stateConflict");
      expect(await port.getDocument(document.ref, call)).toMatchObject(released);
    },
  );

  it.runIf(able.releaseOnCreate)(
    "releases as it creates what comes to the expected total, and leaves open what does not",
    async () => {
      const { port, facts } = subject();
      const draft = { ...draftOf(facts, [itemLine(facts, "1")]), release: true as const };
      const key = newKey();
      expect((await port.createDocument(key, draft, call)).status).toBe("released");
      expect(await port.findDocuments(key, call)).toMatchObject([{ status: "released" }]);
      const { net, tax, gross } = draft.expected;
      const dearer = { net, tax, gross: `1${gross}` };
      const open = await port.createDocument(newKey(), { ...draft, expected: dearer }, call);
      expect(open.status).toBe("open");
      expect((await port.releaseDocument(open.ref, call)).status).toBe("released");
    },
  );

  it.runIf(able.release && able.optimisticLock)(
    "two workers releasing at once: one does it",
    async () => {
      const { port, facts } = subject();
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const results = await Promise.allSettled(
        [1, 2, 3].map(() => port.releaseDocument(ref, call)),
      );
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected")
          expect(result.reason).toMatchObject({ detail: { class: "versionConflict" } });
    },
  );

  it("cancels an order, twice with the same end", async () => {
    const { port, facts } = subject();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1")]),
      call,
    );
    for (let turn = 0; turn < 2; turn += 1)
      expect(await port.cancelDocument({ kind: ref.kind, id: ref.id }, call)).toMatchObject({
        outcome: "cancelled",
        document: { status: "cancelled" },
      });
    if (able.release)
      expect(
        (await refusal(port.releaseDocument({ kind: ref.kind, id: ref.id }, call))).class,
      ).toBe("stateConflict");
  });

  it("deleted in the ERP: reading says gone, the key finds nothing and may be used again", async () => {
    const { port, facts, deleteDocument } = subject();
    const key = newKey();
    const { ref } = await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call);
    await deleteDocument(ref);
    expect((await refusal(port.getDocument(ref, call))).class).toBe("gone");
    if (able.release) expect((await refusal(port.releaseDocument(ref, call))).class).toBe("gone");
    expect(await port.findDocuments(key, call)).toEqual([]);
    expect(
      (await port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call)).ref.id,
    ).not.toBe(ref.id);
  });
}
