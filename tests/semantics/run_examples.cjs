// Runs examples on the SDK. Standard input is a list of { name, code, call }, standard output what each one left.
'use strict';

const api = require('@opentelemetry/api');
const { wrapTracer } = require('@opentelemetry/api/experimental');
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
api.trace.setGlobalTracerProvider(provider);

let complaints = 0;
const complain = () => { complaints += 1; };
api.diag.setLogger({ error: complain, warn: complain, info() {}, debug() {}, verbose() {} }, api.DiagLogLevel.WARN);
process.on('unhandledRejection', () => {});

const later = () => new Promise((resolve) => setTimeout(resolve, 2));
const refuse = async () => { await later(); throw new Error('declined'); };

async function run({ code, call }) {
  exporter.reset();
  complaints = 0;
  const noted = [];
  const names = {
    ...api,
    wrapTracer,
    tracer: api.trace.getTracer('examples'),
    charge: refuse,
    pay: refuse,
    prepare() { throw new Error('not prepared'); },
    store: later,
    async fetch() { await later(); noted.push(exporter.getFinishedSpans().length); return 3; },
  };
  const body = `${code.replace(/^import .*$/gm, '')}\nreturn ${call};`;
  const own = [...body.matchAll(/function (\w+)/g)].map((found) => found[1]);
  const given = Object.keys(names).filter((name) => name !== 'default' && !own.includes(name));
  try {
    await new Function(...given, body)(...given.map((name) => names[name]));
  } catch {}
  await later();
  await later();
  const spans = exporter.getFinishedSpans();
  const last = spans[spans.length - 1];
  return {
    count: spans.length,
    names: spans.map((span) => span.name),
    status: last?.status.code ?? null,
    events: last?.events.length,
    attributes: last?.attributes,
    nested: spans[0]?.parentSpanContext !== undefined,
    complaints: complaints > 0,
    noted,
  };
}

async function main() {
  let text = '';
  for await (const piece of process.stdin) text += piece;
  const found = {};
  for (const example of JSON.parse(text)) found[example.name] = await run(example);
  process.stdout.write(JSON.stringify(found));
}

main();
