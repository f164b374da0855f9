"""`else` on `try`: it runs after a body that came to its end, and its own errors are not caught here."""


def else_after_a_call(work):
    try:
        work()
    except ValueError:
        live()
    else:
        live()
    live()


def body_that_returns_skips_the_else():
    try:
        return 1
    except ValueError:
        dead()
    else:
        dead()
    dead()


def body_that_raises_skips_the_else():
    try:
        raise ValueError
    except ValueError:
        live()
    else:
        dead()
    live()


def handler_does_not_guard_the_else():
    try:
        pass
    except BaseException:
        dead()
    else:
        raise ValueError
    dead()


def outer_handler_guards_the_else():
    try:
        try:
            pass
        except BaseException:
            dead()
        else:
            raise ValueError
        dead()
    except ValueError:
        live()
    live()


def else_that_returns_leaves_the_handlers(work):
    try:
        work()
    except ValueError:
        live()
    else:
        return
    live()


def else_and_handlers_leave(work):
    try:
        work()
    except ValueError:
        raise
    else:
        return
    dead()


def finally_after_else(work):
    try:
        work()
    except ValueError:
        live()
    else:
        live()
    finally:
        live()
    live()


def finally_after_an_else_that_returns():
    try:
        pass
    except ValueError:
        dead()
    else:
        return
    finally:
        live()
    dead()


def break_in_the_body_skips_the_else(items):
    for item in items:
        try:
            break
        except ValueError:
            dead()
        else:
            dead()
        dead()
    live()


def continue_in_the_else(items):
    for item in items:
        try:
            live()
        except ValueError:
            live()
        else:
            continue
        live()
    live()
