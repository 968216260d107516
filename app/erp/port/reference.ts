export type ReferenceKind =
  | "locations"
  | "accounts"
  | "paymentTerms"
  | "paymentMethods"
  | "shipmentMethods"
  | "shippingAgents"
  | "shippingAgentServices"
  | "taxAreas"
  | "currencies"
  | "countries"
  | "customerTemplates"
  | "units"
  | "itemCharges"
  | "numberSeries";

export interface ReferenceValue {
  code: string;
  title: string;
  blocked?: boolean;
  /** e.g. an agent service's agent, an account's type. */
  parent?: string;
  details?: Record<string, string>;
}

export interface PageRequest {
  cursor?: string;
  limit: number;
  search?: string;
}

export interface Page<T> {
  values: T[];
  next?: string;
}
