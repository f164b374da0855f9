// The code of a module outside of any function is a graph of its own.

import { readFile } from "node:fs/promises";

export const first = live();

for (const name of ["first", "second"]) {
  if (name === "first") continue;
  live();
}

while (false) {
  dead();
}

try {
  await readFile("no-such-file-at-all");
  live();
} catch {
  live();
}

choose: {
  if (first) break choose;
  live();
}

export default class extends Object {
  static field = live();
}

export { first as other };

if (first) {
  throw new Error();
}

try {
  live();
} finally {
  live();
}

process.exit(1);

dead();
