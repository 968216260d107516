/**
 * What a request says must be heard. An argument that a resolver never looked at would be answered as if it had not been given; such an answer is a gap of
 * the simulator like a field nobody computes. Of a mutation, which may stop early, the world lists what it reads.
 */
import {
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getNamedType,
  isInputObjectType,
} from "graphql";

type Args = Record<string, unknown>;
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The arguments for a resolver, and afterwards those it was given and never read. */
export function listening(args: Args): { args: Args; unheard: () => string[] } {
  const heard = new Set<string | symbol>();
  return {
    args: new Proxy(args, {
      get(target, name) {
        heard.add(name);
        return target[name as string];
      },
    }),
    unheard: () => Object.keys(args).filter((name) => isGiven(args[name]) && !heard.has(name)),
  };
}

/** Defaults of the schema were not said by anybody. */
export const saidIn = (info: GraphQLResolveInfo, names: readonly string[]): string[] =>
  names.filter((name) =>
    info.fieldNodes.some((node) =>
      node.arguments?.some((argument) => argument.name.value === name),
    ),
  );

/** `known`: the fields read of each input, by the type's name; those of a mutation itself by its own. */
export function unheardInput(
  info: GraphQLResolveInfo,
  args: Args,
  known: Readonly<Record<string, readonly string[]>>,
): string[] {
  const field = info.parentType.getFields()[info.fieldName];
  const types = new Map((field?.args ?? []).map(({ name, type }) => [name, type]));
  return unknownIn(args, info.fieldName, types, known);
}

function unknownIn(
  value: Args,
  of: string,
  types: ReadonlyMap<string, GraphQLInputType>,
  known: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.keys(value).flatMap((name) => {
    if (!isGiven(value[name])) return [];
    if (!known[of]?.includes(name)) return [name];
    const type = getNamedType(types.get(name));
    if (!isInputObjectType(type)) return [];
    const fields = new Map(
      Object.values(type.getFields()).map((field) => [field.name, field.type] as const),
    );
    const inner = [value[name]].flat() as Args[];
    const unknown = inner.flatMap((one) => unknownIn(one, type.name, fields, known));
    return unknown.map((path) => `${name}.${path}`);
  });
}
