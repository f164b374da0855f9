"""`finally`: it runs on every way out, and then that way goes on."""


def runs_after_a_call(work):
    try:
        work()
    finally:
        live()
    live()


def runs_after_return():
    try:
        return 1
    finally:
        live()
    dead()


def runs_after_raise():
    try:
        raise ValueError
    finally:
        live()
    dead()


def return_does_not_fall_out(flag):
    try:
        if flag:
            return
    finally:
        live()
    live()


def every_arm_of_the_body_leaves(flag):
    try:
        if flag:
            return
        raise ValueError
    finally:
        live()
    dead()


def runs_after_a_handler(work):
    try:
        work()
    except ValueError:
        live()
    finally:
        live()
    live()


def runs_after_a_handler_that_raises(work):
    try:
        work()
        return
    except ValueError:
        raise
    finally:
        live()
    dead()


def runs_after_a_handler_that_returns(work):
    try:
        work()
    except BaseException:
        return
    finally:
        live()
    live()


def nested_finally_runs_inside_out():
    try:
        try:
            return 1
        finally:
            live()
        dead()
    finally:
        live()
    dead()


def error_in_the_finally_goes_to_the_outer_handler():
    try:
        try:
            pass
        finally:
            raise ValueError
        dead()
    except ValueError:
        live()
    live()


def own_handler_does_not_guard_the_finally():
    try:
        pass
    except ValueError:
        dead()
    finally:
        raise ValueError
    dead()


def finally_may_branch(flag):
    try:
        return 1
    finally:
        if flag:
            live()
        else:
            live()
        live()
    dead()
