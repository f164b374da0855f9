"""`assert` may raise, and with assertions switched off it does nothing: the code behind it is always live."""


def may_fail(flag):
    try:
        assert flag
    except AssertionError:
        live()
    live()


def false_may_be_switched_off():
    assert False
    live()


def false_with_a_message():
    assert False, "cannot happen"
    live()


def false_in_the_last_branch(value):
    if value == 1:
        return
    elif value == 2:
        raise ValueError
    else:
        assert False
    live()


def finally_runs_when_it_fails(flag):
    try:
        assert flag
        return
    finally:
        live()
    dead()


def test_is_evaluated():
    assert (
        live()
    )
    live()


def message_is_evaluated(flag):
    assert flag, (
        live()
    )
    live()


def in_a_loop(items):
    for item in items:
        assert item
        live()
    live()


def body_and_handler_leave(flag):
    try:
        assert flag
        return
    except AssertionError:
        return
    dead()
