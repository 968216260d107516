/** One shop in memory: its masters and orders, one id allocator, and the events Shopify would announce. */
import type { SimClock, WorldEvent } from "../world-interface.ts";
import type { BulkOperationRecord, BulkOutcome } from "./bulk-operations.ts";
import { Ids } from "./ids.ts";
import { Jobs } from "./jobs.ts";
import type { CancelErrorRecord, OrderRecord } from "./model.ts";
import type {
  CollectionRecord,
  CompanyRecord,
  CustomerRecord,
  DeliveryProfileRecord,
  GiftCardRecord,
  LocationRecord,
  ProductRecord,
  VariantRecord,
} from "./model-shop.ts";
import { writeInstant } from "./time.ts";

export interface ShopFacts {
  id: string;
  name: string;
  email: string;
  contactEmail: string;
  currencyCode: string;
  ianaTimezone: string;
  taxesIncluded: boolean;
  taxShipping: boolean;
  /** Paid and fulfilled orders archive themselves. */
  archivesOrders: boolean;
  orderNumberFormatPrefix: string;
  orderNumberFormatSuffix: string;
  plan: {
    publicDisplayName: string;
    displayName: string;
    partnerDevelopment: boolean;
    shopifyPlus: boolean;
  };
  enabledPresentmentCurrencies: string[];
  createdAt: string;
  /** Shop units for one unit of the currency. */
  rates: Record<string, string>;
}

export interface Stored {
  __typename: string;
  id: string;
}

export class Store {
  readonly ids = new Ids();
  facts!: ShopFacts;
  products: ProductRecord[] = [];
  customers: CustomerRecord[] = [];
  companies: CompanyRecord[] = [];
  locations: LocationRecord[] = [];
  deliveryProfiles: DeliveryProfileRecord[] = [];
  giftCards: GiftCardRecord[] = [];
  collections: CollectionRecord[] = [];
  orders: OrderRecord[] = [];
  bulkOperations: BulkOperationRecord[] = [];
  /** How bulk operations to come end, in their order; all others complete. */
  readonly bulkOutcomes: BulkOutcome[] = [];
  nextOrderNumber = 1001;
  /** Orders that apps may create in a minute; null: any number. Development stores take five. */
  ordersPerMinute: number | null = null;
  #ordersTaken: number[] = [];
  #byId = new Map<string, Stored>();
  #listeners: ((event: WorldEvent) => void)[];
  #pinned: Date | undefined;

  constructor(
    readonly shop: string,
    readonly clock: SimClock,
    listeners: ((event: WorldEvent) => void)[],
  ) {
    this.#listeners = listeners;
    this.jobs = new Jobs(clock);
  }

  /** Null: another order may be created now. Text without a code: recorded-answers §9. */
  takesOrder(): { field: null; message: string; code: null } | null {
    const at = this.now().getTime();
    this.#ordersTaken = this.#ordersTaken.filter((taken) => taken > at - 60_000);
    if (this.ordersPerMinute !== null && this.#ordersTaken.length >= this.ordersPerMinute)
      return { field: null, message: "Too many attempts. Please try again later.", code: null };
    this.#ordersTaken.push(at);
    return null;
  }

  now(): Date {
    return this.#pinned ?? this.clock.now();
  }
  /** Shopify's instants carry seconds. */
  instant(): string {
    return writeInstant(this.now());
  }

  /** The past of the seed: acts inside happen at `date`, whatever the clock says. */
  at<T>(date: Date, act: () => T): T {
    const before = this.#pinned;
    this.#pinned = date;
    try {
      return act();
    } finally {
      this.#pinned = before;
    }
  }

  /** Makes a record findable by node(id). */
  keep<T extends Stored>(record: T): T {
    this.#byId.set(record.id, record);
    return record;
  }
  /** A deleted record is found no more. */
  forget(id: string): void {
    this.#byId.delete(id);
  }
  find(id: string): Stored | undefined {
    return this.#byId.get(id);
  }

  order(id: string): OrderRecord {
    const record = this.#byId.get(id);
    if (record?.__typename !== "Order") throw new Error(`There is no order ${id} in ${this.shop}.`);
    return record as OrderRecord;
  }

  /** How the next captures end, in the order they were asked for; all others succeed at once. */
  readonly captureOutcomes: {
    order: OrderRecord | undefined;
    outcome: {
      status: "PENDING" | "FAILURE";
      errorCode?: string;
      settlesAs?: "SUCCESS" | "FAILURE";
    };
  }[] = [];
  takeCaptureOutcome(
    order: OrderRecord,
  ): (typeof this.captureOutcomes)[number]["outcome"] | undefined {
    const at = this.captureOutcomes.findIndex(
      (one) => one.order === undefined || one.order === order,
    );
    return at < 0 ? undefined : this.captureOutcomes.splice(at, 1)[0]!.outcome;
  }

  readonly jobs: Jobs;
  /** Orders whose cancellation is under way. */
  readonly cancelling = new Set<OrderRecord>();
  /** Cancellations to come that fail, in the order they were asked for. */
  readonly cancelFailures: { order: OrderRecord | undefined; error: CancelErrorRecord }[] = [];
  takeCancelFailure(order: OrderRecord): CancelErrorRecord | undefined {
    const at = this.cancelFailures.findIndex(
      (one) => one.order === undefined || one.order === order,
    );
    return at < 0 ? undefined : this.cancelFailures.splice(at, 1)[0]!.error;
  }

  emit(topic: string, resourceGid: string, payload: Record<string, unknown>): void {
    for (const listener of this.#listeners)
      listener({ topic, shop: this.shop, payload, resourceGid });
  }

  variant(sku: string): VariantRecord {
    const found = this.products
      .flatMap(({ variantRecords }) => variantRecords)
      .find((variant) => variant.sku === sku);
    if (!found) throw new Error(`The shop sells nothing with SKU ${sku}.`);
    return found;
  }
  location(key: string): LocationRecord {
    return this.#named(this.locations, key, "location");
  }
  customer(key: string): CustomerRecord {
    return this.#named(this.customers, key, "customer");
  }
  company(key: string): CompanyRecord {
    return this.#named(this.companies, key, "company");
  }
  #named<T extends { key: string; id: string }>(list: T[], key: string, what: string): T {
    const found = list.find((item) => item.key === key || item.id === key);
    if (!found) throw new Error(`The shop has no ${what} ${key}.`);
    return found;
  }
}
