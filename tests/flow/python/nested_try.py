"""Handlers inside handlers: where an error goes that was raised while one was handled."""


def error_in_a_handler_goes_out():
    try:
        try:
            raise ValueError
        except ValueError:
            raise KeyError
        dead()
    except KeyError:
        live()
    live()


def error_in_a_handler_does_not_come_back():
    try:
        raise ValueError
    except BaseException:
        raise KeyError
    dead()


def inner_handler_that_swallows(work):
    try:
        try:
            raise ValueError
        except BaseException:
            pass
        return
    except ValueError:
        dead()
    dead()


def inner_handler_misses(work):
    try:
        try:
            work()
        except KeyError:
            live()
    except ValueError:
        live()
    live()


def inner_finally_comes_first(work):
    try:
        try:
            work()
        finally:
            live()
        live()
    except ValueError:
        live()
    live()


def try_in_a_handler(work):
    try:
        work()
    except ValueError:
        try:
            work()
        except KeyError:
            live()
        else:
            live()
        live()
    live()


def try_in_a_finally(work):
    try:
        return 1
    finally:
        try:
            work()
        except ValueError:
            live()
        live()
    dead()


def reraise_through_a_finally(work):
    try:
        try:
            work()
            return
        except ValueError:
            raise
        finally:
            live()
        dead()
    except ValueError:
        live()
    live()


def every_handler_of_both_leaves(work):
    try:
        try:
            return work()
        except KeyError:
            return
        dead()
    except BaseException:
        return
    dead()


def retry(work):
    while True:
        try:
            return work()
        except ValueError:
            live()
        live()
    dead()
