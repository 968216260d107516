import { FORMAT_NAMES } from "#app/domain/catalog/formats/list.ts";
import { BUILD, BUILD_FAILURES, REMARK_REASONS } from "#app/domain/catalog/states.ts";
import { SALES_DOCUMENT } from "#app/domain/documents/states.ts";
import { FLOW_ACTION, FLOW_ACTIONS, REFUSALS } from "#app/domain/flow/actions.ts";
import { SHIPMENT } from "#app/domain/fulfillments/states.ts";
import { CARD_SOURCES, CARD_STATES, ENTRY_KINDS } from "#app/domain/gift-cards/kinds.ts";
import { mappingKinds } from "#app/domain/mapping/kinds.ts";
import { DOCUMENT, VERDICT } from "#app/domain/orders/states.ts";
import {
  INVOICE,
  INVOICE_STATUSES,
  PAYMENT_LINE,
  REGISTRATION,
} from "#app/domain/payments/states.ts";
import { PROBLEM_KINDS } from "#app/domain/problems/catalog.ts";
import { MEMO_BY_HAND, REFUND } from "#app/domain/refunds/states.ts";
import { RUN, RUN_KINDS, RUN_TRIGGERS } from "#app/domain/runs/states.ts";
import { SAVED_LISTS } from "#app/domain/saved-views/lists.ts";
import { SCHEDULE_KINDS } from "#app/domain/schedules/kinds.ts";
import { SKIPPED_KINDS } from "#app/domain/skipped/kinds.ts";
import { CUSTOMER, DIRECTIONS, REASONS as CUSTOMER_REASONS } from "#app/domain/customers/states.ts";
import {
  DIRECTIONS as ITEM_DIRECTIONS,
  ITEM,
  REASONS as ITEM_REASONS,
} from "#app/domain/items/states.ts";
import { REASONS } from "#app/domain/invoice-export/states.ts";
import { REASONS as ORDER_REASONS } from "#app/domain/order-export/states.ts";
import { EXPORT } from "#app/domain/made-orders/states.ts";
import { LEVEL_MATCHES, LEVEL_REASONS, LEVEL_STATES } from "#app/domain/stock/states.ts";
import { taskKinds } from "#app/domain/task-kinds/all.server.ts";
import { EVENTS } from "#app/domain/timeline/events.ts";
import { CHARGE_WAYS, DOCUMENT_KINDS } from "#app/erp/port/documents.ts";
import { SERIES } from "#app/erp/ledger/number-series.ts";
import { REFERENCE_KINDS } from "#app/erp/ledger/reference-kinds.ts";
import * as ledger from "#app/erp/ledger/states.ts";
import { DELIVERY } from "#app/shopify/webhook-states.ts";
import { COMPLIANCE_TOPICS } from "#app/shopify/webhook-topics.ts";
import { ATTEMPT_OUTCOMES, TASK } from "#app/tasks/states.ts";

/** Columns that hold one of a declared list, table by table; the database checks each. */
export const DECLARED_COLUMNS: Record<string, Record<string, readonly string[]>> = {
  Task: { state: TASK.states, kind: taskKinds.map(({ kind }) => kind) },
  OrderEvent: { kind: Object.keys(EVENTS) },
  Problem: { kind: PROBLEM_KINDS },
  TaskAttempt: { outcome: ATTEMPT_OUTCOMES },
  SyncRun: { state: RUN.states, kind: RUN_KINDS, trigger: RUN_TRIGGERS },
  SavedView: { list: SAVED_LISTS },
  Schedule: { kind: SCHEDULE_KINDS },
  OrderToImport: { verdict: VERDICT.states },
  Order: { documentState: DOCUMENT.states },
  SalesDocument: { state: SALES_DOCUMENT.states, kind: DOCUMENT_KINDS },
  PostedShipment: { state: SHIPMENT.states },
  PostedInvoice: { state: INVOICE.states, status: INVOICE_STATUSES },
  PaymentLine: { state: PAYMENT_LINE.states },
  RegisteredPayment: { state: REGISTRATION.states },
  Refund: { state: REFUND.states },
  FlowAction: {
    action: FLOW_ACTIONS,
    state: FLOW_ACTION.states,
    refusal: Object.keys(REFUSALS),
  },
  GiftCard: { state: CARD_STATES, source: CARD_SOURCES },
  GiftCardEntry: { kind: ENTRY_KINDS },
  MemoByHand: { state: MEMO_BY_HAND.states },
  ItemSync: { direction: ITEM_DIRECTIONS, state: ITEM.states, reason: ITEM_REASONS },
  CustomerSync: { direction: DIRECTIONS, state: CUSTOMER.states, reason: CUSTOMER_REASONS },
  ExportedInvoice: { state: EXPORT.states, reason: REASONS, status: INVOICE_STATUSES },
  ExportedOrder: { state: EXPORT.states, reason: ORDER_REASONS },
  StockLevel: { state: LEVEL_STATES, reason: LEVEL_REASONS, match: LEVEL_MATCHES },
  CatalogBuild: { state: BUILD.states, failure: BUILD_FAILURES },
  CatalogRemark: { reason: REMARK_REASONS },
  CatalogFile: { format: FORMAT_NAMES },
  CatalogChunk: { format: FORMAT_NAMES },
  SkippedRecord: { what: SKIPPED_KINDS },
  Mapping: { kind: mappingKinds },
  WebhookDelivery: { state: DELIVERY.states },
  PrivacyRequest: { topic: COMPLIANCE_TOPICS },
  LedgerDocument: { state: ledger.DOCUMENT.states, kind: DOCUMENT_KINDS },
  LedgerDocumentLine: { chargeBy: CHARGE_WAYS },
  LedgerPostedInvoice: { status: ledger.POSTED_INVOICE.states, kind: ledger.POSTED_INVOICE_KINDS },
  LedgerStockEntry: { kind: ledger.STOCK_ENTRY_KINDS },
  LedgerNumberSeries: { code: SERIES },
  LedgerReference: { kind: REFERENCE_KINDS },
};
