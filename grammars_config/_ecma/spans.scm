; Calls by name: whether one starts, ends, records or marks a span is for the vocabularies in apis/ to say.
(call_expression function: (identifier) @call.name) @call
(call_expression function: (member_expression property: (_) @call.name)) @call

; How the value of a call is held, where the place itself decides what becomes of it.
(expression_statement (call_expression) @held.discarded)
(return_statement (call_expression) @held.returned)
