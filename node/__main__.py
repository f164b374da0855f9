"""`python -m spanlint.node`, and in a checkout `python -m node`; an absolute import, so they are one."""

import sys

from spanlint.node.server import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
