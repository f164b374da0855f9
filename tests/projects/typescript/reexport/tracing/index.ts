export * from "./helpers";
export { start as begin, default as finish } from "./spans";
export * as spans from "./spans";
