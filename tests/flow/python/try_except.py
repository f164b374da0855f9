"""`try` and its handlers: who catches, who falls through, who cannot be reached at all."""


def handler_of_a_call(work):
    try:
        work()
        live()
    except ValueError:
        live()
    live()


def handler_of_a_raise():
    try:
        raise ValueError
        dead()
    except ValueError:
        live()
    live()


def several_handlers(work):
    try:
        work()
    except ValueError:
        live()
    except (KeyError, OSError) as error:
        live()
    except:
        live()
    live()


def body_returns_and_handler_falls_out(work):
    try:
        return work()
    except ValueError:
        live()
    live()


def body_and_every_handler_leave(work):
    try:
        return work()
    except ValueError:
        return
    except Exception:
        raise
    dead()


def handler_that_catches_everything_leaves(work):
    try:
        work()
        return
    except BaseException:
        return
    dead()


def body_that_cannot_raise():
    try:
        pass
    except Exception:
        dead()
    live()


def literals_cannot_raise():
    try:
        value = 1
        name = "one"
    except:
        dead()
    live()


def return_of_a_literal_cannot_raise():
    try:
        return 1
    except Exception:
        dead()
    dead()


def raise_before_the_try_is_not_caught():
    raise ValueError
    try:
        dead()
    except ValueError:
        dead()
    dead()


def raise_after_the_try_is_not_caught():
    try:
        pass
    except ValueError:
        dead()
    raise ValueError


def only_after_the_call_returned(work):
    try:
        raise work()
    except Exception:
        return live()
    dead()


def handler_inside_a_branch(work, flag):
    try:
        if flag:
            raise ValueError
        return live()
    except ValueError:
        live()
    live()
