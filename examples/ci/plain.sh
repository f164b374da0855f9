#!/bin/sh
# Any other service: the findings in its log, a page to look at, and a status that says whether there are any.
# On a branch, --diff-base reports only what the branch has touched; it needs the history back to where it began.
set -eu
python3 -m venv .spanlint
.spanlint/bin/pip install --quiet ./spanlint # a checkout, or a wheel that you built from one
.spanlint/bin/spanlint check src --diff-base origin/main --output-format html --output-file spanlint.html
