class Traced:
    def described(self, row):
        try:
            return row.describe()
        except Exception:
            return None

    def labelled(self, span, row):
        span.set_attribute("row", row.id)

    def finished(self, span):
        span.end()
