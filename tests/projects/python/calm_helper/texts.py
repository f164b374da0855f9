import json


def safe_text(value):
    try:
        return json.dumps(value)
    except Exception:
        return "?"


def plain_text(value):
    return json.dumps(value)
