import { ConnectionId } from "#app/lib/ids.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, EmptyState, Card, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { z } from "zod";
import type { ConnectionRefusal } from "#app/domain/erp-connections/connection-refusal.ts";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import { listConnectionsNow } from "#app/domain/erp-connections/read-connections.server.ts";
import {
  createConnection,
  updateConnection,
} from "#app/domain/erp-connections/save-connection.server.ts";
import { testConnection } from "#app/domain/erp-connections/test-connection.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { chooseConnection, disconnectErp } from "#app/domain/shop-card/choose-connection.server.ts";
import type { ProbeIssue, ProbeStep } from "#app/erp/port/probe.ts";
import { describeAdapters } from "#app/erp/registry.server.ts";
import { ConnectionCard } from "#app/ui/erp/connection-card.tsx";
import { ConnectionForm } from "#app/ui/erp/connection-form.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { now } from "#app/lib/clock.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const cards = await listCards(shop);
    const used = cards.map(({ connectionId }) => connectionId);
    const connections = (await listConnectionsNow(shop)).sort(
      (a, b) => Number(used.includes(b.id)) - Number(used.includes(a.id)),
    );
    return {
      adapters: describeAdapters(),
      used,
      // With several cards each chooses its own, on its page.
      oneCard: cards.length < 2,
      connections: connections.map((connection) => ({
        id: connection.id,
        adapter: connection.adapter,
        title: connection.title,
        description: connection.description,
        settings: connection.settings as Record<string, string | number | boolean>,
        secretsSet: connection.secretsSet,
        secretsUnreadable: connection.secretsUnreadable,
        disconnected: connection.disconnected,
        probe: connection.probe,
        probedAt: connection.probedAt?.toISOString() ?? null,
        pausedAt: connection.pausedAt?.toISOString() ?? null,
        pausedWhy: connection.pausedWhy,
        waitUntil:
          connection.waitUntil && connection.waitUntil > now()
            ? connection.waitUntil.toISOString()
            : null,
      })),
    };
  });
}

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("test"), id: ConnectionId }),
  z.object({ intent: z.literal("pause"), id: ConnectionId, reason: z.string().max(300) }),
  z.object({ intent: z.literal("resume"), id: ConnectionId }),
  z.object({ intent: z.literal("use"), id: ConnectionId }),
  z.object({ intent: z.literal("disconnect"), id: ConnectionId, confirmed: z.boolean() }),
  z.object({ intent: z.literal("save"), id: ConnectionId, title: z.string().max(100), values }),
  z.object({
    intent: z.literal("create"),
    adapter: z.string(),
    title: z.string().max(100),
    values,
  }),
]);

/** A test that did not come to its end tells how far it came. */
interface TestOutcome extends Outcome {
  failed?: { id: string; steps: ProbeStep[]; issues: ProbeIssue[] };
  /** Tasks that would wait: the person confirms once more. */
  openTasks?: { id: string; count: number };
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<TestOutcome> => {
    const sent = await readJson(request, body);
    const gone: Outcome = { refused: "connection.refused.not-found" };
    switch (sent.intent) {
      case "test": {
        const tested = await testConnection(shop, sent.id);
        const outcome = outcomeOf(tested, "connection.done.test");
        return !tested.ok && tested.error.kind === "unreachable" && tested.error.steps.length > 0
          ? {
              refused: "connection.refused.unreachable",
              failed: { id: sent.id, steps: tested.error.steps, issues: tested.error.issues },
            }
          : outcome;
      }
      case "pause":
        return (await pauseConnection(shop, sent.id, sent.reason))
          ? { done: "connection.done.pause" }
          : gone;
      case "resume":
        return (await resumeConnection(shop, sent.id)) ? { done: "connection.done.resume" } : gone;
      case "use": {
        const chosen = await chooseConnection(shop, sent.id, actor);
        return chosen.ok
          ? { done: chosen.value.turnedOff ? "connection.done.useWithin" : "connection.done.use" }
          : { refused: `connection.refused.${chosen.error}` };
      }
      case "disconnect": {
        const result = await disconnectErp({ shop, by: actor }, sent.id, sent.confirmed);
        if (result.ok) return { done: "connection.done.disconnect" };
        return result.error.kind === "open-tasks"
          ? {
              refused: "connection.refused.open-tasks",
              openTasks: { id: sent.id, count: result.error.count },
            }
          : gone;
      }
      case "save":
        return outcomeOf(await updateConnection(shop, sent.id, sent), "connection.done.save");
      case "create":
        return outcomeOf(await createConnection(shop, sent), "connection.done.save");
    }
  });
}

function outcomeOf(
  result: { ok: true } | { ok: false; error: ConnectionRefusal },
  done: TextKey,
): Outcome {
  if (result.ok) return { done };
  const { error } = result;
  if (error.kind === "too-many")
    return { refused: "connection.refused.too-many", params: { most: String(error.most) } };
  if (error.kind === "invalid")
    return {
      refused: "connection.refused.invalid",
      errors: Object.fromEntries(error.errors.map(({ key, problem }) => [key, problem])),
    };
  return {
    refused: `connection.refused.${error.kind}`,
    ...(error.kind === "unreachable" ? { words: error.words } : {}),
  };
}

export default function ErpConnection() {
  const { connections, adapters, used, oneCard } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const [pausing, setPausing] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const { act, busy, outcome } = useAct<TestOutcome>({
    onDone: () => {
      setEditing(null);
    },
  });
  /** Refused once for its open tasks: asked again, with their number. */
  const waiting = outcome?.openTasks?.id === leaving ? outcome?.openTasks : undefined;
  const edited = connections.find((connection) => connection.id === editing);
  const another = adapters.filter(
    (adapter) => !connections.some((connection) => connection.adapter === adapter.name),
  );
  return (
    <Page
      title={t("connection.title")}
      subtitle={t("connection.subtitle")}
      {...(another.length > 0
        ? {
            primaryAction: {
              content: t("connection.add"),
              onAction: () => {
                setEditing("new");
              },
            },
          }
        : {})}
    >
      <BlockStack gap="400">
        {editing === null ? <Refusal outcome={outcome} /> : null}
        {connections.length === 0 ? (
          <Card>
            <EmptyState heading={t("connection.empty")} image="">
              <p>{t("connection.emptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            used={used.includes(connection.id)}
            usable={oneCard}
            busy={busy}
            failed={outcome?.failed?.id === connection.id ? outcome.failed : null}
            onUse={() => {
              act({ intent: "use", id: connection.id });
            }}
            onTest={() => {
              act({ intent: "test", id: connection.id });
            }}
            onPause={() => {
              setPausing(connection.id);
            }}
            onResume={() => {
              act({ intent: "resume", id: connection.id });
            }}
            onEdit={() => {
              setEditing(connection.id);
            }}
            onDisconnect={() => {
              setLeaving(connection.id);
            }}
          />
        ))}
      </BlockStack>
      {editing !== null && (edited ?? another[0]) ? (
        <ConnectionForm
          key={editing}
          adapters={edited ? [edited.description] : another}
          {...(edited ? { connection: edited } : {})}
          busy={busy}
          outcome={outcome}
          onClose={() => {
            setEditing(null);
          }}
          onSave={(form) => {
            act(
              edited
                ? { intent: "save", id: edited.id, title: form.title, values: form.values }
                : { intent: "create", ...form },
            );
          }}
        />
      ) : null}
      <ConfirmDialog
        open={leaving !== null}
        destructive
        title={t("connection.disconnectTitle")}
        help={[
          t("connection.disconnectHelp"),
          ...(waiting ? [t("connection.disconnectTasks", { count: waiting.count })] : []),
        ]}
        action={t("connection.disconnect")}
        onClose={() => {
          setLeaving(null);
        }}
        onConfirm={() => {
          act({ intent: "disconnect", id: leaving ?? "", confirmed: waiting !== undefined });
          setLeaving(null);
        }}
      />
      <ConfirmDialog
        reason="required"
        open={pausing !== null}
        title={t("connection.pauseTitle")}
        help={[t("connection.pauseHelp")]}
        action={t("connection.pause")}
        onClose={() => {
          setPausing(null);
        }}
        onConfirm={(reason) => {
          if (pausing !== null) act({ intent: "pause", id: pausing, reason });
          setPausing(null);
        }}
      />
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
