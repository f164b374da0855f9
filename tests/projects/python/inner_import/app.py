def leaks_what_an_import_in_the_function_starts(rows):
    from spans import begin, finish

    span = begin("load")  # want(a): unended-span
    if not rows:
        return None  # exit(a)
    finish(span)
    return rows


def ends_what_an_import_in_the_function_starts(rows):
    from spans import begin, finish

    span = begin("load")
    try:
        return rows.all()
    finally:
        finish(span)


def leaks_beside_a_helper_that_only_describes(rows):
    from opentelemetry import trace
    from spans import describe

    span = trace.get_tracer("shop").start_span("load")  # want: unended-span "never ended"
    describe(span, rows)
    return rows


def ends_in_a_helper(rows):
    from opentelemetry import trace
    from spans import finish

    span = trace.get_tracer("shop").start_span("load")
    finish(span)
    return rows
