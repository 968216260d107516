// What may import what: the arrows of app/README.md. Read by the lint rule and by the check for circles.

/** What each layer may import, besides itself. Files directly in app/ (shopify.server, entries) are "root". */
export const LAYERS = {
  lib: [],
  money: ["lib"],
  i18n: ["lib", "money"],
  ui: ["lib", "money", "i18n"],
  db: ["lib", "money"],
  erp: ["lib", "money", "i18n"],
  "erp/ledger": ["lib", "money", "erp", "db"],
  "erp/outbound": ["lib"],
  "erp/call-limit": ["lib", "db"],
  shopify: ["lib", "money", "db"],
  tasks: ["lib", "money", "db", "erp", "shopify"],
  domain: ["lib", "money", "db", "erp", "shopify", "tasks", "i18n"],
  worker: [
    ...["lib", "money", "db", "erp", "erp/ledger", "erp/call-limit", "shopify", "tasks"],
    ...["domain", "root"],
  ],
  // What several routes share: who asks, what a form sent, answers of one shape.
  web: [
    "lib",
    "money",
    "db",
    "erp",
    "erp/ledger",
    "shopify",
    "tasks",
    "domain",
    "ui",
    "i18n",
    "root",
  ],
  // No table is read in a route: read models live in the areas.
  routes: [
    ...["lib", "money", "erp", "erp/ledger", "shopify", "tasks", "domain", "worker"],
    ...["web", "ui", "i18n", "root"],
  ],
  root: [
    ...["lib", "money", "db", "erp", "erp/ledger", "erp/tryton", "shopify", "tasks", "domain"],
    ...["worker", "routes", "web", "ui", "i18n"],
  ],
};

/** Pure modules of other layers that screens may use by value; of app/domain they may use every type. */
export const OPEN_TO_SCREENS = [
  "shopify/gid.ts",
  "shopify/webhook-states.ts",
  "domain/logs/kept.ts",
  "domain/help/pages.ts",
  "domain/orders/lists/orders-filter.ts",
  "domain/mapping/carriers.ts",
  "domain/mapping/pages.ts",
  "domain/mapping/tracking-template.ts",
  "domain/runs/run-progress.ts",
  "domain/runs/states.ts",
  "domain/skipped/kinds.ts",
];

/**
 * Which areas of app/domain an area may use, by value or by type. Each uses only areas above it, so there are no circles.
 * A new area gets a line here.
 */
export const AREAS = {
  help: [],
  problems: [],
  recheck: [],
  timeline: [],
  "order-filter": [],
  "saved-views": [],
  marketplace: ["problems"],
  skipped: ["problems"],
  runs: ["problems"],
  catalog: ["problems"],
  "erp-connections": ["problems", "recheck", "catalog"],
  "shop-card": ["order-filter", "recheck", "erp-connections"],
  posted: ["order-filter", "shop-card"],
  orders: [
    ...["problems", "timeline", "order-filter", "saved-views", "marketplace", "skipped", "runs"],
    "shop-card",
  ],
  mapping: ["problems", "recheck", "erp-connections", "shop-card", "orders"],
  documents: [
    ...["timeline", "runs"],
    ...["problems", "recheck", "marketplace", "erp-connections", "shop-card", "orders", "mapping"],
  ],
  fulfillments: [
    ...["problems", "timeline", "marketplace", "skipped", "erp-connections", "shop-card"],
    ...["posted", "orders", "mapping"],
  ],
  payments: [
    ...["problems", "timeline", "order-filter", "marketplace", "skipped", "erp-connections"],
    ...["shop-card", "posted", "orders", "mapping", "documents"],
  ],
  returns: ["order-filter", "shop-card", "orders"],
  "gift-cards": ["order-filter", "orders"],
  refunds: [
    ...["order-filter", "problems", "timeline", "recheck", "erp-connections", "shop-card"],
    ...["orders", "mapping", "documents"],
  ],
  "order-acts": ["problems", "timeline", "marketplace", "erp-connections", "shop-card", "orders"],
  stock: ["problems", "erp-connections", "shop-card", "mapping", "documents"],
  flow: ["problems", "orders", "documents"],
  customers: ["problems", "recheck", "erp-connections", "shop-card", "orders", "mapping"],
  "made-orders": ["problems", "orders"],
  "order-export": [
    ...["problems", "erp-connections", "shop-card", "orders", "mapping", "order-acts"],
    ...["customers", "made-orders"],
  ],
  "invoice-export": [
    ...["problems", "erp-connections", "shop-card", "orders", "mapping", "order-acts"],
    ...["made-orders", "order-export"],
  ],
  items: [
    ...["problems", "recheck", "catalog", "erp-connections", "shop-card", "orders", "mapping"],
    "stock",
  ],
  feeds: [
    ...[
      "problems",
      "runs",
      "erp-connections",
      "shop-card",
      "posted",
      "refunds",
      "fulfillments",
      "payments",
    ],
    ...["order-acts", "stock", "invoice-export", "order-export"],
  ],
  "erp-notices": ["problems", "erp-connections", "feeds"],
  schedules: [
    ...["problems", "order-filter", "runs", "shop-card", "posted", "orders", "order-acts"],
    "feeds",
  ],
  cards: [
    "problems",
    ...["order-filter", "runs", "erp-connections", "shop-card", "orders", "mapping", "documents"],
    "schedules",
  ],
  "task-kinds": [
    ...["timeline", "documents", "refunds", "fulfillments", "payments", "order-acts"],
    ...["stock", "flow", "invoice-export", "order-export", "customers", "items"],
  ],
  "after-import": [
    ...["recheck", "orders", "documents", "returns", "refunds", "gift-cards", "fulfillments"],
    ...["payments", "order-acts"],
  ],
  installation: ["help", "runs", "erp-connections", "shop-card", "orders", "mapping", "schedules"],
  privacy: [
    ...[
      "catalog",
      "problems",
      "timeline",
      "runs",
      "erp-connections",
      "erp-notices",
      "orders",
      "mapping",
      "documents",
    ],
    ...[
      "refunds",
      "gift-cards",
      "stock",
      "invoice-export",
      "order-export",
      "customers",
      "items",
      "fulfillments",
      "payments",
      "skipped",
      "schedules",
    ],
    "installation",
    ...["saved-views", "flow"],
  ],
  webhooks: ["catalog", "orders", "customers", "fulfillments", "privacy", "installation"],
  // Screens that show several areas at once.
  logs: ["order-filter", "runs", "shop-card"],
  attention: [
    "problems",
    "order-filter",
    "recheck",
    "skipped",
    "erp-connections",
    "shop-card",
    "mapping",
    "documents",
    "refunds",
    "fulfillments",
    "payments",
    "invoice-export",
    "stock",
    "customers",
    "task-kinds",
    "items",
    "order-export",
  ],
  "order-page": [
    "timeline",
    ...["problems", "marketplace", "shop-card", "orders", "mapping", "documents"],
    ...["fulfillments", "payments"],
  ],
  "refund-page": ["problems", "erp-connections", "orders", "documents", "payments", "refunds"],
  "return-page": ["problems", "documents", "refunds", "returns"],
  home: [
    ...["problems", "runs", "erp-connections", "shop-card", "installation"],
    ...["posted", "orders", "refunds", "fulfillments", "payments"],
  ],
};
