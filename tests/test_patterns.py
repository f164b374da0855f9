"""A star in a pattern stands for any text, wherever it is."""

import pytest
from spanlint.analyzer.patterns import Patterns


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("tracer", ["tracer"], ["tracers", "a.tracer"]),
        ("trace.*", ["trace.", "trace.get"], ["a.trace.get"]),
        ("*.end", [".end", "span.end"], ["span.ended"]),
        ("*log*", ["log", "a.logger.info"], ["lo.g"]),
        ("get*Tracer()", ["getTracer()", "getShopTracer()"], ["getTracer", "forgetTracer()"]),
        ("*metric*.add", ["metric.add", "shop_metrics.add"], ["shop.add", "metric.added"]),
        ("ab*ba", ["abba", "abcba"], ["aba"]),
        ("*", ["", "tracer"], []),
    ],
)
def test_a_star_stands_for_any_text(pattern: str, fitting: list[str], others: list[str]) -> None:
    patterns = Patterns([pattern])

    assert [text for text in fitting if text not in patterns] == []
    assert [text for text in others if text in patterns] == []
