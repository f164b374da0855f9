"""Which steps may raise: a handler around them can be reached, and none of their raises is lost."""


def call(work):
    try:
        work()
    except Exception:
        live()


def method_call(child):
    try:
        child.fail()
    except Exception:
        live()


def call_in_an_assignment(work):
    try:
        value = work()
    except Exception:
        live()


def call_in_a_return(work):
    try:
        return work()
    except Exception:
        live()


def call_in_a_test(work):
    try:
        if work():
            pass
    except Exception:
        live()


def call_in_a_loop_test(work):
    try:
        while work():
            pass
    except Exception:
        live()


def call_in_a_formatted_text(work):
    try:
        text = f"{work()}"
    except Exception:
        live()


def call_behind_a_short_circuit(work, flag):
    try:
        flag and work()
    except Exception:
        live()


def constructor(error):
    try:
        error.__class__(1, 2)
    except Exception:
        live()


async def await_of_a_name(task):
    try:
        await task
    except Exception:
        live()


def step_of_a_loop(items):
    try:
        for item in items:
            pass
    except Exception:
        live()


def delegated_generator(items):
    try:
        yield from items
    except Exception:
        live()


def import_of_a_module():
    try:
        import no_such_module_at_all
    except Exception:
        live()


def assertion(flag):
    try:
        assert flag
    except Exception:
        live()


def nested_blocks(work, flag):
    try:
        if flag:
            for item in (1, 2):
                while flag:
                    work(item)
    except Exception:
        live()


def element_by_its_key(name):
    try:
        size = {"one": 1}[name]
    except KeyError:
        live()
