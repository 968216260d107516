import { expect, it } from "vitest";
import type { CaseContext } from "./suite.ts";
import { call, customerData, draftOf, itemLine, newKey, refusal } from "./setting.ts";

const EMOJI = "🧵";
const RTL = "شراع أزرق";

export function limitCases({ adapter, subject }: CaseContext): void {
  const { limits } = adapter.capabilities;

  it.each([
    ["latin", "x"],
    ["emoji", EMOJI],
    ["right to left", "ش"],
  ])(
    "a description of exactly the declared length is kept whole, one more is refused (%s)",
    async (_name, letter) => {
      const { port, facts } = subject();
      const units = adapter.textUnits === "utf16" ? letter.length : 1;
      const description = letter.repeat(limits.description / units);
      const document = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1", { description })]),
        call,
      );
      expect((await port.getDocument(document.ref, call)).lines[0]?.description).toBe(description);
      const detail = await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1", { description: description + letter })]),
          call,
        ),
      );
      expect(detail).toMatchObject({
        class: "validation",
        field: "lines[0].description",
        limit: limits.description,
      });
    },
  );

  it("mixed directions, emoji and quotes are kept to the character", async () => {
    const { port, facts } = subject();
    const description = `${RTL} "Sail" ${EMOJI}👩🏽‍🚀 \\ ' %_ \u200f`;
    const document = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1", { description })]),
      call,
    );
    expect((await port.getDocument(document.ref, call)).lines[0]?.description).toBe(description);
  });

  it("half an emoji and NUL are refused, not replaced", async () => {
    const { port, facts } = subject();
    for (const description of [EMOJI.slice(0, 1), "a\u0000b"]) {
      expect(
        await refusal(
          port.createDocument(
            newKey(),
            draftOf(facts, [itemLine(facts, "1", { description })]),
            call,
          ),
        ),
      ).toMatchObject({ class: "validation", field: "lines[0].description" });
    }
  });

  it("names, addresses, numbers and notes beyond their limit are refused with field and limit", async () => {
    const { port, facts } = subject();
    const create = (over: Parameters<typeof draftOf>[2]) =>
      refusal(port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")], over), call));
    expect(await create({ shipToAddress: { name: "n".repeat(limits.name + 1) } })).toMatchObject({
      class: "validation",
      field: "shipToAddress.name",
      limit: limits.name,
    });
    expect(
      await create({ billToAddress: { name: "n", address1: "a".repeat(limits.address + 1) } }),
    ).toMatchObject({
      class: "validation",
      field: "billToAddress.address1",
      limit: limits.address,
    });
    // What the adapter says of the parts of an address is what it takes.
    for (const [part, limit] of Object.entries(limits.parts ?? {}))
      expect(
        await create({ shipToAddress: { name: "n", [part]: "7".repeat(limit + 1) } }),
      ).toMatchObject({ class: "validation", field: `shipToAddress.${part}`, limit });
    expect(await create({ note: "n".repeat(limits.note + 1) })).toMatchObject({
      class: "validation",
      field: "note",
      limit: limits.note,
    });
    if (adapter.capabilities.manualNumbers)
      expect(await create({ number: "9".repeat(limits.number + 1) })).toMatchObject({
        class: "validation",
        field: "number",
        limit: limits.number,
      });
    expect(
      await refusal(
        port.createCustomer(
          newKey("customer"),
          customerData({ name: "n".repeat(limits.name + 1) }),
          call,
        ),
      ),
    ).toMatchObject({ class: "validation", field: "name", limit: limits.name });
  });

  it("more decimals than the declared precision are refused", async () => {
    const { port, facts } = subject();
    const { precision } = adapter.capabilities;
    const tooFine = (places: number): string => `1.${"0".repeat(places)}1`;
    expect(
      await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1", { quantity: tooFine(precision.quantity) })]),
          call,
        ),
      ),
    ).toMatchObject({ class: "validation", limit: precision.quantity });
    expect(
      await refusal(
        port.createDocument(
          newKey(),
          draftOf(facts, [itemLine(facts, "1", { unitPrice: tooFine(precision.unitPrice) })]),
          call,
        ),
      ),
    ).toMatchObject({ class: "validation", limit: precision.unitPrice });
  });
}
