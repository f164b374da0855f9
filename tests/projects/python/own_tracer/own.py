class Span:
    def __init__(self, name):
        self.name = name
        self.code = 0

    def set_status(self, code, message=""):
        self.code = code

    def end(self):
        send(self)


class OwnTracer:
    def start_span(self, name):
        from opentelemetry import trace

        return Span(f"{name} in {trace.get_current_span()}")
