def refuse(reason):
    raise LookupError(reason)


def note(reason):
    if reason:
        raise LookupError(reason)
