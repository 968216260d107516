import { Refusal, noSuchSet } from "../api/refusal.ts";
import type { Books } from "../books/books.ts";
import { kindOfFilter } from "./web-filter.ts";

const AGENTS = [
  ["DHL", "DHL Systems, Inc."],
  ["FEDEX", "Federal Express"],
  ["OWN", ""],
] as const;

/** Pages an administrator may publish as OData V4 web services, with the fields this stand-in has of them. */
export function webService(
  books: Books,
  published: ReadonlySet<string>,
  path: string,
  filter: string | null,
): object {
  const [, company, service] = /^Company\('([^']*)'\)\/(\w+)$/.exec(path) ?? [];
  if (company !== books.company.name || !service || !published.has(service))
    throw noSuchSet(service ?? path);
  if (service === "ShippingAgents")
    return { value: AGENTS.map(([Code, Name]) => ({ Code, Name, Account_No: "" })) };
  if (service !== "PostedSalesShipments")
    throw new Refusal(
      501,
      "BadRequest_NotImplemented",
      `The stand-in does not publish ${service}.`,
    );
  const wanted = kindOfFilter(filter);
  return {
    value: books
      .rows("salesShipments")
      .filter(({ number }) => wanted === undefined || wanted.has(String(number)))
      .map((row) => ({
        No: row.number,
        Order_No: row.orderNumber,
        External_Document_No: row.externalDocumentNumber ?? "",
        Shipping_Agent_Code: row.$agent ?? "",
        Shipping_Agent_Service_Code: row.$service ?? "",
        Package_Tracking_No: row.$tracking ?? "",
      })),
  };
}
