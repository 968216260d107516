import { randomBytes } from "node:crypto";

export interface Registration {
  tenant: string;
  clientId: string;
  clientSecret: string;
  /** Entered on the page "Microsoft Entra Applications", and enabled. */
  enabled: boolean;
  secretExpired: boolean;
  tokenSeconds: number;
}

export interface LoginAnswer {
  status: number;
  body: object;
}

const refused = (status: number, error: string, description: string): LoginAnswer => ({
  status,
  body: {
    error,
    error_description: description,
    error_codes: [Number(/\d+/.exec(description)?.[0])],
  },
});

/** Microsoft's log-in, as far as an application with a secret of its own meets it. */
export class Login {
  /** How many tokens were given. */
  given = 0;
  private readonly tokens = new Map<string, number>();

  constructor(readonly registration: Registration) {}

  token(tenant: string, form: URLSearchParams): LoginAnswer {
    const { registration } = this;
    if (tenant !== registration.tenant)
      return refused(400, "invalid_request", `AADSTS90002: Tenant '${tenant}' not found.`);
    if (form.get("grant_type") !== "client_credentials")
      return refused(
        400,
        "unsupported_grant_type",
        "AADSTS70003: The app requested an unsupported grant type.",
      );
    if (form.get("scope") !== "https://api.businesscentral.dynamics.com/.default")
      return refused(
        400,
        "invalid_scope",
        "AADSTS70011: The provided value for 'scope' is not valid.",
      );
    if (form.get("client_id") !== registration.clientId)
      return refused(
        400,
        "unauthorized_client",
        `AADSTS700016: Application with identifier '${form.get("client_id") ?? ""}' was not found in the directory.`,
      );
    if (form.get("client_secret") !== registration.clientSecret)
      return refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    if (registration.secretExpired)
      return refused(
        401,
        "invalid_client",
        "AADSTS7000222: The provided client secret keys for app are expired.",
      );
    const token = randomBytes(24).toString("base64url");
    this.tokens.set(token, Date.now() + registration.tokenSeconds * 1_000);
    this.given += 1;
    return {
      status: 200,
      body: {
        token_type: "Bearer",
        expires_in: registration.tokenSeconds,
        ext_expires_in: registration.tokenSeconds,
        access_token: token,
      },
    };
  }

  /** Whether Business Central takes it: a token alone is not enough, the application must be known there. */
  accepts(authorization: string | undefined): boolean {
    const until = this.tokens.get(authorization?.replace(/^Bearer /, "") ?? "") ?? 0;
    return this.registration.enabled && until > Date.now();
  }

  /** Every token given so far is worth nothing from now on. */
  forget(): void {
    this.tokens.clear();
  }
}
