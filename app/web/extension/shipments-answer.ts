import type { OrderId } from "#app/lib/ids.ts";
import type { shipmentsOf } from "#app/domain/order-page/posted-of-order.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { webAddress } from "#app/lib/web-address.ts";
import type { ShipmentsAnswer, Tone } from "./answers.ts";
import type { Speaker } from "./speaker.ts";

type Shipment = Awaited<ReturnType<typeof shipmentsOf>>[number];

const TONES: Readonly<Record<string, Tone>> = {
  new: "info",
  waiting: "warning",
  sent: "success",
  failed: "critical",
  reversed: "warning",
};

/** What the ERP shipped of an order, for a dialog in the admin. */
export const shipmentsAnswer = (
  orderId: OrderId,
  shipments: readonly Shipment[],
  say: Speaker,
): ShipmentsAnswer => ({
  shipments: shipments.map((shipment) => shipmentAnswer(shipment, say)),
  page: say.link(say.t("extension.openShipments"), withQuery(paths.shipments, { order: orderId })),
});

function shipmentAnswer(
  shipment: Shipment,
  { t, known, problem, day, decimal }: Speaker,
): ShipmentsAnswer["shipments"][number] {
  const { agent, tracking, fulfillments, reason, state } = shipment;
  const track = webAddress(shipment.trackingUrl);
  const facts = [
    { name: t("shipments.column.posted"), text: day(shipment.postedAt) },
    {
      name: t("shipments.column.lines"),
      text: t("shipments.quantity", {
        count: shipment.quantity,
        lines: decimal(String(shipment.lines)),
      }),
    },
    {
      name: t("shipments.column.tracking"),
      text: [agent, tracking.join(", ")].filter(Boolean).join(" · "),
      ...(track ? { href: track } : {}),
    },
    { name: t("extension.fulfillments"), text: fulfillments.join(", ") },
  ];
  return {
    id: shipment.id,
    title: shipment.number,
    badge: { text: known("state.shipment", state, state), tone: TONES[state] ?? "neutral" },
    facts: facts.filter(({ text }) => text !== ""),
    problem: reason ? problem(reason.kind, reason.params).title : "",
  };
}
