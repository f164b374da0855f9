"""Half-typed code: the statements around it keep their meaning, and it may raise like any step."""


def before_and_after_an_error():
    live()
    value = = 1
    live()


def return_after_an_error():
    value = = 1
    return 1
    dead()


def return_before_an_error():
    return 1
    value = = 1
    dead()


def error_in_a_branch(flag):
    if flag:
        value = $1
        return
    live()


def error_in_an_argument(work):
    work(1,, 2)
    raise ValueError
    dead()


def error_may_raise():
    try:
        value = = 1
    except ValueError:
        live()
    live()


def error_inside_a_finally(work):
    try:
        return work()
    finally:
        value = a b
        live()
    dead()


def error_in_an_endless_loop(work):
    while True:
        value = $1
        work()
    dead()


def unfinished_raise(work):
    try:
        return work()
    except ValueError:
        live()
        raise ValueError(
    dead()
