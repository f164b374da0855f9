export * from "./helpers.js";
export { start as begin, default as finish } from "./spans.js";
export * as spans from "./spans.js";
