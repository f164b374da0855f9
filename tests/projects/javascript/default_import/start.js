import { trace } from "@opentelemetry/api";

const startWork = (name) => trace.getTracer("shop").startSpan(name);

export default startWork;
