"""What cannot raise: literals, jumps, definitions. A handler around them alone is never reached."""


def constant_in_a_branch(flag):
    try:
        if flag:
            value = 1
        else:
            value = None
    except Exception:
        dead()
    live()


def jump_alone(items):
    for item in items:
        try:
            continue
        except Exception:
            dead()
    live()


def definition_alone():
    try:
        def inner():
            raise ValueError

        other = lambda: inner()
    except Exception:
        dead()
    live()


def nested_try_that_cannot_raise():
    try:
        try:
            value = 1
        finally:
            value = 2
    except Exception:
        dead()
    live()


def docstring_and_pass():
    try:
        "a text"
        ...
        pass
    except Exception:
        dead()
    live()


def plain_bindings():
    try:
        first = second = None
        third, fourth = 1, 2
        global_one: int = 3
    except Exception:
        dead()
    live()


def finally_only():
    try:
        value = 1
    finally:
        live()
    live()
