/**
 * Name of the order attribute that carries the ERP's document number (D-9). It is the app's own: never part of an order's content, so
 * that writing it makes no version.
 */
export const DOCUMENT_ATTRIBUTE = "ERP Doc. No.";
