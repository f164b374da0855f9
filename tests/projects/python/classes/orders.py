from tracing import Helper, helper

own = Helper()


def leaks_with_an_instance_of_theirs(tracer):
    span = tracer.start_span("work")  # want: unended-span
    helper.describe(span)


def ends_with_an_inherited_method(tracer):
    span = tracer.start_span("work")
    helper.finish(span)


def leaks_with_an_instance_of_ours(tracer):
    span = own.start("work")  # want: unended-span "work"
    own.describe(span)


def ends_with_a_static_method():
    span = own.start("work")
    Helper.close(span)


class Orders:
    def __init__(self):
        self._helper = Helper()

    def leaks(self, skip):
        span = self._helper.start("work")  # want(a): unended-span
        if skip:
            return  # exit(a)
        self._helper.finish(span)

    def ends(self):
        span = self._helper.start("work")
        self._helper.finish(span)
