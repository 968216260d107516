// CAT-1: the files as their formats are described, whatever the texts hold.
import { describe, expect, it } from "vitest";
import { fileText } from "./file-text.ts";
import { icml } from "./icml.ts";
import { jsonl } from "./jsonl.ts";
import { OFFER, written } from "./offer.fixture.ts";
import { paramCodes } from "./param-codes.ts";
import { readXml, type Node } from "./xml-reader.fixture.ts";

/** What may stand in an offer, in the order of the published description; "*": any number of times, "?": or not at all. */
const OFFER_PARTS =
  "url? price categoryId* picture* name productName param* vendor? productActivity weight? barcode?";
const names = (node: Node): string[] => node.children.map(({ name }) => name);
const text = (node: Node, name: string): string | undefined =>
  node.children.find((child) => child.name === name)?.text;

/** Fails where a file is not as the format's description says. */
function described(xml: string): Node[] {
  const root = readXml(xml);
  expect(root.name).toBe("yml_catalog");
  expect(Object.keys(root.attributes)).toEqual(["date"]);
  expect(root.attributes.date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(names(root)).toEqual(["shop"]);
  const [shop] = root.children;
  if (!shop) throw new Error("no shop");
  expect(names(shop)).toEqual(["name", "company", "categories", "offers"]);
  const [, , categories, offers] = shop.children;
  for (const category of categories?.children ?? []) {
    expect(category.name).toBe("category");
    expect(Object.keys(category.attributes)).toEqual(["id"]);
    expect(names(category)).toEqual(["name"]);
  }
  const order = new RegExp(
    `^${OFFER_PARTS.split(" ")
      .map((part) => `(${part.replace(/[*?]$/, "")} )${/[*?]$/.exec(part)?.[0] ?? ""}`)
      .join("")}$`,
  );
  for (const offer of offers?.children ?? []) {
    expect(offer.name).toBe("offer");
    expect(`${names(offer).join(" ")} `).toMatch(order);
    expect(offer.attributes.id).toMatch(/^\d+$/);
    expect(offer.attributes.productId).toMatch(/^\d+$/);
    const codes = offer.children.flatMap(({ attributes }) => attributes.code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
  }
  return offers?.children ?? [];
}

describe("ICML", () => {
  it("is as its publisher describes it, with every field of the catalog", () => {
    const [offer] = described(written(icml, [OFFER]));
    if (!offer) throw new Error("no offer");
    expect(offer.attributes).toEqual({ id: "43", productId: "7", quantity: "12" });
    expect(Object.fromEntries(offer.children.map(({ name }) => [name, text(offer, name)]))).toEqual(
      {
        url: OFFER.url,
        price: "89.00",
        categoryId: "9",
        picture: OFFER.image,
        name: "Sweater - Navy / M",
        productName: "Sweater",
        param: "SWEATER-NAVY-M",
        vendor: "Harbour Goods",
        productActivity: "Y",
        weight: "0.85",
        barcode: "4006381333931",
      },
    );
    expect(
      offer.children
        .filter(({ name }) => name === "param")
        .map((one) => [one.attributes, one.text]),
    ).toEqual([
      [{ name: "Article", code: "article" }, "SWEATER-NAVY-M"],
      [{ name: "Color", code: "color" }, "Navy"],
      [{ name: "Size", code: "size" }, "M"],
    ]);
  });

  it("leaves out what there is not, and names no stock that is not counted", () => {
    const bare = {
      ...OFFER,
      ...{ url: null, vendor: null, sku: null, barcode: null, quantity: null },
      ...{ kilograms: null, image: null, groups: [], options: [], active: false },
    };
    const [offer] = described(written(icml, [bare], []));
    expect(offer?.attributes).toEqual({ id: "43", productId: "7" });
    expect(offer && names(offer)).toEqual(["price", "name", "productName", "productActivity"]);
    expect(offer && text(offer, "productActivity")).toBe("N");
    const [oversold] = described(written(icml, [{ ...OFFER, quantity: -3 }]));
    expect(oversold?.attributes.quantity).toBe("0");
  });

  it("gives back hostile texts as they were, but for what XML cannot hold", () => {
    const hostile = `<b>&amp; "q" 'a' ]]> <![CDATA[x]]> 👩‍👩‍👧 \t\r\n${"ü".repeat(3_000)}`;
    const forbidden = "\u0000\u0001\u0008\u000b\u000c\u001f\ufffe\uffff";
    const name = fileText(`${hostile}${forbidden}\ud800`);
    const [offer] = described(
      written(
        icml,
        [{ ...OFFER, name, options: [{ name: hostile, value: name }] }],
        [{ id: "9", name }],
      ),
    );
    expect(offer && text(offer, "name")).toBe(`${hostile}  \ufffd`);
    expect(offer?.children.find(({ attributes }) => attributes.code === "option-1")?.text).toBe(
      name,
    );
  });

  it("of a store without products is a file, too", () => {
    expect(described(written(icml, [], []))).toEqual([]);
  });
});

describe("JSON Lines", () => {
  it("has one variant on each line, whatever its texts hold", () => {
    const name = 'two\nlines "and" \u2028 👍';
    const lines = written(jsonl, [OFFER, { ...OFFER, name }]).split("\n");
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      id: "43",
      productId: "7",
      price: "89.00",
      quantity: 12,
      weight: { value: "0.85", unit: "kg" },
      collections: [{ id: "9", name: "Clothing" }],
      options: OFFER.options,
    });
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ name });
  });
});

it("codes of options are Latin, each its own, and never that of the article", () => {
  expect(
    paramCodes(["Color", "Größe", "Цвет", "Article", "color", "Shoe size"], "article"),
  ).toEqual(["color", "grosse", "option-3", "option-4", "option-5", "shoe-size"]);
});
