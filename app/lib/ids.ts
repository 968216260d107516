/**
 * What ids are. Each has its type and, by the same name, the one door by which text becomes it
 * (`TaskId.parse(text)`, or as part of a larger schema); a row that is read has them already.
 * Every id is text to whatever does not ask for a certain one.
 */
import { z } from "zod";

/** A global id of Shopify as its type writes it, so that the compiler reads it in a literal too. */
export type Gid<Type extends string> = `gid://shopify/${Type}/${string}`;

const NUMBER = z.string().regex(/^\d{1,20}$/);

export const OrderId = z.templateLiteral(["gid://shopify/Order/", NUMBER]);
export type OrderId = Gid<"Order">;
export const RefundId = z.templateLiteral(["gid://shopify/Refund/", NUMBER]);
export type RefundId = Gid<"Refund">;
export const ReturnId = z.templateLiteral(["gid://shopify/Return/", NUMBER]);
export type ReturnId = Gid<"Return">;
export const LineId = z.templateLiteral(["gid://shopify/LineItem/", NUMBER]);
export type LineId = Gid<"LineItem">;
export const VariantId = z.templateLiteral(["gid://shopify/ProductVariant/", NUMBER]);
export type VariantId = Gid<"ProductVariant">;
export const TransactionId = z.templateLiteral(["gid://shopify/OrderTransaction/", NUMBER]);
export type TransactionId = Gid<"OrderTransaction">;
export const GiftCardId = z.templateLiteral(["gid://shopify/GiftCard/", NUMBER]);
export type GiftCardId = Gid<"GiftCard">;
export const InventoryItemId = z.templateLiteral(["gid://shopify/InventoryItem/", NUMBER]);
export type InventoryItemId = Gid<"InventoryItem">;

// Rows of the app's own database.
export const BuildId = z.uuid().brand<"CatalogBuild">();
export type BuildId = z.infer<typeof BuildId>;
export const CardId = z.uuid().brand<"ShopCard">();
export type CardId = z.infer<typeof CardId>;
export const ConnectionId = z.uuid().brand<"ErpConnection">();
export type ConnectionId = z.infer<typeof ConnectionId>;
export const DocumentId = z.uuid().brand<"SalesDocument">();
export type DocumentId = z.infer<typeof DocumentId>;
export const InvoiceId = z.uuid().brand<"PostedInvoice">();
export type InvoiceId = z.infer<typeof InvoiceId>;
export const RunId = z.uuid().brand<"SyncRun">();
export type RunId = z.infer<typeof RunId>;
export const ShipmentId = z.uuid().brand<"PostedShipment">();
export type ShipmentId = z.infer<typeof ShipmentId>;
export const TaskId = z.uuid().brand<"Task">();
export type TaskId = z.infer<typeof TaskId>;
export const VersionId = z.uuid().brand<"OrderVersion">();
export type VersionId = z.infer<typeof VersionId>;
