"""``python -m analyzer.cli``."""

from analyzer.cli.main import main

main()
