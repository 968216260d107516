import { expect, it } from "vitest";
import type { CaseContext } from "./suite.ts";
import { call, newKey, refusal } from "./setting.ts";

export function itemCases({ subject }: CaseContext): void {
  it("answers a batch in the order of its queries, an unknown SKU with nothing", async () => {
    const { port, facts } = subject();
    const found = await port.findItems(
      [
        { number: facts.otherItem.number },
        { number: "NO-SUCH-SKU" },
        { number: facts.item.number },
        { barcode: facts.item.barcode },
      ],
      call,
    );
    expect(
      found.map((candidates) =>
        candidates.map((candidate) => [candidate.ref.id, candidate.matchedBy]),
      ),
    ).toEqual([
      [[facts.otherItem.ref.id, "number"]],
      [],
      [[facts.item.ref.id, "number"]],
      [[facts.item.ref.id, "barcode"]],
    ]);
  });

  it("takes an item number exactly", async () => {
    const { port, facts } = subject();
    const found = await port.findItems(
      [
        { number: facts.item.number.toLowerCase() },
        { number: `${facts.item.number} ` },
        { number: "%" },
        { number: "" },
      ],
      call,
    );
    expect(found).toEqual([[], [], [], []]);
  });

  it("an empty batch asks nothing", async () => {
    expect(await subject().port.findItems([], call)).toEqual([]);
  });

  it("creating twice and at once gives one item", async () => {
    const { port } = subject();
    const key = newKey("item");
    const number = `NEW-${key.shopifyId}`;
    const refs = await Promise.all(
      [1, 2].map(() => port.createItem(key, { number, description: "New item" }, call)),
    );
    refs.push(await port.createItem(key, { number, description: "New item" }, call));
    expect(new Set(refs.map((ref) => ref.id)).size).toBe(1);
    const [found] = await port.findItems([{ number }], call);
    expect(found).toHaveLength(1);
  });

  it("a number that another item has is refused", async () => {
    const { port, facts } = subject();
    const detail = await refusal(
      port.createItem(newKey("item"), { number: facts.item.number, description: "Twin" }, call),
    );
    expect(detail).toMatchObject({ class: "duplicate", ids: [facts.item.ref.id] });
  });

  it("reads items as they stand, whatever their order, without those it does not have", async () => {
    const { port, facts } = subject();
    const barcode = "4006381333931";
    const key = newKey("item");
    const number = `READ-${key.shopifyId}`;
    const ref = await port.createItem(
      key,
      { number, description: "Read me", barcode, price: "12.5", currency: "EUR" },
      call,
    );
    const read = await port.readItems([facts.item.ref.id, ref.id, "no-such-id"], call);
    expect(read.map((item) => item.ref.id).sort()).toEqual([facts.item.ref.id, ref.id].sort());
    expect(read.find((item) => item.ref.id === ref.id)).toMatchObject({
      ref: { kind: "item", id: ref.id, number },
      description: "Read me",
      barcode,
      price: "12.5",
      currency: "EUR",
      stocked: true,
      variants: 0,
      blocked: false,
    });
    expect(await port.readItems([], call)).toEqual([]);
  });

  it("lists items page by page, none twice, all of them", async () => {
    const { port } = subject();
    const whole = await port.listItems({ limit: 500 }, call);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await port.listItems(
        { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
        call,
      );
      paged.push(...page.values.map((item) => item.ref.id));
      cursor = page.next;
    } while (cursor !== undefined && paged.length < 1000);
    expect(paged).toEqual(whole.values.map((item) => item.ref.id));
  });
}
