// The stand-in for Shopify is there before anything of the app.
import "#tests/setup/simulator.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { Placed } from "../back-office.ts";
import { linesOf, openShopWithTryton, salesOf, type TrytonOffice } from "../tryton-office.ts";
import type { BookedDocument, Books } from "./books.ts";

const ARRIVES_MS = 60_000;

/** Books in a Tryton that is begun with the shop. */
export function trytonBooks(): Books & { office: () => TrytonOffice } {
  let opened: TrytonOffice | undefined;
  const office = (): TrytonOffice => {
    if (!opened) throw new Error("Tryton is not open");
    return opened;
  };
  return {
    office,
    settings: { defaultReturnLocation: "WH" },
    async open(shop) {
      opened = await openShopWithTryton(shop);
    },
    memos: (_shop, _order, refundId) => invoicesOf(office(), refundId),
    returnOrders: (_shop, order, refundId) =>
      salesWithLines(office(), { ...order, id: refundId as Placed["id"] }),
    // What was fulfilled already is invoiced, what is to go out is sold.
    async sales(_shop, order, exchanged) {
      const ofExchange: Placed = { ...order, id: exchanged as Placed["id"] };
      return [
        ...(await invoicesOf(office(), order.id)),
        ...(await salesWithLines(office(), order)),
        ...(await salesWithLines(office(), ofExchange)),
      ];
    },
    async arrived() {
      const { proxied } = office().tryton;
      for (const until = Date.now() + ARRIVES_MS; Date.now() < until;) {
        if (proxied.calls.every(({ answered }) => answered !== undefined)) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error("Tryton does not answer");
    },
  };
}

async function invoicesOf({ clerk }: TrytonOffice, id: string): Promise<BookedDocument[]> {
  const rows = await clerk.search<{
    state: string;
    number: string | null;
    reference: string;
    lines: number[];
  }>(
    "account.invoice",
    [["reference", "ilike", `%${numericId(id)}%`]],
    ["state", "number", "reference", "lines"],
  );
  return rows.map(({ state, number, reference, lines }) => ({
    released: state === "validated",
    number: number ?? reference,
    lines: lines.length,
  }));
}

async function salesWithLines(office: TrytonOffice, order: Placed): Promise<BookedDocument[]> {
  const rows = await salesOf(office, order);
  return Promise.all(
    rows.map(async (sale) => ({
      released: sale.state === "processing",
      number: sale.number,
      lines: (await linesOf(office, sale)).length,
    })),
  );
}
