"""Starts the program from its folder, without installing it."""

import sys

from tasking_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
