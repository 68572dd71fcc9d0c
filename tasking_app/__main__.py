"""The `tasking` command: opens the program, or hands the words typed after it to the command line."""

import sys


def main() -> int:
    """Start the window for `tasking` and `tasking tour`, the command line for everything else.

    Each is imported only when wanted: scripts must not wait for Qt, nor the window for the command line.
    """
    words = sys.argv[1:]
    if not words or words[0] == "tour":
        from tasking_app import app  # noqa: PLC0415 -- the window and the command line never load each other

        return app.main(words)
    from tasking_app import cli  # noqa: PLC0415 -- see above

    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main())
