import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { env } from "#app/env.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { checkAddress } from "#app/erp/outbound/address.ts";
import { OutboundFailure } from "#app/erp/outbound/failure.ts";
import type { OutboundAnswer } from "#app/erp/outbound/fetch.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { failureDetail } from "../rpc/errors.ts";
import type { TrytonScope } from "../scope.server.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { ProbeIssue } from "#app/erp/port/probe.ts";
import type { Found } from "#app/erp/probe-steps.server.ts";
import type { ProbeFacts, Step } from "./step.server.ts";

/** The address alone, without the network. */
export const addressStep: Step = {
  key: "address",
  take: async ({ settings: { endpoint } }) => {
    const checked = checkAddress(endpoint.url, env.ERP_ALLOWED_HOSTS);
    if (!checked.ok)
      return broken(
        issue(`address-${checked.problem}`, "error"),
        misconfigured(checked.text, refusal("address.another")).detail,
      );
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
      return broken(
        issue("tryton-not-there", "error"),
        misconfigured(refusal("tryton.notTryton"), refusal("trytonAction.checkAddress")).detail,
      );
    if (!/^6\.0\.\d+/.test(version))
      return broken(
        issue("tryton-version", "error", { version }),
        misconfigured(refusal("tryton.version", { version }), refusal("trytonAction.version"))
          .detail,
      );
    return { params: { version } };
  },
};

const broken = (found: ProbeIssue, fatal: ErpErrorDetail): Found => ({ issues: [found], fatal });

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
      return broken(issue("address-privateAddress", "error"), detail);
    case "dns":
      return broken(issue("address-unknownName", "error"), detail);
    case "tls":
      return broken(issue("tls", "error", { why: failure.message }), detail);
    case "redirect":
    case "badAnswer":
    case "tooLarge":
      return broken(issue("tryton-not-there", "error"), detail);
    case "refused":
    case "timeout":
    case "aborted":
    case "reset":
      return broken(issue("unreachable", "error"), detail);
  }
}
