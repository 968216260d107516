import { createHash } from "node:crypto";

/** Where a Business Central answers, and who asks. */
export interface Endpoint {
  address: string;
  loginAddress: string;
  tenant: string;
  environment: string;
  clientId: string;
  clientSecret: string;
}

/** Whom Business Central counts requests of: an application is one user of a tenant. */
export const callerOf = ({ address, tenant, clientId }: Endpoint): string =>
  createHash("sha256")
    .update(JSON.stringify([address, tenant, clientId]))
    .digest("hex");

const root = ({ address, tenant, environment }: Endpoint): string =>
  `${address}/v2.0/${encodeURIComponent(tenant)}/${encodeURIComponent(environment)}`;

export const apiAddress = (endpoint: Endpoint): string => `${root(endpoint)}/api/v2.0`;
export const webServiceAddress = (endpoint: Endpoint): string => `${root(endpoint)}/ODataV4`;
export const tokenAddress = ({ loginAddress, tenant }: Endpoint): string =>
  `${loginAddress}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
