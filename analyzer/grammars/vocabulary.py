"""The closed set of words in which a language states its facts, each with one line of meaning.

`flow.toml` gives a node kind a role of `ROLES`, says where the role's parts are, and adds `FLAGS`;
`language.toml` uses the keys of `LANGUAGE` and `CALLS`; `apis/*.toml` uses those of `API`, and what they
hold, if it is no list of texts, stands in `library_tables.py`. A word that is not here is an error when the
facts are read, so a language that needs a new one adds it here, for every language.
"""

ROLES: dict[str, dict[str, str]] = {
    # What moves control.
    "sequence": {},
    "if": {"test": "the condition", "then": "runs when it holds", "else": "elif clauses and the else clause"},
    "while": {"test": "the condition", "body": "the loop's body",
              "else": "runs when the loop ends by its condition"},
    "do": {"body": "the loop's body, run first", "test": "the condition after it"},
    "for": {"init": "runs first", "test": "the condition", "step": "runs after each turn",
            "body": "the loop's body"},
    "foreach": {"target": "what each element is bound to", "source": "what is iterated",
                "body": "the loop's body",
                "else": "runs when the source is exhausted", "async": "what marks that each step is awaited",
                "kind": "what marks that the target is a new name"},
    "comprehension": {"body": "what is built for each element", "clauses": "its loops and filters"},
    "switch": {"subject": "what is compared", "cases": "the cases in order",
               "body": "the node that holds the cases"},
    "case": {"value": "what the subject is compared with; absent in a default case", "pattern": "a pattern",
             "guard": "a further condition", "body": "what runs"},
    "pattern": {"inner": "further patterns, of which one that fits is enough",
                "capture": "a name that fits everything",
                "wildcard": "the token that fits everything"},
    "try": {"body": "the protected part", "handlers": "the handlers in order",
            "else": "runs after the body went well",
            "finally": "runs on every way out"},
    "handler": {"type": "what it catches; absent: everything", "name": "what the error is bound to",
                "body": "what runs"},
    "with": {"items": "the context managers in order", "body": "the managed part",
             "async": "what marks that both ends are awaited"},
    "item": {"value": "the context manager"},
    "return": {"value": "what is returned"},
    "raise": {"value": "what is raised", "cause": "what it was raised for"},
    "assert": {"test": "the condition", "message": "runs when it does not hold"},
    "break": {"label": "which loop or block"},
    "continue": {"label": "which loop"},
    "label": {"label": "its name", "body": "the labelled statement"},
    "yield": {"value": "what is yielded", "delegates": "what marks that another generator is passed on"},
    "await": {"value": "what is awaited"},
    "error": {"raising": "the word that leaves even where the parser could not read the rest"},
    # What makes names and functions.
    "function": {"name": "its name", "parameters": "its parameters", "body": "its body",
                 "gives": "what it is declared to return",
                 "decorators": "its decorators",
                 "async": "what marks it as asynchronous", "generator": "what marks it as a generator"},
    "class": {"name": "its name", "bases": "what runs before its body", "body": "its body",
              "decorators": "its decorators"},
    "decorated": {"decorators": "its decorators", "definition": "what is decorated"},
    "decorator": {"value": "what decorates"},
    "parameter": {"name": "the name or pattern it binds", "value": "its default",
                  "decorators": "its decorators", "type": "what it is declared to be",
                  "field": "what marks it as a field of the object, too"},
    "declare": {},
    # How values move.
    "name": {}, "this": {},
    "member": {"object": "whose member", "name": "which member",
               "optional": "what marks that null skips the rest of the chain"},
    "subscript": {"object": "whose element", "index": "which element", "optional": "as in a member",
                  "range": "what marks a range of elements, which is never missing"},
    "call": {"callee": "what is called", "arguments": "the node with the arguments",
             "optional": "as in a member", "types": "type arguments"},
    "keyword": {"name": "an argument's name", "value": "its value"},
    "spread": {"value": "what is spread"},
    "bind": {"target": "what is bound", "value": "to what", "decorators": "its decorators",
             "static": "what marks a member of the class itself, whose value runs with the class",
             "access": "what says who may use a member", "type": "what it is declared to be"},
    "augment": {"target": "what is changed", "operator": "how, where that may skip the value",
                "value": "by what"},
    "choice": {"test": "the condition", "then": "the value when it holds", "else": "the value when not"},
    "logic": {"left": "evaluated first", "operator": "and, or, or what else short-circuits",
              "right": "evaluated last"},
    "not": {"value": "what is negated", "operator": "the operator, where the node kind serves several"},
    "compare": {"left": "the first operand", "operator": "the comparison", "right": "the last operand"},
    "arithmetic": {"operator": "what is done with the operands"},
    "pack": {"separator": "the token without which a pack of one is only that one"},
    "pair": {"key": "under which key", "value": "which value"},
    "group": {"value": "the value that passes through unchanged"},
    "outer": {"names": "names that belong to a function outside, or to the module"},
    "import": {"module": "from where", "names": "what is imported",
               "all": "what marks that all of the module's names are"},
    "export": {"module": "from where, if not from this file", "names": "what is exported",
               "declaration": "a declaration whose names are exported", "value": "a value that is exported",
               "default": "what marks that it is the module's own value"},
    "namespace": {"name": "its name", "body": "what has its members"},
    "element": {"attributes": "what an element of markup is made with"},
    # Expressions in a row: the value is that of the last one.
    "comma": {},
    "literal": {}, "text": {}, "skip": {},
    # A statement that is an expression: nobody takes its value.
    "discard": {},
}  # fmt: skip

FLAGS: dict[str, str] = {
    "scope": "the block has names of its own",
    "is": "the value of a literal: true, false, null, number, text",
    "new": "the call makes an object",
    "falls": "control falls through from a case to the next one",
    "error": "how surely the step raises an error: faint, plain or foreign",
    "exit": "how surely the step is left for good, cancelled or by closing a generator: plain or foreign",
    "declares": "the binding makes a new name in the function around it",
    "unset": "what a new name holds where no value is given: null",
    "default": "the value is bound only where nothing is given",
    "negated": "the operators that negate",
    "reckons": "the operators that only numbers have", "counts": "those that count up",
    "nothing": "those whose value is nothing, whatever they stand before",
    "sorts": "those that give the sort of a value as a text", "present": "texts of sorts of what is there",
    "absent": "texts of the sort of what is not there",
    "shorthand": "the node is both the key and the name of its value",
    "method": "the function is called through an object",
    "member": "the target is a member of the class, or of its instances",
    "eager": "the default runs where the function stands, not in it",
    "named": "what is spread gives arguments by their names",
    "rest": "the pattern takes what is left",
    "members": "a bare name in the import is a member of the module, not the module itself",
    "chains": "a chain of members goes on through it",
}

LANGUAGE: dict[str, str] = {
    "name": "how the language is called in files and messages", "title": "its name for people",
    "extensions": "the endings of its files", "aliases": "further names that a user may give it",
    "inherits": "folders whose facts it has, too",
    "grammar": "the package and the function that give its grammar; texts that all stand in a file which it "
    "misreads by taking an await for a part of what is called, the await first; what stands before and "
    "behind the module that a type is said to come from, where it may take that for an error",
    "receivers": "names of the object whose method runs",
    "private": "names of fields that only the class itself uses",
    "hidden": "words that say of a member that only the class itself uses it",
    "detached": "texts that stand in a file which calls a function without its object, what opens and what "
    "closes such a callee: a comma behind something that is evaluated for nothing",
    "router": "what the last parameters of a function in a router are called, the last of which runs the one "
    "behind it and lets nothing out that this raises",
    "exhaustive": "true, where the compiler checks that a switch without a default has all cases",
    "work": "awaited, where a call without an await hardly does any that may fail",
    "iterates": "texts of which one stands in every file that gives elements one by one",
    "assignment": "declares, where it makes a name the function's own",
    "operators": "operators by what they do",
    "exceptions": "names of errors by what a handler for them sees, and of what handles them",
    "constructors": "how a call that makes an object looks, and which method runs then",
    "calls": "callees that matter to the flow", "comments": "how comments are written",
    "rewrites": "how code is written that fixes need",
    "modules": "which file an import means",
    "calm": "calls of a framework that tell by their value how they went",
    "promised": "calls of a framework that give a promise, and throw nothing",
    "either": "methods of what is a value or an error: of the functions for both, one runs",
    "successes": "calls whose functions run only where what came before them has not failed",
    "hooks": "callbacks that come in turn: where work starts, where it ends, and what is called if it fails",
}  # fmt: skip

HOOKS: dict[str, str] = {
    "modules": "the modules of the framework, where the names may be those of others",
    "starts": "callbacks where work begins", "ends": "those where it has been done",
    "fails": "those that are called instead where it fails",
    "again": "whether it may begin again before either is called",
}  # fmt: skip

SUCCESSES: dict[str, str] = {
    "modules": "the modules of the framework, where the names may be those of others",
    "calls": "callees that run a function only where what came before has not failed",
    "failing": "the names and numbers of those of their functions that also run where it has",
    "handling": "callees behind which nothing fails any more", "safe": "callees that give what never fails",
    "instead": "what ends a span however it went",
}  # fmt: skip

OF_FRAMEWORKS: dict[str, str] = {
    "modules": "the modules of the framework, of which a file imports one", "calls": "the callees",
}  # fmt: skip

CALM: dict[str, str] = {
    "modules": "the modules of the framework, of which a file imports one",
    "calls": "callees that raise nothing, and give a promise which is never rejected, if they give one",
}  # fmt: skip

MODULES: dict[str, str] = {
    "style": "how a module is named: dotted, or by paths",
    "imports": "a pattern that finds the modules' names in a text, and what else may be one",
    "relays": "the same for modules whose names a file hands on as its own",
    "index": "the name of the file that stands for its folder",
    "endings": "the endings of modules, in the order in which they are tried",
    "written": "which endings one that is written may stand for",
    "settings": "files that give aliases to paths, and the dotted keys of what they say: base, paths, parent",
    "manifests": "the files that describe a package",
    "members": "the key under which a manifest lists the packages of the project",
    "lists": "further files that list them, an item a line",
    "entries": "the keys under which a manifest names the package's code",
    "built": "folders of what is built", "sources": "folders of sources",
    "foreign": "folders with packages of others",
    "whole": "what is assigned to stands for the whole module", "public": "what has a module's members",
}  # fmt: skip

COMMENTS: dict[str, str] = {
    "kinds": "the node kinds of comments", "line": "what begins one that the line ends",
    "closes": "what ends one that goes on over lines",
}  # fmt: skip

CALLS: dict[str, str] = {
    "once": "run their function argument once, before they return",
    "hands_on": "those that call it with all that stands behind it and the object it is to be a method of",
    "each": "run it for each element, before they return",
    "quits": "end the program by raising: what unwinds still runs",
    "stops": "end the program at once",
    "events": "events, and names of callbacks, by what they say: failing, succeeding, always the last one; "
    "and which of the succeeding ones never come where something is closed early: finishing",
    "listens": "run it whenever an event happens",
    "launches": "run it as work of its own, so that nobody who has a span hears of what it raises",
    "repeats": "run it again and again, until they are told to stop",
    "filters": "let those elements of a stream through for which their function says so",
    "settles": "methods of a promise by what they run: then, catch, finally",
    "harmless": "do not raise in working programs",
    "looks": "only look at what they are given: loggers, conversions to text",
    "keeps": "keep what they are given: methods of containers",
    "quiet": "first words of the names of calls that only look something up or describe it",
    "steps": "give the next element of an iteration, also as methods",
    "drives": "methods by which a generator is gone through by hand",
    "finalisers": "methods that run when an object is collected",
    "unwraps": "first words of names of methods that give what their object holds, as the second word says",
    "creates": "first words of the names of calls that make what the last word says",
    "closes": "methods that run when an object is done with, by its owner's word",
    "takes": "methods that take an element out of what they are called on, and give it",
    "picks": "methods that give some of what is in the list or the object they are called on, or all of it",
    "unpacks": "functions that give some of what is in a list or an object, or all of it",
    "iterables": "methods that give what an object is gone through with",
    "proxies": "methods that give whatever their object has not itself",
    "asynchronous": "methods by which an object is waited for: what it is made with has done nothing yet",
    "synchronous": "methods by which an object does its work at once",
    "enters": "methods by which a context manager is entered by hand",
    "abandons": "methods that run when an iteration is given up before its end, or its scope is left",
    "through": "give back the last thing that they are given",
    "foreign": "names by which code of others is called: to call one may raise anything",
    "endings": "first words of names by which one's own kind of span may be ended",
    "originals": "first words of the names of functions that a patch has put aside, to call them itself",
    "passes": "methods of a function that call it",
    "binds": "methods of a function that give it back with its object bound",
    "pauses": "give a promise or a coroutine that never fails: after some time, or when others are done",
    "results": "are methods or members by which a value says whether it is an error",
    "result_types": "are types, of which a function is declared to give one, that hold an error as well",
    "promises": "make a promise of a function, which settles it by calling its first or its second parameter",
    "waits": "are words in front of a call, that wait for what it gives",
    "awaits": "are none: the parser takes the word for one where parentheses stand behind it and more behind "
    "these, as in `await (made()).sent()`",
    "finds": "methods that give the element which their argument names, or nothing",
    "members": "give the member of their first argument that the second one names, or say if it is there",
    "asks": "say whether a function is asynchronous: to call one raises nothing",
    "idles": "ask whether a span is one that records nothing",
    "switches": "words in the names of what says whether anything is traced at all",
    "copies": "read back what another one has just written, to copy it: the one by the other",
    "settlers": "methods that settle a promise which others wait for: what fulfils it, by what rejects it",
    "quantifies": "say of a list whether all or any of it is true, by the operator that does so",
    "gathers": "wait for all the promises in a list",
    "offloads": "run their first function elsewhere, and give a promise of what it gives",
    "carries": "give what a function has made of one element to the next call of it, as its first argument",
    "parses": "read a value from a text: what a handler names for that is all that they raise",
    "kinds": "ask whether their first argument is of the class that the second one names",
    "later": "give a promise or a coroutine: what they stand for is done later",
    "reports": "tell people of an error: loggers, collectors of errors",
    "brackets": "decorators that run a generator to its end where it began: as a context manager, a fixture",
    "resumes": "decorators, by name or as they are written without spaces, of generators that are only gone "
    "on with, and callees that are given such ones: nothing is thrown into them where they yield",
    "texts": "give the text of what they are given, which is never empty for an error",
    "mappings": "make a mapping of what they are given by names",
    "managers": "decorators that make a context manager of a generator",
    "transparent": "decorators that leave a function to be called as it is written",
}

REWRITES: dict[str, str] = {
    "protect": "opens what a finally protects", "finally": "ends that, and opens the finally",
    "close": "closes a block, where a word does that",
    "scope": "a context manager of a value, under a name", "unnamed": "the same without a name",
    "await": "stands in front of a promise that is waited for, whose value is then the same to the caller",
}  # fmt: skip

OPERATORS: dict[str, str] = {
    "and": "evaluates its right side where the left one is true",
    "or": "evaluates its right side where the left one is false",
    "coalesce": "evaluates its right side where the left one is null",
    "equal": "asks whether both are the same", "unequal": "asks whether they are not",
    "kind": "asks whether the left one is of the class on the right",
    "has": "asks whether the left one is a key in the right one", "lacks": "asks whether it is none",
}  # fmt: skip

EXCEPTIONS: dict[str, str] = {
    "everything": "a handler for one of these sees all that can be raised",
    "errors": "a handler for one of these sees all errors, and nothing that leaves a function for good",
    "exits": "what leaves a function for good: cancellation, the closing of a generator, the program's end",
    "leaving": "those of them that an await or a yield lets in",
    "suppressing": "context managers that swallow the errors which they are given, or some",
    "swallowing": "context managers that swallow whatever is raised",
    "entering": "context managers of which entering fails as little as making them, and waits for nothing",
    "missing": "what is raised where an element is asked for that is not there",
    "unread": "what is raised by those that read a value from a text which has none",
    "unwritten": "what a method raises that a subclass is to write, as it stands there, without spaces",
    "certain": "questions, without spaces, that all that is caught in working programs answers with yes",
}

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
    "code": "the name of the code in what is set or made, where it has one",
    "message": "the name of the message in it",
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
