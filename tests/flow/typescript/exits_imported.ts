// The ends of the process under the names that only TypeScript's imports give them.

import host = require("node:process");
import type { Readable } from "node:stream";
import { type Writable, exit as leave } from "process";

function throughAnImportedModule() {
  host.exit(1);
  dead();
}

function besideAnImportedType(stream: Readable | Writable) {
  leave(1);
  dead();
}

function parameterOfTheSameName(host: { exit(code: number): void }) {
  host.exit(1);
  live();
}
