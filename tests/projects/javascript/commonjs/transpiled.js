"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.begin = void 0;
const api_1 = require("@opentelemetry/api");
function begin(name) {
  return api_1.trace.getTracer("app").startSpan(name);
}
exports.begin = begin;
const finish = (span) => {
  span.end();
};
exports.finish = finish;
