import type { OrderView } from "#app/domain/order-page/order-page.server.ts";
import type { Json } from "#app/lib/json.ts";

/** What the order page draws, and its parts as the cards name them. */
export type OrderPageView = OrderView;
export type PlanView = NonNullable<OrderView["plan"]>;
export type DraftView = NonNullable<PlanView["document"]>;
export type DraftLineView = DraftView["lines"][number];
export type PostalView = DraftView["shipToAddress"];
export type WhyView = PlanView["explanation"][number];
export type OrderLineView = OrderView["content"]["lines"][number];
export type AddressView = NonNullable<OrderView["personal"]["shipTo"]>;
export type Bag = OrderView["state"]["received"];

/** What a person does on the page. */
export type OrderAct = (body: { intent: string; [key: string]: Json }) => void;
