def safe_text(value):
    try:
        return value.describe()
    except Exception:
        return "?"


def plain_text(value):
    return value.describe()
