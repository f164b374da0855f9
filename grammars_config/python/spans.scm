; Calls by name: whether one starts, ends, records or marks a span is for the vocabularies in apis/ to say.
(call function: (identifier) @call.name) @call
(call function: (attribute attribute: (identifier) @call.name)) @call

; How the value of a call is held, where the place itself decides what becomes of it.
(with_item value: (call) @held.managed)
(with_item value: (as_pattern (call) @held.managed))
(expression_statement (call) @held.discarded)
(return_statement (call) @held.returned)
(decorator (call) @held.decorating)
