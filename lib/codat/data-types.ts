// Codat's closed list of data types: Codat refuses any other name, so none is sent.
import { DataType } from '@codat/platform/sdk/models/shared/datatype.js';

const KNOWN: ReadonlyMap<string, DataType> = new Map(Object.values(DataType).map((type) => [type, type]));

/** Null for a data type that Codat does not know. */
export function toCodatDataType(dataType: string): DataType | null {
  return KNOWN.get(dataType) ?? null;
}
