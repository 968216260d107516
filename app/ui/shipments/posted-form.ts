/** What a person types to choose posted shipments or invoices; every value is text until it is checked. */
export interface PostedForm {
  from: string;
  to: string;
  numbers: string;
  orders: string;
  tags: string;
}

/** No filter by default: everything new in the ERP. */
export const EMPTY_POSTED: PostedForm = { from: "", to: "", numbers: "", orders: "", tags: "" };
