import type { CatalogFormat, Group, Offer } from "./format.ts";

export const OFFER: Offer = {
  id: "43",
  productId: "7",
  productName: "Sweater",
  name: "Sweater - Navy / M",
  vendor: "Harbour Goods",
  url: "https://shop.example/products/sweater?variant=43",
  active: true,
  sku: "SWEATER-NAVY-M",
  barcode: "4006381333931",
  price: "89.00",
  quantity: 12,
  kilograms: "0.85",
  image: "https://cdn.example/a.jpg?v=1&width=2",
  groups: [{ id: "9", name: "Clothing" }],
  options: [
    { name: "Color", value: "Navy" },
    { name: "Size", value: "M" },
  ],
};

/** A whole file. */
export const written = (
  format: CatalogFormat,
  offers: readonly Offer[],
  groups: readonly Group[] = [{ id: "9", name: "Clothing" }],
): string =>
  [
    format.head({
      shopName: "Harbour & Goods",
      currency: "EUR",
      madeAt: new Date("2026-12-01T10:09:18.500Z"),
    }),
    ...groups.map((group) => format.group(group)),
    format.between(),
    ...offers.map((offer) => format.offer(offer)),
    format.end(),
  ].join("");
