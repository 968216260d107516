/** One GraphQL request from text to Shopify's envelope: parse, validate, coerce, cost, admit, run, charge. */
import { type ExecutionResult, type GraphQLError, execute } from "graphql";
import type { World } from "../world-interface.ts";
import { answeredCost } from "./actual-cost.ts";
import { MAX_QUERY_COST, type Bucket } from "./bucket.ts";
import { checkedDocument } from "./checked.ts";
import { costReport, operationOf, type FieldCost } from "./cost.ts";
import { type EngineContext, fieldResolver, typeResolver } from "./resolve.ts";
import { planBulk } from "./bulk.ts";
import { adminSchema, type ApiVersion } from "./schema.ts";
import type { ErrorEntry } from "./static-errors.ts";
import { variableErrors } from "./variables.ts";

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string | null;
}
export interface CostExtension {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: ReturnType<Bucket["status"]>;
  fields?: FieldCost[];
}
export interface GraphqlAnswer {
  errors?: ErrorEntry[];
  data?: Record<string, unknown> | null;
  extensions?: { cost?: CostExtension; search?: unknown[] };
}
export interface Outcome {
  answer: GraphqlAnswer;
  operation: "query" | "mutation" | "subscription" | undefined;
  operationName: string | undefined;
  /** Gaps and defects of the simulator or the world met on the way; any of them fails the request. */
  defects: string[];
}
export interface Setting {
  world: World;
  bucket: Bucket;
  appId: string;
  scopes: ReadonlySet<string>;
  apiVersion: ApiVersion;
  effects: EngineContext["effects"];
  costDebug?: boolean;
  /** Refuse as throttled whatever the bucket says (fault). */
  throttle?: boolean;
}

const THROTTLED: ErrorEntry = {
  message: "Throttled",
  extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
};

export async function runGraphql(request: GraphqlRequest, setting: Setting): Promise<Outcome> {
  const schema = adminSchema(setting.apiVersion);
  const outcome = (answer: GraphqlAnswer, more: Partial<Outcome> = {}): Outcome => ({
    answer,
    operation: undefined,
    operationName: request.operationName ?? undefined,
    defects: [],
    ...more,
  });
  const checked = checkedDocument(setting.apiVersion, request.query);
  if ("errors" in checked) return outcome({ errors: structuredClone(checked.errors) });
  const { document } = checked;
  let operation;
  try {
    operation = operationOf(document, request.operationName);
  } catch (error) {
    return outcome({ errors: [{ message: (error as Error).message }] });
  }
  const seen = { operation: operation.operation, operationName: operation.name?.value };
  const wrong = variableErrors(schema, operation, request.variables);
  if (wrong.length > 0) return outcome({ errors: wrong }, seen);

  const { total, fields } = costReport(schema, document, request.operationName, request.variables);
  if (total > MAX_QUERY_COST) return outcome({ errors: [tooDear(total)] }, seen);
  const cost = (actual: number | null, status = setting.bucket.status()): CostExtension => ({
    requestedQueryCost: total,
    actualQueryCost: actual,
    throttleStatus: status,
    ...(setting.costDebug ? { fields } : {}),
  });
  if (setting.throttle) {
    const status = setting.bucket.status();
    return outcome(
      {
        errors: [THROTTLED],
        extensions: {
          cost: cost(null, {
            ...status,
            currentlyAvailable: Math.max(0, Math.min(status.currentlyAvailable, total - 10)),
          }),
        },
      },
      seen,
    );
  }
  if (!setting.bucket.admits(total))
    return outcome({ errors: [THROTTLED], extensions: { cost: cost(null) } }, seen);

  const context: EngineContext = {
    shop: setting.world.shop,
    appId: setting.appId,
    scopes: setting.scopes,
    apiVersion: setting.apiVersion,
    searchWarnings: [],
    effects: setting.effects,
    world: setting.world,
    gaps: [],
    bulk: (query) => planBulk(query, context),
  };
  const result: ExecutionResult = await execute({
    schema,
    document,
    rootValue: {},
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName ?? null,
    fieldResolver,
    typeResolver,
  });
  const defects = (result.errors ?? [])
    .filter(
      (e) =>
        e.extensions["code"] === undefined || e.extensions["code"] === "SIMULATOR_DOES_NOT_COMPUTE",
    )
    .map(describe);
  if (defects.length > 0)
    return outcome(
      {
        errors: defects.map((message) => ({
          message,
          extensions: { code: "SIMULATOR_DOES_NOT_COMPUTE" },
        })),
      },
      { ...seen, defects },
    );

  const actual = Math.min(
    total,
    answeredCost(schema, document, request.operationName, request.variables, result.data),
  );
  setting.bucket.charge(actual);
  const extensions = {
    cost: cost(actual),
    ...(context.searchWarnings.length > 0 ? { search: context.searchWarnings } : {}),
  };
  const errors = result.errors?.map(runtimeError);
  return outcome({ ...(errors ? { errors } : {}), data: result.data ?? null, extensions }, seen);
}

/** A coded error is an answer of Shopify's; one without a code is a defect of the stand-in (a null where none may be, a thrown exception). */
function describe(error: GraphQLError): string {
  const place = error.path ? ` at ${error.path.join(".")}` : "";
  const trace =
    error.originalError?.stack
      ?.split("\n")
      .slice(1, 3)
      .map((l) => l.trim())
      .join(" ") ?? "";
  return error.extensions["code"] === undefined
    ? `simulator failed${place}: ${error.message} ${trace}`.trim()
    : `${error.message}${place}`;
}

function runtimeError(error: GraphQLError): ErrorEntry {
  return {
    message: error.message,
    ...(error.locations ? { locations: error.locations } : {}),
    extensions: error.extensions,
    ...(error.path ? { path: error.path } : {}),
  };
}

function tooDear(cost: number): ErrorEntry {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.\n`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost: MAX_QUERY_COST,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
