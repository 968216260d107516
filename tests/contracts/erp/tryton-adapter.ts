import { randomUUID } from "node:crypto";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { TRYTON_CAPABILITIES } from "#app/erp/tryton/capabilities.ts";
import { trytonAdapter } from "#app/erp/tryton/adapter.server.ts";
import { SERVICES, USERS } from "#scripts/tryton/books.ts";
import { openTestTryton } from "#tests/setup/tryton.ts";
import type { Fault, HttpProxy } from "#tests/setup/http-proxy.ts";
import type { ContractAdapter, Line, LineFault } from "./setting.ts";
import { trytonByHand } from "./tryton-by-hand.ts";

const FAULTS: Record<LineFault, Fault> = {
  lostBefore: { kind: "dropBefore" },
  lostAfter: { kind: "dropAfter" },
  truncated: { kind: "truncate" },
  doubled: { kind: "double" },
  slow: { kind: "delay", ms: 5_000 },
};
const WRITES =
  /^model\.(sale\.sale|account\.invoice|party\.party)\.(create|confirm|post|draft|write|quote)$/;

function trytonLine(proxy: HttpProxy): Line {
  const met = () => proxy.calls.filter(({ fault }) => fault).length;
  return {
    faults: Object.keys(FAULTS) as LineFault[],
    met,
    arm: (fault, count, through = 0) => {
      let left = through;
      const strikes = (rpc: string): boolean => WRITES.test(rpc) && (left -= 1) < 0;
      proxy.arm(FAULTS[fault], ({ rpc }) => strikes(rpc ?? ""), count);
    },
    reset: () => {
      const times = met();
      proxy.reset();
      return times;
    },
  };
}

/** What the contract needs to know of the template company, in Tryton as Debian has it. */
export const TRYTON: ContractAdapter = {
  name: "Tryton 6.0",
  // The template company has two warehouses.
  capabilities: { ...TRYTON_CAPABILITIES, locationMandatory: true },
  creditMemoRestocks: false,
  anyLinesRuns: 6, // five hundred orders of any lines: tests/scenarios/tryton-many.long.erp.test.ts
  open: async () => {
    const tryton = openTestTryton();
    const clerk = await tryton.logIn("clerk");
    const port = trytonAdapter.connect({
      shop: "contract.myshopify.com",
      connectionId: randomUUID(),
      settings: { ...tryton.settings, roundingProduct: SERVICES.rounding.code },
      secrets: tryton.secrets,
    });
    const anyState = ["active", "in", [true, false]];
    const party = async (code: string): Promise<ErpRef> => ({
      kind: "customer",
      id: String(await clerk.idOf("party.party", [["code", "=", code], anyState])),
      number: code,
    });
    const product = async (code: string): Promise<ErpRef> => ({
      kind: "item",
      id: String(await clerk.idOf("product.product", [["code", "=", code], anyState])),
      number: code,
    });
    return {
      port,
      facts: {
        shippingAccount: SERVICES.shipping.code,
        roundingAccount: SERVICES.cashRounding.code,
        location: "WH",
        otherLocation: "SHOP",
        paymentTerms: "NET30",
        shipmentMethod: "",
        paymentMethod: "CARD",
        shippingAgent: { code: "DHL" },
        customer: await party("C-ADA"),
        blockedCustomer: await party("C-BLOCKED"),
        foreign: {
          email: "foreign.customer@example.test",
          phoneDigits: "4512345678",
          ref: await party("C-FOREIGN"),
        },
        item: { ref: await product("MUG-WHITE"), number: "MUG-WHITE", barcode: "4012345678901" },
        otherItem: { ref: await product("SWEATER"), number: "SWEATER" },
        blockedItem: await product("OLD"),
        vat: { title: "MwSt", rate: "0.19" },
        twoTaxes: [
          { title: "State Tax", rate: "0.04" },
          { title: "City Tax", rate: "0.04875" },
        ],
        pricesIncludeTax: false,
      },
      deleteDocument: async (ref) => {
        await clerk.call(
          `model.${ref.kind === "salesOrder" ? "sale.sale" : "account.invoice"}.delete`,
          [Number(ref.id)],
        );
      },
      byHand: trytonByHand(clerk, port, USERS.clerk),
      line: trytonLine(tryton.proxied),
      close: async () => undefined,
    };
  },
};
