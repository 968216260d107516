import { describe, expect, it } from "vitest";
import { mappingText, readCardFile, writeCardFile, type CardFile } from "./card-file.ts";

const card: Omit<CardFile, "unknown"> = {
  shop: "a.myshopify.com",
  title: "Store",
  settings: { autoRelease: true },
  filter: { channels: ["web"] },
  mappings: [{ kind: "paymentMethod", key: "bogus", title: "Bogus", erp: { code: "CARD" } }],
};
const json = (over: object) =>
  JSON.stringify({ ...(JSON.parse(writeCardFile(card)) as object), ...over });
const refused = (text: string) => {
  const read = readCardFile(text);
  return read.ok ? null : read.error;
};

describe("the file of a shop card", () => {
  it("is read as it was written", () => {
    expect(readCardFile(writeCardFile(card))).toEqual({
      ok: true,
      value: { ...card, unknown: [] },
    });
    expect(readCardFile(`\uFEFF${writeCardFile(card)}`).ok).toBe(true);
  });

  it("names keys that it does not know, and takes the others", () => {
    const read = readCardFile(
      json({
        extra: 1,
        settings: { autoRelease: true, teleport: "yes" },
        filter: { channels: ["web"], moon: true },
        mappings: [
          ...card.mappings,
          { kind: "galaxy", key: "x", title: "x", erp: {} },
          { kind: "location", key: "deleted:X", title: "X", erp: { code: "MAIN", floor: "2" } },
        ],
      }),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        settings: { autoRelease: true },
        filter: { channels: ["web"] },
        unknown: [
          "extra",
          "filter.moon",
          "mappings.galaxy",
          "mappings.location.floor",
          "settings.teleport",
        ],
      },
    });
  });

  it("of an earlier version of the settings is brought up to this one", () => {
    const read = readCardFile(json({ settings: { customerImport: "all" } }));
    expect(read).toMatchObject({ ok: true, value: { settings: { customerImport: "withOrders" } } });
  });

  it.each([
    ["", { kind: "notJson" }],
    ["{", { kind: "notJson" }],
    ["[]", { kind: "notACard" }],
    ["null", { kind: "notACard" }],
    [JSON.stringify({ file: "gift-cards", version: 1 }), { kind: "notACard" }],
    [json({ version: 2 }), { kind: "newer" }],
    [json({ version: 0 }), { kind: "older" }],
    [json({ version: undefined }), { kind: "older" }],
    [json({ version: "1" }), { kind: "older" }],
    [json({ settings: { schemaVersion: 99 } }), { kind: "newer" }],
    [json({ settings: { schemaVersion: -1 } }), { kind: "older" }],
    [json({ settings: [] }), { kind: "unreadable", where: "settings" }],
    [json({ mappings: [{ kind: "location" }] }), { kind: "unreadable", where: "mappings.0.key" }],
    [
      json({ mappings: [{ kind: "location", key: "x", title: "", erp: { code: 7 } }] }),
      { kind: "unreadable", where: "mappings.0.erp" },
    ],
    [
      json({ mappings: [...card.mappings, ...card.mappings] }),
      { kind: "unreadable", where: "mappings.1.key" },
    ],
  ])("%s is refused", (text, error) => {
    expect(refused(text)).toEqual(error);
  });

  it("says a mapping in few words", () => {
    expect(mappingText({ code: "DHL", charge: { type: "account", number: "4000" } })).toBe(
      "DHL, account 4000",
    );
    expect(mappingText(null)).toBe("");
  });
});
