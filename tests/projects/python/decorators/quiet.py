def never_raises(function):
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception:
            return None

    return call


def asks_first(function):
    def call(*args):
        return function(ask(), *args)

    return call


@never_raises
def describe(span, rows):
    span.set_attribute("rows", len(rows))
