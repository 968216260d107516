/** The smallest world: enough to try the engine without any shop data. */
import { GraphQLError } from "graphql";
import type { CreateWorld, World, WorldEvent } from "./world-interface.ts";

interface Node {
  id: string;
  [field: string]: unknown;
}

export const tinyWorld: CreateWorld = ({ shop, clock }) => {
  const listeners: ((event: WorldEvent) => void)[] = [];
  let orders: Node[] = [];
  const fill = () => {
    orders = Array.from({ length: 3 }, (_, i) => ({
      id: `gid://shopify/Order/${i + 1}`,
      name: `#100${i + 1}`,
      updatedAt: "2026-11-21T10:00:00Z",
      note: null,
      customAttributes: [],
      lines: i,
    }));
  };
  fill();
  const page = (nodes: Node[], first: number) => ({
    nodes: nodes.slice(0, first),
    pageInfo: { hasNextPage: nodes.length > first, endCursor: nodes.at(first - 1)?.id ?? null },
  });
  const world: World = {
    shop,
    clock,
    resolvers: {
      Order: {
        lineItems: (source, args) =>
          page(
            Array.from({ length: (source as Node)["lines"] as number }, (_, i) => ({
              id: `gid://shopify/LineItem/${i + 1}`,
              name: `Line ${i + 1}`,
            })),
            args["first"] as number,
          ),
        paymentTerms: () => ({ id: "gid://shopify/PaymentTerms/1" }),
        tags: () => {
          throw new Error("a mistake in the world");
        },
      },
    },
    rootQuery: {
      shop: () => ({ id: "gid://shopify/Shop/1", name: shop }),
      orders: (_source, args, context) => {
        if (args["query"] === "colour:red")
          context.searchWarnings.push({
            path: ["orders"],
            query: "colour:red",
            parsed: null,
            warnings: [
              {
                field: "colour",
                message: "Invalid search field for this query.",
                code: "invalid_field",
              },
            ],
          });
        return page(orders, args["first"] as number);
      },
      order: (_source, args) => {
        const id = String(args["id"]);
        if (!/^gid:\/\/shopify\/Order\/\d+$/.test(id))
          throw new GraphQLError(`Invalid id: ${id}`, {
            extensions: { code: "RESOURCE_NOT_FOUND" },
          });
        return orders.find((o) => o.id === id) ?? null;
      },
      nodes: (_source, args) =>
        (args["ids"] as string[]).map(
          (id) =>
            orders.find((o) => o.id === id) ?? (id.includes("/PaymentTerms/") ? { id } : null),
        ),
    },
    rootMutation: {
      orderUpdate: (_source, args, context) => {
        const input = args["input"] as { id: string; note?: string };
        const order = orders.find((o) => o.id === input.id);
        if (!order)
          return { order: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] };
        order["note"] = input.note ?? null;
        context.effects({ mutation: "orderUpdate", shop, input, result: order });
        for (const listener of listeners)
          listener({
            topic: "orders/updated",
            shop,
            payload: { id: 1, admin_graphql_api_id: order.id, updated_at: order["updatedAt"] },
            resourceGid: order.id,
          });
        return { order, userErrors: [] };
      },
    },
    onEvent: (listener) => {
      listeners.push(listener);
    },
    control: {
      placeOrder: (args) => {
        const order = {
          id: `gid://shopify/Order/${orders.length + 1}`,
          name: `#100${orders.length + 1}`,
          updatedAt: clock.now().toISOString(),
          note: null,
          customAttributes: [],
          lines: 1,
          ...args,
        };
        orders.push(order);
        for (const listener of listeners)
          listener({
            topic: "orders/create",
            shop,
            payload: { id: orders.length, admin_graphql_api_id: order.id },
            resourceGid: order.id,
          });
        return order;
      },
    },
    seedKinds: () => [{ name: "plain", title: "Plain order" }],
    reset: fill,
  };
  return world;
};
