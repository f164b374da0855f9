"""The closed set of words in which a tracing library states its facts, each with one line of meaning.

`apis/*.toml` uses the keys of `API`; what they hold, if it is no list of texts, stands in
`library_tables.py`.
"""

API: dict[str, str] = {
    "name": "how the library is called in files", "title": "its name for people",
    "modules": "the modules an import of it names; a final * stands for any text",
    "receivers": "names of what spans are started on, where the import can't be found; () marks a call",
    "travels": "true, where its spans are looked for in files without a start word, too, by names and ends",
    "imported": "true, where a file must import it for its words to count",
    "makers": "calls that make such a receiver", "types": "types of such a receiver",
    "extends": "the library whose words it has, too",
    "idle": "classes of spans that record nothing, and need no end",
    "over": "fields of a span that its end sets", "failed": "fields of a span that a record sets",
    "owns": "words in the names of options that say who ends a span",
    "streams": "words in the names of fields that say that a stream comes, whose reader ends the span",
    "handles": "names of spans among parameters",
    "start": "what starts a span", "manage": "a context manager over a span that exists",
    "operations": "names of methods of a span by what they do", "calls": "functions around spans",
    "status": "what a status says", "error": "what can be recorded as an error",
}  # fmt: skip

START: dict[str, str] = {
    "name": "the name that it is called by",
    "gives": "what its value is: span, manager, or callback for none",
    "managed": "ends, where a with ends the span",
    "keeps": "the option and position that keep a with from ending it",
    "named": "the position of the span's name, a text: who gives an object there calls something else",
    "callback": "last, where the last argument is called with the span",
    "span": "the number of the callback's parameter that is the span",
    "ends": "the span is ended when the callback is done",
    "early": "true, where that is when it returns, even if it gives a promise",
    "takes": "the number of the argument that is the span to start, where one is given: its maker follows it",
    "only": "makers of the receivers on which alone it starts a span",
    "records": "an error that leaves its scope is recorded: true, or the option and position that prevent it",
    "marks": "an error that leaves its scope sets the status: as for records",
    "current": "true, where its span is the current one in its scope",
    "sort": "what it gives that is no span of its own: token, to be given back; current, another's span",
    "holds": "calls that put a span into what a token stands for",
    "restores": "context managers that set back, where they are left, what a token stands for",
    "lent": "texts by which a file says that whoever finds the current span may end it",
    "scoped": "the name of the start that does the same in a with, and ends the span",
    "context": "the option and position of the context that says what its parent is",
    "decorates": "calls, where as a decorator it covers calls only, and no generator's body",
    "on": "what alone it is called on, in place of the library's receivers",
    "bare": "true, where it is a function of the module itself, called by its name or on the module",
    "mark": "the text that a file must hold for it, where the name alone is too common",
    "mentions": "a text that the file must hold besides, where other things have a method of this name",
    "paths": "where in its value the span is, as lists of fields, one for each place that holds it",
    "verbs": "further methods that end what this start gives",
    "manual": "how many parameters a callback has at least that must end the span itself",
    "finish": "the number of the callback's parameter that ends the span when it is called",
    "catches": "true, where the span is ended if the callback throws before it returns",
    "runs": "yielded, where it gives the span only to a generator that runs what it gives",
    "unless": "options that may leave the end to somebody else: where one is given, nothing is said",
    "sent": "true, where what is started is sent at once, so that to drop it is to write something down",
    "prepares": "true, where its manager takes what is written to the span before it is entered",
    "activates": "true, where the span is current once started, so that it can be ended without a handle",
}  # fmt: skip

MANAGE: dict[str, str] = {
    "name": "the name that it is called by", "span": "the number of the argument that is the span",
    "ends": "the option and position that let it end the span, and what holds otherwise",
    "records": "as of a start", "marks": "as of a start", "current": "as of a start",
}  # fmt: skip

STATUS: dict[str, str] = {
    "error": "values that say an error; a * at an end stands for any text",
    "fine": "values that say that all went well, for good", "unset": "values that say nothing",
    "made": "calls that make a status of a code and a message",
    "code": "the name of the code in what is set or made, where it has one", "message": "the message's name",
    "since": "packages, each with the version from which on what is fine is final, and has no message",
    "bare": "true, where a code alone is a status, too",
    "written": "how a status of a code is written, where a code alone is none",
}  # fmt: skip

ERROR: dict[str, str] = {
    "text": "calls that give text, which can't be recorded",
    "needs": "fields of which an object that is written down needs one, or nothing is recorded",
    "refuses": "kinds of what is refused or ignored: text, null, object",
}  # fmt: skip

OPERATIONS: dict[str, str] = {
    "begin": "makes it a span that has to be ended, where the call that makes it does not",
    "notes": "says that it is over, which is sent with it where that comes before it begins",
    "end": "ends it",
    "leave": "ends it where it was entered by hand",
    "record": "records an error on it",
    "status": "sets its status",
    "write": "writes to it otherwise",
    "read": "only reads from it",
    "recording": "says whether it records anything; a dotted one is a member of what a method gives",
    "fluent": "gives the span back",
}

AROUND: dict[str, str] = {
    "getters": "give a span that somebody else has to end",
    "contexts": "are given a span and give a context from which a getter takes it again",
    "places": "names of calls that make a span current, from where a getter gives it",
    "tells": "run their first function and tell the second how that went: an error or none, and the result",
    "borrows": "are given a span and neither end nor keep it",
    "once": "run their function argument once, before they return",
    "closers": "end the current span, whatever holds it",
    "finishers": "end the span that they are given",
}  # fmt: skip
