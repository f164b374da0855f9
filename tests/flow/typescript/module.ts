// The code of a module outside of any function, with what only TypeScript has around it.

import type { Readable } from "node:stream";
import fs = require("node:fs");
import { type Writable, pipeline } from "node:stream";

export type Name = string;
export interface Shape {}
export declare const elsewhere: number;

export const first: boolean = live();

export enum Kind {
  First = live(),
}

export abstract class Base {
  static readonly field: boolean = live();
  abstract method(): void;
}

declare global {
  var value: number;
}

declare enum Foreign {
  First = 1,
}

declare class Other {
  method(): never;
}

declare function leave(): never;

try {
  live();
} catch (error: unknown) {
  live();
}

if (first as boolean) {
  process.exit(1);
}

live();

export type { Shape as Other };

throw new Error();

dead();
