import { expect, it } from "vitest";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { Json } from "#app/lib/json.ts";
import { add, subtract } from "#app/money/decimal.ts";
import { drainFeed } from "./drain-feed.ts";
import { keyOf, release } from "./by-link.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

export function postingCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities;

  async function posted(): Promise<DocumentSnapshot> {
    const { port, facts } = subject();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [
        itemLine(facts, "1", { quantity: "3", unitPrice: "3.33" }),
        line("s", { kind: "shipping", account: facts.shippingAccount, unitPrice: "0.01" }),
      ]),
      call,
    );
    await release(context, ref);
    return port.postDocument({ kind: ref.kind, id: ref.id }, call);
  }

  it.runIf(able.postInvoiceViaApi)(
    "posting before release is a state conflict; posting a released order ships and invoices all of it",
    async () => {
      const { port, facts } = subject();
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      expect((await refusal(port.postDocument(ref, call))).class).toBe("stateConflict");
      const document = await posted();
      expect(document.status).toBe("closed");
      const named = keyOf(context, ["1", "s"]);
      expect(document.lines.map((entry) => [named(entry), entry.shipped, entry.invoiced])).toEqual([
        ["1", "3", "3"],
        ["s", "0", "1"],
      ]);
      expect(
        (await refusal(port.postDocument({ kind: "salesOrder", id: document.ref.id }, call))).class,
      ).toBe("stateConflict");
    },
  );

  it.runIf(able.postInvoiceViaApi)(
    "what is posted cannot be cancelled: refused with a reason, unchanged",
    async () => {
      const { port } = subject();
      const document = await posted();
      const result = await port.cancelDocument({ kind: "salesOrder", id: document.ref.id }, call);
      expect(result).toMatchObject({ outcome: "refused", document: { status: "closed" } });
      expect(result.reason).toBeTruthy();
    },
  );

  it.runIf(able.postInvoiceViaApi && able.postedInvoiceLines)(
    "a posted invoice reads whole: its lines with numbers, prices and taxes come to its totals, and what is open follows its payments",
    async () => {
      const { port, facts } = subject();
      const taxed = (amount: string) => [{ ...facts.vat, amount }];
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(
          facts,
          [
            itemLine(facts, "1", { quantity: "3", unitPrice: "10", taxes: taxed("5.7") }),
            itemLine(facts, "2", { quantity: "1", unitPrice: "5", taxes: taxed("0.95") }),
          ],
          { pricesIncludeTax: false, paymentTerms: facts.paymentTerms },
        ),
        call,
      );
      await release(context, ref);
      const before = (await drainFeed(port, "invoices", null)).cursor;
      const document = await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      const { events } = await drainFeed(port, "invoices", before, 50);
      const event = events.find(
        (one) => one.feed === "invoices" && one.orderRefs.some(({ id }) => id === document.ref.id),
      );
      if (event?.feed !== "invoices") throw new Error("the feed does not tell the invoice");
      const invoice = await port.readPostedInvoice(event.ref, call);
      expect(invoice).toMatchObject({
        number: event.number,
        status: "posted",
        currency: "EUR",
        paymentTerms: facts.paymentTerms,
        documentDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        totals: event.totals,
        remaining: event.totals.gross,
        billTo: { id: facts.customer.id },
      });
      const sold = invoice.lines.filter(({ amount }) => amount !== "0");
      expect(sold.map(({ number, quantity, amount }) => [number, quantity, amount])).toEqual([
        [facts.item.number, "3", "30"],
        [facts.item.number, "1", "5"],
      ]);
      const taxes = invoice.lines.flatMap((one) => one.taxes);
      expect(add("0", ...taxes.map(({ amount }) => amount))).toBe(invoice.totals.tax);
      expect(add("0", ...sold.map(({ amount }) => amount))).toBe(invoice.totals.net);
      expect(new Set(taxes.map(({ rate }) => rate))).toEqual(new Set([facts.vat.rate]));
      if (!able.paymentRegistration) return;
      await port.registerPayment(
        newKey("payment"),
        {
          invoice: document.ref,
          amount: "4",
          currency: "EUR",
          method: facts.paymentMethod,
          date: "2026-03-02",
        },
        call,
      );
      const after = await port.readPostedInvoice(event.ref, call);
      expect(after.remaining).toBe(subtract(event.totals.gross, "4"));
    },
  );

  it.runIf(!able.postedInvoiceLines)(
    "where posted invoices cannot be read with their lines, it is refused as unsupported",
    async () => {
      const { port } = subject();
      const read = port.readPostedInvoice({ kind: "salesInvoice", id: "1" }, call);
      expect((await refusal(read)).class).toBe("unsupported");
    },
  );

  it.runIf(able.paymentRegistration)(
    "a payment is booked once per key, and never more than what remains",
    async () => {
      const { port, facts } = subject();
      // One kind of line, so that every ERP makes one invoice of it.
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { quantity: "4", unitPrice: "2.5" })]),
        call,
      );
      await release(context, ref);
      const document = await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      const key = newKey("payment");
      const payment = {
        invoice: document.ref,
        amount: "4",
        currency: "EUR",
        method: facts.paymentMethod,
        date: "2026-03-02",
      };
      const both = await Promise.all([
        port.registerPayment(key, payment, call),
        port.registerPayment(key, payment, call),
      ]);
      expect(both[0].id).toBe(both[1].id);
      expect(
        (
          await refusal(
            port.registerPayment(newKey("payment"), { ...payment, amount: "6.01" }, call),
          )
        ).class,
      ).toBe("stateConflict");
      // All that remains, twice at once.
      const last = newKey("payment");
      const rest = { ...payment, amount: "6" };
      const [one, same] = await Promise.all([
        port.registerPayment(last, rest, call),
        port.registerPayment(last, rest, call),
      ]);
      expect(one.id).toBe(same.id);
      expect(
        (
          await refusal(
            port.registerPayment(newKey("payment"), { ...payment, amount: "0.01" }, call),
          )
        ).class,
      ).toBe("stateConflict");
      expect(
        (
          await refusal(
            port.registerPayment(newKey("payment"), { ...payment, currency: "USD" }, call),
          )
        ).class,
      ).toBe("validation");
    },
  );

  it.runIf(able.paymentOnAccount)(
    "money that no invoice takes stands to its customer's credit, once per key, and changes no invoice",
    async () => {
      const { port, facts } = subject();
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { quantity: "4", unitPrice: "2.5" })]),
        call,
      );
      await release(context, ref);
      const document = await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      const payment = {
        invoice: document.ref,
        amount: "10",
        currency: "EUR",
        method: facts.paymentMethod,
        date: "2026-03-02",
      };
      const key = newKey("credit");
      const credit = { ...payment, amount: "20", onAccount: true as const };
      const both = await Promise.all([
        port.registerPayment(key, credit, call),
        port.registerPayment(key, credit, call),
      ]);
      expect(both[0].id).toBe(both[1].id);
      expect(both[0].kind).toBe("payment");
      // All of the invoice is still to be paid, and takes no cent more when it is.
      const paid = await port.registerPayment(newKey("payment"), payment, call);
      expect(paid.id).not.toBe(both[0].id);
      const wrong = [{ amount: "0" }, { amount: "-1" }, { currency: "USD" }];
      for (const fault of wrong)
        expect(
          (await refusal(port.registerPayment(newKey("credit"), { ...credit, ...fault }, call)))
            .class,
        ).toBe("validation");
    },
  );

  it.runIf(able.inventory === "byLocation")(
    "what is ordered and released is reserved at its location, what is shipped has left",
    async () => {
      const { port, facts } = subject();
      const at = async () =>
        (
          await port.getAvailability(
            [{ item: facts.item.ref }],
            [facts.location, facts.otherLocation],
            call,
          )
        ).map((entry) => [entry.location, Number(entry.onHand), Number(entry.reserved)] as const);
      const before = new Map(
        (await at()).map(([location, onHand, reserved]) => [location, { onHand, reserved }]),
      );
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { quantity: "2" })]),
        call,
      );
      // Some ERPs reserve what is ordered, all of them what is released.
      await release(context, ref);
      const ordered = new Map(
        (await at()).map(([location, onHand, reserved]) => [location, { onHand, reserved }]),
      );
      const here = before.get(facts.location) ?? { onHand: 0, reserved: 0 };
      expect(ordered.get(facts.location)).toEqual({
        onHand: here.onHand,
        reserved: here.reserved + 2,
      });
      expect(ordered.get(facts.otherLocation)).toEqual(before.get(facts.otherLocation));
      await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      const shipped = new Map(
        (await at()).map(([location, onHand, reserved]) => [location, { onHand, reserved }]),
      );
      expect(shipped.get(facts.location)).toEqual({
        onHand: here.onHand - 2,
        reserved: here.reserved,
      });
    },
  );

  it.runIf(able.inventory === "byLocation")(
    "stock is answered for a batch: an unknown item is left out, a unit that the item lacks has no factor",
    async () => {
      const { port, facts } = subject();
      const queries = [
        { item: facts.item.ref },
        { item: facts.otherItem.ref, unit: "NO-SUCH" },
        { item: { kind: "item" as const, id: "none" } },
      ];
      const answers = await port.getAvailability(queries, [facts.location], call);
      expect(answers.map(({ item, perUnit, location }) => [item.id, perUnit, location])).toEqual([
        [facts.item.ref.id, "1", facts.location],
        [facts.otherItem.ref.id, null, facts.location],
      ]);
      expect(await port.getAvailability([], [facts.location], call)).toEqual([]);
    },
  );

  it.runIf(able.inventory === "byLocation")(
    "the feed of stock names an item whose reserved or shipped quantity changed",
    async () => {
      const { port, facts } = subject();
      const of = async (from: Json) => {
        const { events, cursor } = await drainFeed(port, "stock", from, 3);
        return { named: events.some(({ ref }) => ref.id === facts.item.ref.id), cursor };
      };
      const { cursor } = await of(null);
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { quantity: "1" })]),
        call,
      );
      await port.releaseDocument(ref, call);
      const reserved = await of(cursor);
      expect(reserved.named).toBe(true);
      await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      expect((await of(reserved.cursor)).named).toBe(true);
    },
  );
}
