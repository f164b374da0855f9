"use strict";

const { trace } = require("@opentelemetry/api");
const { archive, mailer, render } = require("./receipt-services");

const tracer = trace.getTracer("payments");

// The span of a mail that could not be sent is the one you would want to look at, and it is the one that is lost.
function sendReceipt(order) {
  const text = render(order);
  const span = tracer.startSpan("send receipt");
  return mailer.send(order.email, text).then((id) => {
    span.setAttribute("mail.id", id);
    span.end();
  });
}

function resendReceipt(order) {
  const text = render(order);
  const span = tracer.startSpan("resend receipt");
  return mailer.send(order.email, text).finally(() => span.end());
}

// Nobody can end a span that the callback doesn't take.
function archiveReceipt(order) {
  return tracer.startActiveSpan("archive receipt", () => archive.put(order.id, render(order)));
}

function countReceipts(orders) {
  const span = tracer.startSpan("count receipts");
  try {
    return orders.filter((order) => order.receiptSent).length;
  } finally {
    span.end();
    span.setAttribute("orders", orders.length);
  }
}

module.exports = { sendReceipt, resendReceipt, archiveReceipt, countReceipts };
