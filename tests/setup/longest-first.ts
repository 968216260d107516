import { existsSync } from "node:fs";
import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes long, longest first: it begins at once, so that no worker has a long file left when the other has nothing. Stories that wait for a
 * browser stand between those that keep both cores busy.
 */
const LONG = [
  "tests/e2e/screens.long.test.ts",
  "tests/scenarios/tryton-many.long.erp.test.ts",
  "tests/scenarios/crash/tryton.long.erp.test.ts",
  "tests/scenarios/crash/refund-tryton.long.erp.test.ts",
  "tests/scenarios/crash/exchange-tryton.long.erp.test.ts",
  "tests/scenarios/crash/acts.long.test.ts",
  "tests/scenarios/crash/order.long.test.ts",
  "tests/scenarios/crash/way-back.long.test.ts",
  "app/domain/privacy/large-shop.long.db.test.ts",
  "tests/contracts/erp/tryton.long.erp.test.ts",
  "tests/scenarios/tryton.long.erp.test.ts",
  "tests/scenarios/erp-down.long.erp.test.ts",
  "tests/scenarios/tryton-seed.long.erp.test.ts",
  "tests/scenarios/way-back-storm.long.test.ts",
  "tests/scenarios/dead-worker.long.test.ts",
  "app/erp/tryton/posted.long.erp.test.ts",
  "app/erp/tryton/documents.long.erp.test.ts",
  "app/db/embedded/embedded.long.db.test.ts",
  "tests/guards/list-cost.long.db.test.ts",
  "tests/scenarios/addresses.long.test.ts",
  "tests/scenarios/edited-orders-business-central.long.test.ts",
  "tests/e2e/gift-cards.long.test.ts",
  "tests/scenarios/twice.long.test.ts",
  "tests/e2e/screens.test.ts",
  "tests/scenarios/crash/order.test.ts",
  "tests/scenarios/exchange.test.ts",
  "tests/e2e/at-work.test.ts",
  "tests/scenarios/tryton.erp.test.ts",
  "tests/e2e/money-back.test.ts",
  "tests/scenarios/other-shop.test.ts",
  "tests/e2e/way-back.test.ts",
  "tests/scenarios/twice.test.ts",
  "app/domain/payments/capture-once.db.test.ts",
  "tests/e2e/ledger.test.ts",
  "tests/scenarios/addresses.test.ts",
  "tests/e2e/first-run.test.ts",
  "tests/scenarios/edited-orders.test.ts",
  "tests/e2e/walk.test.ts",
  "tests/scenarios/back-to-shopify.test.ts",
  "tests/e2e/extensions.test.ts",
  "app/domain/payments/capture.db.test.ts",
  "tests/e2e/shop-cards.test.ts",
  "tests/scenarios/bad-input.test.ts",
  "tests/scenarios/seed-verdicts.test.ts",
  "app/domain/documents/store/create-documents.db.test.ts",
  "app/domain/fulfillments/shipments.db.test.ts",
  "tests/scenarios/crash/way-back.test.ts",
  "app/domain/order-acts/mark-as-paid.db.test.ts",
  "app/domain/order-acts/archive-order.db.test.ts",
  "app/domain/payments/capture-stopped.db.test.ts",
  "tests/contracts/erp/tryton.erp.test.ts",
  "tests/e2e/admin-frame.test.ts",
];

/** The files named here before all others; the rest as vitest has it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const missing = LONG.filter((file) => !existsSync(path.join(root, file)));
    if (missing.length > 0)
      throw new Error(
        `tests/setup/longest-first.ts names files that are gone: ${missing.join(", ")}`,
      );
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.indexOf(path.relative(root, moduleId).replaceAll(path.sep, "/"));
      return at < 0 ? LONG.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => place(a) - place(b));
  }
}
