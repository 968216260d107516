import { simulator } from "#tests/setup/simulator.ts";
import { EXPECTED_VERDICTS } from "#tests/simulators/shopify/seed/expected-verdicts.ts";
import { place } from "./back-office.ts";
import { twiceIsOnce } from "./twice.ts";

const SHOP = "twice-goods.myshopify.com";
/** I-6. Goods, no goods, both, what stops; with an order of each kind: twice.long.test.ts. */
const KINDS = [
  ...["one-line", "few-lines", "same-product-twice", "tax-included", "custom-line"],
  ...["unknown-sku", "digital-only", "digital-and-goods", "two-currencies", "line-discount"],
];
const documents = KINDS.filter((kind) => EXPECTED_VERDICTS[kind]?.outcome === "document");

twiceIsOnce(SHOP, {
  fill() {
    simulator.shops.add(SHOP, "empty");
    for (const kind of KINDS) place(SHOP, { kind });
  },
  orders: KINDS.length,
  documents: documents.length,
});
