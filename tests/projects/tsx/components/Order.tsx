import { describe, start } from "./tracing";

export function Leaking({ skip }: { skip: boolean }) {
  const send = () => {
    const span = start("work"); // want(a): unended-span
    describe(span);
    if (skip) {
      return; // exit(a)
    }
    span.end();
  };
  return <button onClick={send}>Send</button>;
}

export function Ending() {
  const send = () => {
    const span = start("work");
    describe(span);
    span.end();
  };
  return <span onClick={send}>Send</span>;
}
