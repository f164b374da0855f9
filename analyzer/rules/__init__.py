"""The rules, one file each. To add one, write its file and name it here."""

from .callback_ignores_span import RULE as CALLBACK_IGNORES_SPAN
from .decorated_generator import RULE as DECORATED_GENERATOR
from .discarded_span import RULE as DISCARDED_SPAN
from .double_end import RULE as DOUBLE_END
from .dropped_context_manager import RULE as DROPPED_CONTEXT_MANAGER
from .dynamic_span_name import RULE as DYNAMIC_SPAN_NAME
from .early_end import RULE as EARLY_END
from .floating_active_span import RULE as FLOATING_ACTIVE_SPAN
from .foreign_end import RULE as FOREIGN_END
from .ignored_status import RULE as IGNORED_STATUS
from .inactive_parent import RULE as INACTIVE_PARENT
from .invalid_suppression import RULE as INVALID_SUPPRESSION
from .overwritten_span import RULE as OVERWRITTEN_SPAN
from .record_without_status import RULE as RECORD_WITHOUT_STATUS
from .recorded_twice import RULE as RECORDED_TWICE
from .rule import Rule
from .undetached_token import RULE as UNDETACHED_TOKEN
from .unended_on_exception import RULE as UNENDED_ON_EXCEPTION
from .unended_span import RULE as UNENDED_SPAN
from .unmarked_error import RULE as UNMARKED_ERROR
from .unprotected_gap import RULE as UNPROTECTED_GAP
from .unrecorded_error import RULE as UNRECORDED_ERROR
from .unused_suppression import RULE as UNUSED_SUPPRESSION
from .use_after_end import RULE as USE_AFTER_END
from .wrong_exception_argument import RULE as WRONG_EXCEPTION_ARGUMENT
from .yield_in_active_span import RULE as YIELD_IN_ACTIVE_SPAN

RULES: tuple[Rule, ...] = (
    UNENDED_SPAN,
    UNENDED_ON_EXCEPTION,
    DISCARDED_SPAN,
    OVERWRITTEN_SPAN,
    CALLBACK_IGNORES_SPAN,
    DROPPED_CONTEXT_MANAGER,
    DOUBLE_END,
    USE_AFTER_END,
    FOREIGN_END,
    EARLY_END,
    DECORATED_GENERATOR,
    UNDETACHED_TOKEN,
    YIELD_IN_ACTIVE_SPAN,
    RECORDED_TWICE,
    RECORD_WITHOUT_STATUS,
    IGNORED_STATUS,
    WRONG_EXCEPTION_ARGUMENT,
    UNPROTECTED_GAP,
    UNMARKED_ERROR,
    UNRECORDED_ERROR,
    DYNAMIC_SPAN_NAME,
    INACTIVE_PARENT,
    FLOATING_ACTIVE_SPAN,
    UNUSED_SUPPRESSION,
    INVALID_SUPPRESSION,
)
