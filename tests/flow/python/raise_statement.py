"""`raise` in all its forms."""


def of_a_class():
    raise ValueError
    dead()


def of_a_call():
    raise ValueError("no")
    dead()


def with_a_cause(error):
    raise ValueError("no") from error
    dead()


def without_context():
    raise ValueError from None
    dead()


def of_a_name(error):
    raise error
    dead()


def bare_in_a_handler(work):
    try:
        work()
        return
    except ValueError:
        live()
        raise
        dead()
    dead()


def bare_in_one_of_two(work, flag):
    try:
        work()
    except ValueError:
        if flag:
            raise
        live()
    live()


def bare_deep_in_a_handler(work, items):
    try:
        return work()
    except ValueError:
        for item in items:
            raise
        live()
    live()


def of_the_caught_name(work):
    try:
        return work()
    except ValueError as error:
        raise error
    dead()


def wrapped(work):
    try:
        return work()
    except Exception as error:
        raise RuntimeError("wrapped") from error
    dead()


def in_every_branch(flag):
    if flag:
        raise ValueError
    else:
        raise KeyError
    dead()


def in_a_loop(items):
    for item in items:
        raise ValueError
        dead()
    live()


def in_an_endless_loop():
    while True:
        raise ValueError
        dead()
    dead()


def in_a_with(manager):
    try:
        with manager():
            raise ValueError
            dead()
    except ValueError:
        live()


def value_first():
    raise ValueError(
        live()
    ) from (
        live()
    )


def caught_by_its_name():
    try:
        raise KeyError("none")
    except KeyError:
        live()
        return
    except Exception:
        dead()
    dead()


def caught_by_its_name_behind_a_finally():
    try:
        try:
            raise KeyError("none")
        finally:
            live()
    except KeyError:
        live()
