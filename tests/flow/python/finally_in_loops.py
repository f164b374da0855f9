"""`break` and `continue` that have to pass a `finally` on their way."""


def break_through_finally(items):
    for item in items:
        try:
            break
        finally:
            live()
        dead()
    live()


def continue_through_finally(items):
    for item in items:
        try:
            continue
        finally:
            live()
        dead()
    live()


def break_skips_the_else_of_the_loop():
    while True:
        try:
            break
        finally:
            live()
    else:
        dead()
    live()


def return_does_not_become_a_break(work):
    while True:
        try:
            return work()
        finally:
            live()
        dead()
    dead()


def return_and_continue_but_no_break(flag):
    while True:
        try:
            if flag:
                return
            continue
        finally:
            live()
        dead()
    dead()


def break_and_return(flag):
    while True:
        try:
            if flag:
                break
            return
        finally:
            live()
        dead()
    live()


def break_through_two(items):
    for item in items:
        try:
            try:
                break
            finally:
                live()
            dead()
        finally:
            live()
        dead()
    live()


def break_in_a_handler(work):
    while True:
        try:
            work()
        except ValueError:
            break
        finally:
            live()
        live()
    live()


def only_the_handler_goes_on(work):
    while True:
        try:
            return work()
        except ValueError:
            continue
        finally:
            live()
        dead()
    dead()


def loop_inside_the_try_keeps_its_break_inside(items):
    try:
        for item in items:
            break
        live()
    finally:
        live()
    live()


def loop_inside_the_finally_keeps_its_break_inside(items):
    try:
        return 1
    finally:
        for item in items:
            break
        live()
    dead()
