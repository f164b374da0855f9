"""Statements that move no control: what stands behind them is live."""

total = 0


def deletion(items):
    copy = [items]
    del copy[0], copy
    live()


def global_name():
    global total
    total = 1
    live()


def nonlocal_name():
    count = 0

    def inner():
        nonlocal count
        count += 1
        live()

    live()
    return inner


def imports():
    import os
    import os.path as path
    from json import dumps, loads
    live()


def import_that_may_fail():
    try:
        import no_such_module_at_all
    except ImportError:
        live()
    live()


def import_from_that_may_fail():
    try:
        from os import no_such_name_at_all
    except ImportError:
        live()
    live()


def assignments(items):
    first = second = items
    third: int = 1
    fourth: int
    first, *rest = (1, 2, 3)
    live()


def augmented(value):
    count = 1
    count += 1
    live()


def several_on_a_line(flag):
    first = 1; second = 2
    if flag: return
    live()


def jump_on_the_line_of_its_test(items):
    for item in items:
        if item: continue
        live()
    while True: break
    else: dead()
    live()


def text_and_ellipsis():
    """The first line."""
    ...
    "live"
    live()


def pass_in_a_branch(flag):
    if flag:
        pass
    else:
        return
    live()


def comment_between(flag):
    if flag:
        return
    # A comment between two clauses moves nothing.
    else:
        # Nor does one before the first statement.
        return
    # Nor one behind the last.
    dead()
