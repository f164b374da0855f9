"""`else` on loops: it runs when the loop ended by itself, and only then."""


def else_after_for(items):
    for item in items:
        if item:
            break
    else:
        live()
    live()


def else_runs_even_if_every_pass_would_break(items):
    for item in items:
        break
    else:
        live()


def else_that_returns(items):
    for item in items:
        if item:
            break
    else:
        return
    live()


def without_break_nothing_skips_the_else(items):
    for item in items:
        live()
    else:
        return
    dead()


def continue_still_reaches_the_else(items):
    for item in items:
        continue
    else:
        return live()
    dead()


def else_after_while(work):
    while work():
        live()
    else:
        live()
    live()


def true_never_reaches_its_else(work):
    while True:
        if work():
            break
    else:
        dead()
    live()


def false_goes_straight_to_its_else():
    while False:
        dead()
    else:
        return live()
    dead()


def break_in_the_else_leaves_the_outer_loop(items):
    while True:
        for item in items:
            live()
        else:
            break
        dead()
    live()


def continue_in_the_else_belongs_to_the_outer_loop(items, work):
    while work():
        for item in items:
            pass
        else:
            continue
        dead()
    live()


def return_in_the_body_skips_the_else(items):
    for item in items:
        return
    else:
        live()
    live()


def body_and_else_both_leave(items):
    for item in items:
        return
    else:
        raise ValueError
    dead()
