"""`python -m starcli`."""

from starcli.cli import main

if __name__ == "__main__":
    main()
