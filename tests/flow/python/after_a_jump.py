"""What stands behind a statement that never goes on."""

import sys


def after_return():
    return live()
    dead()


def after_raise():
    live()
    raise ValueError
    dead()


def value_comes_before_the_return():
    return (
        live(),
        live(),
    )


def value_comes_before_the_raise():
    raise ValueError(
        live()
    )


def value_that_exits():
    return (
        sys.exit(1),
        dead(),
    )


def after_a_block_that_leaves():
    if True:
        raise ValueError
    dead()


def dead_code_stays_dead(flag, items):
    return
    dead()
    if flag:
        dead()
    for item in items:
        dead()
    while True:
        dead()
        break
    dead()


def dead_try_stays_dead(work):
    return
    try:
        work()
    except Exception:
        dead()
    else:
        dead()
    finally:
        dead()
    dead()


def dead_loop_with_continue(items):
    raise ValueError
    for item in items:
        if item:
            continue
        dead()
    else:
        dead()


def dead_with_and_match(manager, value):
    return
    with manager():
        dead()
    match value:
        case 1:
            dead()
        case _:
            dead()
    dead()
