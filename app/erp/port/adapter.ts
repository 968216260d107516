import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { Json } from "#app/lib/json.ts";
import type { Capabilities } from "../capabilities.ts";
import type {
  CustomerCandidate,
  CustomerData,
  CustomerQuery,
  CustomerReading,
} from "./customers.ts";
import type {
  DocumentDraft,
  DocumentHead,
  DocumentSnapshot,
  ApplicationData,
  PaymentData,
} from "./documents.ts";
import type { FeedKind, FeedPage } from "./feeds.ts";
import type {
  Availability,
  ItemCandidate,
  ItemData,
  ItemQuery,
  ItemReading,
  StockQuery,
} from "./items.ts";
import type { HeardNotice, Notice, Subscribed } from "./notices.ts";
import type { PostedInvoiceReading } from "./posted-invoices.ts";
import type { Probe } from "./probe.ts";
import type { Amended, DocumentReading, Made } from "./readings.ts";
import type { SalesOrderReading } from "./sales-orders.ts";
import type { Page, PageRequest, ReferenceKind, ReferenceValue } from "./reference.ts";
import type { ErpRef, ExternalKey } from "./refs.ts";

/**
 * The contract between the app and an ERP. An adapter translates; the app owns mapping, tasks,
 * idempotency, retries, cursors and
 * the check of totals. Ids are opaque strings, amounts decimal strings. Every write takes an
 * external key and is found again by it.
 * An adapter throws only ErpError (errors.ts); everything else is a bug. The contract suite
 * (tests/contracts/erp) proves an adapter.
 */
export interface ErpAdapter {
  readonly name: string;
  /** What the connection form shows; secrets are marked and kept apart. */
  describe(): AdapterDescription;
  /** Opens a connection's own adapter: settings and secrets are already checked against `describe().settings`. */
  connect(connection: ConnectionSettings): ErpConnectionPort;
  /** Reads what came in at a connection's address for notices, from whomever. Asks nobody. Where `webhooks` is declared. */
  hearNotice?(connection: ConnectionSettings, notice: Notice): HeardNotice;
}

export interface AdapterDescription {
  name: string;
  title: string;
  settings: {
    key: string;
    type: "text" | "url" | "number" | "boolean";
    secret: boolean;
    required: boolean;
    label: string;
    help: string;
  }[];
  defaultCapabilities: Capabilities;
}

export interface ConnectionSettings {
  shop: string;
  connectionId: string;
  settings: Record<string, Json>;
  secrets: Record<string, string>;
}

/** Given with every call: when to stop, and what the log calls it. */
export interface CallOptions {
  signal?: AbortSignal;
  traceId: string;
}

export interface ErpConnectionPort {
  probe(options: CallOptions): Promise<Probe>;
  listReference(
    kind: ReferenceKind,
    page: PageRequest,
    options: CallOptions,
  ): Promise<Page<ReferenceValue>>;

  /** Ranked candidates for each query of a batch, in its order, best first; each says what matched. */
  findCustomers(queries: CustomerQuery[], options: CallOptions): Promise<CustomerCandidate[][]>;
  createCustomer(key: ExternalKey, data: CustomerData, options: CallOptions): Promise<ErpRef>;
  /** Changes what `data` names; an address is given whole. With a version in the reference, only a customer that is still as it was read. */
  updateCustomer(ref: ErpRef, data: Partial<CustomerData>, options: CallOptions): Promise<ErpRef>;
  /** The customer as it stands now. One that is not there any more is refused as `gone` or `notFound`. */
  readCustomer(ref: ErpRef, options: CallOptions): Promise<CustomerReading>;

  /** One call for a whole batch; the answer has one entry per query, in its order. */
  findItems(queries: ItemQuery[], options: CallOptions): Promise<ItemCandidate[][]>;
  createItem(key: ExternalKey, data: ItemData, options: CallOptions): Promise<ErpRef>;
  /** One call for a whole batch, as the items stand now, in any order; one that is not there any more is left out. */
  readItems(ids: string[], options: CallOptions): Promise<ItemReading[]>;
  listItems(page: PageRequest, options: CallOptions): Promise<Page<ItemCandidate>>;

  /** None, one, or many, of every document kind (an order may have become an invoice). Never throws for "not found". */
  findDocuments(key: ExternalKey, options: CallOptions): Promise<DocumentSnapshot[]>;
  getDocument(ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot>;
  /** The document as it is now, with all a person would compare it by. */
  readDocument(made: Made, options: CallOptions): Promise<DocumentReading>;
  /**
   * Looks for the key first, whatever the ERP itself takes: refused as `duplicate`, naming what is
   * held (from before a restored backup, say).
   */
  createDocument(
    key: ExternalKey,
    draft: DocumentDraft,
    options: CallOptions,
  ): Promise<DocumentHead>;
  /** A posted invoice with its lines, whoever made it. Where `postedInvoiceLines` is declared. */
  readPostedInvoice(ref: ErpRef, options: CallOptions): Promise<PostedInvoiceReading>;
  /** A sales order with its lines and their taxes, whoever made it. Where `salesOrderLines` is declared. */
  readSalesOrder(ref: ErpRef, options: CallOptions): Promise<SalesOrderReading>;
  /**
   * Makes the document with this key say what the draft says, and answers how it stands then. Its kind, its number and its state stay;
   * lines that people added stay as they are. Refused as `versionConflict` when it says something else than `revision`, as `stateConflict`
   * in a state that capability `amendable` does not name. One that says all of it already is answered as it stands, so a call whose
   * answer was lost is simply repeated.
   */
  amendDocument(
    key: ExternalKey,
    amended: Amended,
    draft: DocumentDraft,
    options: CallOptions,
  ): Promise<DocumentReading>;
  /** Act, read back, compare: throws `stateConflict` when the transition had no effect. */
  releaseDocument(ref: ErpRef, options: CallOptions): Promise<DocumentHead>;
  cancelDocument(
    ref: ErpRef,
    options: CallOptions,
  ): Promise<{
    outcome: "cancelled" | "partly" | "refused";
    /** Why it was refused, as a coded sentence. */
    reason?: RefusalText;
    document: DocumentSnapshot;
  }>;
  postDocument(ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot>;
  registerPayment(key: ExternalKey, payment: PaymentData, options: CallOptions): Promise<ErpRef>;
  /** Where `creditMemoApplication` is declared; the same key again gives the application made earlier. */
  applyCreditMemo(
    key: ExternalKey,
    application: ApplicationData,
    options: CallOptions,
  ): Promise<ErpRef>;

  /**
   * At least once, in (changed, id) order, with overlap; events carry a dedupe key. `cursor` is the
   * adapter's own JSON, null at first.
   */
  pull(feed: FeedKind, cursor: Json, limit: number, options: CallOptions): Promise<FeedPage>;
  /**
   * Where `webhooks` is declared: from now on the ERP tells this address of what people post; asked again, it goes on doing so. The
   * feeds stay the proof: a notice only says that reading them is worth while.
   */
  subscribe(address: string, options: CallOptions): Promise<Subscribed>;
  /** One call for a whole batch; an entry for each query and location that the ERP knows, in any order. */
  getAvailability(
    queries: StockQuery[],
    locations: string[],
    options: CallOptions,
  ): Promise<Availability[]>;
}
