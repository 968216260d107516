/** Harbour Goods: a shop in Lübeck that sells in euro and elsewhere, with everything its orders need. */
import { newGiftCard } from "../world/gift-cards.ts";
import { placeOrder } from "../world/place-order.ts";
import type { Store } from "../world/store.ts";
import { hoursBefore } from "../world/time.ts";
import { stockCompanies, stockCustomers } from "./customers.ts";
import { stockDeliveryProfiles, stockLocations } from "./locations.ts";
import { ORDER_KINDS } from "./orders/index.ts";
import { stockProducts } from "./products.ts";

/** The shop without orders; every kind can still be placed in it. */
export function stockEmptyShop(store: Store): void {
  const name = store.shop
    .replace(".myshopify.com", "")
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
  store.facts = {
    id: "gid://shopify/Shop/92891250994",
    name,
    email: `owner@${store.shop.replace(".myshopify.com", ".example")}`,
    contactEmail: `hello@${store.shop.replace(".myshopify.com", ".example")}`,
    currencyCode: "EUR",
    ianaTimezone: "Europe/Berlin",
    taxesIncluded: true,
    taxShipping: true,
    // A store's default; the control act setShop turns it off.
    archivesOrders: true,
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    plan: {
      publicDisplayName: "Shopify Plus",
      displayName: "Shopify Plus",
      partnerDevelopment: false,
      shopifyPlus: true,
    },
    enabledPresentmentCurrencies: ["EUR", "USD", "JPY", "KWD", "SEK"],
    createdAt: "2024-02-01T09:00:00Z",
    rates: { USD: "0.9217", JPY: "0.00613", KWD: "2.9876", SEK: "0.0871" },
  };
  store.at(new Date("2024-02-01T09:00:00Z"), () => {
    stockLocations(store);
    stockDeliveryProfiles(store);
    stockProducts(store);
    stockCustomers(store);
    stockCompanies(store);
    newGiftCard(store, "40", "7g2k", store.customer("mara"));
    newGiftCard(store, "500", "p4ss", null);
  });
}

export function stockFullShop(store: Store): void {
  stockEmptyShop(store);
  const now = store.clock.now();
  for (const kind of [...ORDER_KINDS].sort((a, b) => b.hoursAgo - a.hoursAgo))
    store.at(hoursBefore(now, kind.hoursAgo), () => {
      const { updatedAt } = placeOrder(store, kind);
      // What archives itself did so long ago.
      store.at(new Date(Date.parse(updatedAt) + 1_000), () => store.jobs.finish(true));
    });
}
