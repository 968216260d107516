import { simulator } from "./simulator.ts";

/** Installs the app on a simulated shop as its first visit would: token exchange, session stored, installation done. */
export async function installShop(shop: string): Promise<void> {
  const { Session } = await import("@shopify/shopify-api");
  const { sessionStorage } = await import("#app/shopify/sessions.server.ts");
  const { install } = await import("#app/domain/installation/install.server.ts");
  const answer = simulator.oauth.exchange(shop, {
    client_id: simulator.app.clientId,
    client_secret: simulator.app.clientSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: simulator.idToken(shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  if (answer.status !== 200)
    throw new Error(`token exchange refused: ${JSON.stringify(answer.body)}`);
  const body = answer.body as {
    access_token: string;
    scope: string;
    expires_in: number;
    refresh_token: string;
    refresh_token_expires_in: number;
  };
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${shop}`,
      shop,
      state: "",
      isOnline: false,
      scope: body.scope,
      accessToken: body.access_token,
      expires: new Date(simulator.clock.now().getTime() + body.expires_in * 1000),
      refreshToken: body.refresh_token,
      refreshTokenExpires: new Date(
        simulator.clock.now().getTime() + body.refresh_token_expires_in * 1000,
      ),
    }),
  );
  await install(shop, body.scope);
}
