"""`except*`: handlers that each take their share of a group."""


def every_handler_may_run(work):
    try:
        work()
    except* ValueError:
        live()
    except* KeyError:
        live()
    live()


def body_that_cannot_raise():
    try:
        pass
    except* ValueError:
        dead()
    live()


def named_group(work):
    try:
        work()
        live()
    except* (ValueError, KeyError) as group:
        live()
    live()


def handler_that_raises(work):
    try:
        raise ValueError
    except* BaseException:
        raise KeyError
    dead()


def one_handler_may_follow_another(work):
    try:
        work()
        return
    except* ValueError:
        live()
    except* KeyError:
        live()
    live()


def else_and_finally(work):
    try:
        work()
    except* ValueError:
        live()
    else:
        live()
    finally:
        live()
    live()


def rest_of_the_group_goes_out(work):
    try:
        try:
            work()
        except* ValueError:
            live()
    except* KeyError:
        live()
    live()
