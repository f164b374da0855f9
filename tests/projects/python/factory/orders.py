from llm import start_llm
from tracing import current, start, start_and_keep, start_inside, start_pair


def leaks(skip):
    span = start("work")  # want(a): unended-span "work"
    if skip:
        return  # exit(a)
    span.end()


def ends(skip):
    span = start("work")
    try:
        if skip:
            return
    finally:
        span.end()


def leaks_in_a_tuple(skip):
    span, token = start_pair("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    span.end()


def ends_in_a_tuple():
    span, token = start_pair("work")
    span.end()


def leaks_in_a_dictionary(skip):
    made = start_inside("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    made["span"].end()


def ends_in_a_dictionary():
    made = start_inside("work")
    made["span"].end()


def leaks_what_a_factory_of_a_factory_gives(skip):
    span = start_llm("small")  # want(a): unended-span
    if skip:
        return  # exit(a)
    span.end()


def ends_what_a_factory_of_a_factory_gives():
    span = start_llm("small")
    span.end()


def owes_nothing_where_the_factory_keeps_it(kept):
    start_and_keep("work", kept)


def owes_nothing_for_the_current_one():
    span = current()
    span.set_attribute("text", "text")
    span.end()


def shadows(start):
    span = start("work")
    span.set_attribute("text", "text")
