import { env } from "#app/env.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { checkAddress } from "#app/erp/outbound/address.ts";
import { OutboundFailure } from "#app/erp/outbound/failure.ts";
import type { OutboundAnswer } from "#app/erp/outbound/fetch.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { failureDetail } from "../rpc/errors.ts";
import type { TrytonScope } from "../scope.server.ts";
import { issue } from "./issues.ts";
import type { IssueCode } from "./issues.ts";
import type { Found, ProbeFacts, Step } from "./step.server.ts";

/** The address alone, without the network. */
export const addressStep: Step = {
  key: "address",
  take: async ({ settings: { endpoint } }) => {
    const checked = checkAddress(endpoint.url, env.ERP_ALLOWED_HOSTS);
    if (!checked.ok)
      return broken(`address-${checked.problem}`, {
        class: "config",
        message: checked.message,
        action: "Enter another address on the connection's page.",
      });
    return { params: { host: checked.url.host } };
  },
};

/** Name, connection and certificate. What answers is looked at by the next step. */
export const connectionStep: Step = {
  key: "connection",
  take: async (scope, facts, options) => {
    const answer = await askVersion(scope, options);
    if (answer instanceof OutboundFailure) return asFound(answer);
    facts.version = versionOf(answer) ?? "";
    const secure = scope.settings.endpoint.url.startsWith("https:");
    return secure ? {} : { issues: [issue("tryton-not-encrypted", "warning")] };
  },
};

/** 6.0 only: other series name fields differently. */
export const versionStep: Step = {
  key: "version",
  take: async (_scope, { version = "" }: ProbeFacts) => {
    if (version === "")
      return broken("tryton-not-there", {
        class: "config",
        message: "What answers at the address is not Tryton.",
        action: "Correct the address on the connection's page.",
      });
    if (!/^6\.0\.\d+/.test(version))
      return broken(
        "tryton-version",
        {
          class: "config",
          message: `This is Tryton ${version}; the app knows 6.0 only.`,
          action: "Connect a Tryton 6.0.",
        },
        { version },
      );
    return { params: { version } };
  },
};

function broken(
  code: IssueCode,
  fatal: ErpErrorDetail,
  params: Record<string, string> = {},
): Found {
  return { issues: [issue(code, "error", params)], fatal };
}

async function askVersion(
  { outbound, settings: { endpoint } }: TrytonScope,
  options: CallOptions,
): Promise<OutboundAnswer | OutboundFailure> {
  try {
    return await outbound.send({
      url: `${endpoint.url}/`,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: 1, method: "common.server.version", params: [] }),
      timeoutMs: 10_000,
      maxBytes: 100_000,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof OutboundFailure) return error;
    throw error;
  }
}

function versionOf({ status, body }: OutboundAnswer): string | undefined {
  if (status !== 200) return undefined;
  try {
    const { result } = JSON.parse(body.toString("utf8")) as { result?: unknown };
    return typeof result === "string" && /^\d+\.\d+[\w.]{0,20}$/.test(result) ? result : undefined;
  } catch {
    return undefined;
  }
}

function asFound(failure: OutboundFailure): Found {
  const detail = failureDetail(failure, "read");
  switch (failure.code) {
    case "address":
    case "privateAddress":
      return broken("address-privateAddress", detail);
    case "dns":
      return broken("address-unknownName", detail);
    case "tls":
      return broken("tls", detail, { why: failure.message });
    case "redirect":
    case "badAnswer":
    case "tooLarge":
      return broken("tryton-not-there", detail);
    case "refused":
    case "timeout":
    case "aborted":
    case "reset":
      return broken("unreachable", detail);
  }
}
