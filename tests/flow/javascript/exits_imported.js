// The ends of the process under the names that a module gives them.

import { exit } from "node:process";
import { exit as leave } from "process";
import host from "node:process";
import * as everything from "process";

const { abort } = require("node:process");
const required = require("process");

function byName() {
  exit(1);
  dead();
}

function byAnotherName() {
  leave(1);
  dead();
}

function throughTheDefault() {
  host.exit(1);
  dead();
}

function throughTheNamespace() {
  everything.exit(1);
  dead();
}

function destructuredFromARequire() {
  abort();
  dead();
}

function throughARequire() {
  try {
    required.exit(1);
  } finally {
    dead();
  }
  dead();
}

function parameterOfTheSameName(leave) {
  leave(1);
  live();
}
