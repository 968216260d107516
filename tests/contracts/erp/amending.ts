import { afterEach, describe, expect, it } from "vitest";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { Amended, DocumentReading } from "#app/erp/port/readings.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { add, compare, divide, multiply, normalize, round } from "#app/money/decimal.ts";
import type { ErpError } from "#app/erp/errors.ts";
import { release } from "./by-link.ts";
import { call, draftOf, itemLine, newKey, refusal } from "./setting.ts";
import type { CaseContext } from "./suite.ts";

/** More calls that change something than any adapter makes of one amendment. */
const MOST_CALLS = 8;

/** Documents read back whole, and amended: whole or not at all, never over what people wrote unseen, and once however often it is asked. */
export function amendingCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities.amendable;
  const port = () => subject().port;
  const keysOf = ({ lines }: DocumentDraft): string[] => lines.map((line) => line.key);
  /** `made`: what the document was made of, or amended to. */
  const read = (ref: ErpRef, made = before()) =>
    port().readDocument({ ref, keys: keysOf(made) }, call);
  /** With the books' usual tax on `amount`, in it or on top of it. */
  const taxed = (key: string, amount: string, over: Partial<DraftLine>): DraftLine => {
    const { facts } = subject();
    const { rate } = facts.vat;
    const base = facts.pricesIncludeTax ? divide(amount, add("1", rate)) : amount;
    const tax = { ...facts.vat, amount: normalize(round(multiply(base, rate), 2)) };
    return itemLine(facts, key, { taxes: [tax], ...over });
  };
  const before = (): DocumentDraft =>
    draftOf(subject().facts, [
      taxed("11", "40", { quantity: "2", unitPrice: "20" }),
      taxed("12", "10", { quantity: "1", unitPrice: "10" }),
    ]);
  /** A quantity, a discount, a line less and one more, another address, terms and a note. */
  const after = (): DocumentDraft => {
    const { facts } = subject();
    const lines = [
      taxed("11", "55", { quantity: "3", unitPrice: "20", discount: "5", description: "Renamed" }),
      taxed("13", "9", { item: facts.otherItem.ref, quantity: "4", unitPrice: "2.25" }),
    ];
    const draft = draftOf(facts, lines);
    return {
      ...draft,
      shipToAddress: {
        ...draft.shipToAddress,
        name: "Ben Holm",
        address1: "Kai 9",
        zip: "24103",
        city: "Kiel",
      },
      paymentTerms: facts.paymentTerms,
      note: "Leave it at the gate.",
    };
  };
  const make = async (draft = before()): Promise<{ key: ExternalKey; seen: DocumentReading }> => {
    const key = newKey();
    const { ref } = await port().createDocument(key, draft, call);
    return { key, seen: await read(ref) };
  };
  const amend = (
    key: ExternalKey,
    { ref, revision }: Omit<Amended, "keys">,
    draft = after(),
    made = before(),
  ) => port().amendDocument(key, { ref, revision, keys: keysOf(made) }, draft, call);
  const isAfter = (reading: DocumentReading): void => {
    expect(reading.lines.map(({ key, quantity }) => [key, quantity])).toEqual([
      ["11", "3"],
      ["13", "4"],
    ]);
    expect(reading.totals.gross).toBe(after().expected.gross);
    expect(reading.header).toMatchObject({
      shipToAddress: { name: "Ben Holm", zip: "24103" },
      paymentTerms: subject().facts.paymentTerms,
      note: "Leave it at the gate.",
    });
  };
  const isBefore = async ({ ref, revision }: Omit<Amended, "keys">): Promise<void> => {
    expect((await read(ref)).revision).toBe(revision);
  };

  it("reads a document back as it was sent, with the same revision until it says something else", async () => {
    const { facts, byHand } = subject();
    const { seen } = await make();
    expect(seen.lines).toMatchObject([
      {
        key: "11",
        kind: "item",
        quantity: "2",
        unitPrice: "20",
        amount: "40",
        item: { id: facts.item.ref.id },
      },
      { key: "12", quantity: "1", unitPrice: "10", amount: "10" },
    ]);
    expect(seen.header).toMatchObject({
      sellTo: { id: facts.customer.id },
      billTo: { id: facts.customer.id },
      shipToAddress: { name: "Ada Berg", zip: "20457", city: "Hamburg", countryCode: "DE" },
    });
    expect(seen.fixed).toBeUndefined();
    await release(context, seen.ref);
    await isBefore(seen);
    const other = await make();
    await byHand.setQuantity(other.seen.ref, "12", "5");
    expect((await read(other.seen.ref)).revision).not.toBe(other.seen.revision);
  });

  it("what is not there is said so", async () => {
    const { key, seen } = await make();
    await subject().deleteDocument(seen.ref);
    expect((await refusal(read(seen.ref))).class).toBe("gone");
    expect((await refusal(amend(key, seen))).class).toBe("gone");
    expect((await refusal(read({ kind: "salesOrder", id: "not-an-id" }))).class).toBe("notFound");
  });

  describe.runIf(able.includes("open"))("an open order", () => {
    it("says all the draft says: lines, header, totals; its number, key and state stay", async () => {
      const { key, seen } = await make();
      const amended = await amend(key, seen);
      isAfter(amended);
      expect(amended).toMatchObject({
        ref: { id: seen.ref.id, number: seen.ref.number },
        externalKey: seen.externalKey,
        status: "open",
      });
      expect(amended.lines[0]?.lineId).toBe(seen.lines[0]?.lineId);
      expect(await read(seen.ref, after())).toEqual(amended);
      expect(await port().findDocuments(key, call)).toHaveLength(1);
      await release(context, amended.ref);
    });

    it("back again it says what it said at first", async () => {
      const { key, seen } = await make();
      const back = await amend(key, await amend(key, seen), before(), after());
      expect(back.lines).toMatchObject([
        { key: "11", quantity: "2", amount: "40" },
        { key: "12", quantity: "1", amount: "10" },
      ]);
      expect(back.totals).toEqual(seen.totals);
    });

    it("a line less at its end, then two more", async () => {
      const { key, seen } = await make();
      const [first] = before().lines;
      if (!first) throw new Error("the document has lines");
      const fewer = draftOf(subject().facts, [first]);
      const one = await amend(key, seen, fewer);
      expect(one.lines.map((line) => line.key)).toEqual(["11"]);
      expect(one.totals.gross).toBe(fewer.expected.gross);
      const more = draftOf(subject().facts, [
        first,
        taxed("12", "10", { quantity: "1", unitPrice: "10" }),
        taxed("14", "9", { item: subject().facts.otherItem.ref, quantity: "1", unitPrice: "9" }),
      ]);
      const three = await amend(key, one, more, fewer);
      expect(three.lines.map((line) => line.key)).toEqual(["11", "12", "14"]);
      expect(three.totals.gross).toBe(more.expected.gross);
    });

    it("asked twice it is amended once", async () => {
      const { key, seen } = await make();
      const amended = await amend(key, seen);
      expect(await amend(key, seen)).toEqual(amended);
      expect(await read(seen.ref, after())).toEqual(amended);
    });

    it("changed by people since it was seen: refused by name, and theirs stays", async () => {
      const { key, seen } = await make();
      await subject().byHand.setQuantity(seen.ref, "12", "9");
      const theirs = await read(seen.ref);
      const detail = await refusal(amend(key, seen));
      expect(detail).toMatchObject({
        class: "versionConflict",
        text: { code: expect.stringMatching(/changed$/) as string },
      });
      await isBefore(theirs);
      // Seen, it may be overwritten.
      isAfter(await amend(key, theirs));
    });

    it("lines that people added stay as they are", async () => {
      const { key, seen } = await make();
      await subject().byHand.addLine(seen.ref, "6.5");
      const theirs = await read(seen.ref);
      const [added] = theirs.lines.filter((line) => line.key === undefined);
      const amended = await amend(key, theirs);
      // Where among the others is the ERP's affair.
      const ours = amended.lines.filter((line) => line.key !== undefined);
      expect(ours.map((line) => line.key)).toEqual(["11", "13"]);
      expect(amended.lines.filter((line) => line.key === undefined)).toMatchObject([
        { lineId: added?.lineId, quantity: "1", amount: "6.5" },
      ]);
      expect(compare(amended.totals.gross, after().expected.gross)).toBe(1);
    });

    it("a draft the ERP cannot take: refused, and nothing was changed", async () => {
      const { key, seen } = await make();
      const ref = {
        kind: "item" as const,
        id: "0b1f0a52-7a43-4c1f-8a0b-000000000000",
        number: "NONE",
      };
      const draft = draftOf(subject().facts, [itemLine(subject().facts, "11", { item: ref })]);
      expect((await refusal(amend(key, seen, draft))).class).toBe("validation");
      await isBefore(seen);
      expect((await read(seen.ref)).status).toBe("open");
    });

    it("another order's document is left alone", async () => {
      const { seen } = await make();
      expect((await refusal(amend(newKey(), seen))).class).toBe("stateConflict");
      await isBefore(seen);
    });

    describe.each(["lostAfter", "truncated", "lostBefore"] as const)("%s", (fault) => {
      afterEach(() => {
        subject().line.reset();
      });
      it("wherever it strikes: asked again it is amended, once and whole", async ({ skip }) => {
        const { line } = subject();
        if (!line.faults.includes(fault)) return skip(`this line cannot be ${fault}`);
        let struck = 0;
        for (let through = 0; through < MOST_CALLS; through += 1) {
          const { key, seen } = await make();
          line.arm(fault, 1, through);
          const end = await amend(key, seen).then(
            () => undefined,
            (error: unknown) => (error as { detail: { class: string } }).detail.class,
          );
          if (line.reset() === 0) break;
          struck += 1;
          expect(["ambiguous", "unavailable"]).toContain(end);
          isAfter(await amend(key, seen));
          expect(await port().findDocuments(key, call)).toHaveLength(1);
        }
        expect(struck).toBeGreaterThan(0);
      });
    });
  });

  it("a released order: amended where the ERP lets it, else refused with the reason that was read", async () => {
    const { key, seen } = await make();
    await release(context, seen.ref);
    const released = await read(seen.ref);
    if (able.includes("released")) {
      expect(released.fixed).toBeUndefined();
      const amended = await amend(key, released);
      isAfter(amended);
      expect(amended.status).toBe("released");
      return;
    }
    expect(released.fixed).toBeDefined();
    expect(await refusal(amend(key, released))).toMatchObject({
      class: "stateConflict",
      text: released.fixed,
    });
    await isBefore(released);
  });

  it("an order that was shipped, or cancelled, is refused with the reason that was read", async () => {
    const shipped = await make();
    await release(context, shipped.seen.ref);
    const { ref } = await read(shipped.seen.ref);
    await subject().byHand.ship(ref, { lines: [{ key: "11", quantity: "1" }] });
    const cancelled = await make();
    await port().cancelDocument(cancelled.seen.ref, call);
    for (const { key, seen } of [shipped, cancelled]) {
      const now = await read(seen.ref).catch((error: unknown) => {
        // Where cancelling deletes.
        expect((error as ErpError).detail.class).toBe("gone");
      });
      if (!now) {
        expect((await refusal(amend(key, seen))).class).toBe("gone");
        continue;
      }
      expect(now.fixed).toBeDefined();
      expect(await refusal(amend(key, now))).toMatchObject({
        class: "stateConflict",
        text: now.fixed,
      });
      await isBefore(now);
    }
  });
}
