import type { ErpRef, ExternalKey } from "./refs.ts";

export interface PostalAddress {
  name: string;
  name2?: string;
  contact?: string;
  address1?: string;
  address2?: string;
  city?: string;
  county?: string;
  zip?: string;
  countryCode?: string;
  phone?: string;
}

export interface CustomerQuery {
  externalKey?: ExternalKey;
  email?: string;
  /** Digits only, leading zeros dropped (M-13). */
  phoneDigits?: string;
  /** VAT registration number. */
  taxId?: string;
  /** Number in a register of companies. */
  registrationNumber?: string;
  billTo?: PostalAddress;
  number?: string;
  /** Free text, for a person choosing by hand. */
  text?: string;
}

export interface CustomerCandidate {
  ref: ErpRef;
  name: string;
  email?: string;
  matchedBy:
    | "externalKey"
    | "number"
    | "email"
    | "phone"
    | "taxId"
    | "registrationNumber"
    | "billTo"
    | "text";
  blocked: boolean;
}

export interface CustomerData {
  name: string;
  name2?: string;
  contact?: string;
  email?: string;
  phone?: string;
  address: PostalAddress;
  template?: string;
  taxArea?: string;
  taxLiable?: boolean;
  currency?: string;
  companyName?: string;
  taxId?: string;
  registrationNumber?: string;
  /** The customer wants to hear of offers by e-mail. Where `customerFields` names it. */
  marketing?: boolean;
  /** They replace those that are there. Where `customerFields` names them. */
  tags?: string[];
}

/** A customer as it stands now. What an ERP does not keep is absent, what is not filled in is empty. */
export interface CustomerReading {
  ref: ErpRef;
  blocked: boolean;
  /** The key of the Shopify customer it was created for, by whichever store. */
  externalKey?: string;
  data: Partial<CustomerData>;
}
