import { BUILD } from "#app/domain/catalog/states.ts";
import { CUSTOMER } from "#app/domain/customers/states.ts";
import { SALES_DOCUMENT } from "#app/domain/documents/states.ts";
import { SHIPMENT } from "#app/domain/fulfillments/states.ts";
import { ITEM } from "#app/domain/items/states.ts";
import { DOCUMENT, VERDICT } from "#app/domain/orders/states.ts";
import { INVOICE, PAYMENT_LINE, REGISTRATION } from "#app/domain/payments/states.ts";
import { REFUND } from "#app/domain/refunds/states.ts";
import { RUN } from "#app/domain/runs/states.ts";
import * as ledger from "#app/erp/ledger/states.ts";
import type { StateMachine } from "#app/lib/states.ts";
import { DELIVERY } from "#app/shopify/webhook-states.ts";
import { TASK } from "#app/tasks/states.ts";

type Moves = Pick<StateMachine<string>, "moves">;

/** Every state machine of the app with its table and column. */
const STATE_COLUMNS: readonly { table: string; column: string; machine: Moves }[] = [
  { table: "Task", column: "state", machine: TASK },
  { table: "SyncRun", column: "state", machine: RUN },
  { table: "OrderToImport", column: "verdict", machine: VERDICT },
  { table: "Order", column: "documentState", machine: DOCUMENT },
  { table: "SalesDocument", column: "state", machine: SALES_DOCUMENT },
  { table: "PostedShipment", column: "state", machine: SHIPMENT },
  { table: "PostedInvoice", column: "state", machine: INVOICE },
  { table: "PaymentLine", column: "state", machine: PAYMENT_LINE },
  { table: "RegisteredPayment", column: "state", machine: REGISTRATION },
  { table: "Refund", column: "state", machine: REFUND },
  { table: "CustomerSync", column: "state", machine: CUSTOMER },
  { table: "ItemSync", column: "state", machine: ITEM },
  { table: "CatalogBuild", column: "state", machine: BUILD },
  { table: "WebhookDelivery", column: "state", machine: DELIVERY },
  { table: "LedgerDocument", column: "state", machine: ledger.DOCUMENT },
  { table: "LedgerPostedInvoice", column: "status", machine: ledger.POSTED_INVOICE },
];

/**
 * Triggers for test databases: a row that goes from one state to another where no move is declared is an error. So every test that
 * runs the app proves the declarations.
 */
export const declaredMoves = (): string =>
  `CREATE FUNCTION declared_move() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      before text := to_jsonb(OLD) ->> TG_ARGV[0];
      after text := to_jsonb(NEW) ->> TG_ARGV[0];
    BEGIN
      IF before <> after AND current_setting('declared_moves.skipped', TRUE) IS DISTINCT FROM 'yes' AND NOT (TG_ARGV[1]::jsonb -> before ? after) THEN
        RAISE EXCEPTION '% of % goes from % to %, which no state machine declares', TG_ARGV[0], TG_TABLE_NAME, before, after;
      END IF;
      RETURN NEW;
    END $$;
  ${STATE_COLUMNS.map(
    ({ table, column, machine }) =>
      `CREATE TRIGGER declared_move BEFORE UPDATE OF "${column}" ON "${table}" FOR EACH ROW EXECUTE FUNCTION declared_move('${column}', '${JSON.stringify(machine.moves)}');`,
  ).join("\n")}`;
