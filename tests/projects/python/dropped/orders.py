import tracing
from tracing import begin


def drops_it(order):
    begin("order")  # want: discarded-span
    order.ship()


def drops_it_by_its_module(order):
    tracing.begin("order")  # want: discarded-span
    order.ship()


def ends_it(order):
    begin("order").end()
    order.ship()
