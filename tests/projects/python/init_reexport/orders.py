import shop
from shop import begin, describe, finish


def leaks():
    span = begin("work")  # want: unended-span
    describe(span)


def ends():
    span = begin("work")
    describe(span)
    finish(span)


def leaks_when_skipped(skip):
    span = shop.begin("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    shop.finish(span)
