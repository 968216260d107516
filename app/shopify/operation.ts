import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { Kind, OperationTypeNode, print } from "graphql";

/** One of our operations as it is sent. */
export interface Operation {
  text: string;
  name: string;
  mutation: boolean;
}

const printed = new WeakMap<object, Operation>();

/** Each document is printed once. */
export function operationOf<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
): Operation {
  const known = printed.get(document);
  if (known) return known;
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition?.name) throw new Error("an operation of ours must have a name");
  const operation = {
    text: print(document),
    name: definition.name.value,
    mutation: definition.operation === OperationTypeNode.MUTATION,
  };
  printed.set(document, operation);
  return operation;
}
