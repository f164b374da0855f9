"""`break` and `continue` inside a `finally` discard what was pending, and so may end or prolong a loop."""


def break_swallows_the_return(items):
    for item in items:
        try:
            return
        finally:
            break
        dead()
    live()


def break_swallows_the_error():
    while True:
        try:
            raise ValueError
        finally:
            break
    live()


def continue_swallows_the_return(items):
    for item in items:
        try:
            return
        finally:
            continue
        dead()
    live()


def continue_swallows_the_break(work):
    while work():
        try:
            break
        finally:
            continue
        dead()
    else:
        live()
    live()


def continue_swallows_the_only_break(work):
    while True:
        try:
            work()
            break
        finally:
            continue
        dead()
    dead()


def conditional_break_lets_the_return_go_on(flag):
    while True:
        try:
            return
        finally:
            if flag:
                break
        dead()
    live()
