from .tracing import opened, scoped


def recorded_by_a_scope_of_another_file(work):
    with opened("work") as span:
        try:
            work()
        except ValueError as error:
            span.record_exception(error)  # want: recorded-twice
            raise


def recorded_by_the_scope_of_its_block(work):
    with scoped("work") as span:
        try:
            work()
        except ValueError as error:
            span.record_exception(error)  # want: recorded-twice
            raise


def recorded_once(work):
    with scoped("work") as span:
        try:
            work()
        except ValueError:
            span.set_attribute("failed", True)
            raise


def drops_its_scope(work):
    opened("work")  # want: dropped-context-manager
    work()


async def yields_in_its_scope(rows):
    with scoped("rows"):  # want(a): yield-in-active-span
        async for row in rows:
            yield row  # exit(a)
