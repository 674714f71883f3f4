"""What holds for a whole call of the program, whatever the command: language, colour, configuration file.

The settings hang on click's root context, so that there is no state between two calls. What was asked for
on the command line outranks the environment, and that outranks the configuration file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TextIO

import click

from analyzer.cli.config import Config, find_config, load_config
from analyzer.errors import PolicyError

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)
LANGUAGE_VARIABLE = "POLICY_ANALYZER_LANG"


@dataclass
class Settings:
    """Of one call of the program.

    Attributes:
        asked_language: by ``--lang``, empty if it was not given.
        plain: ``--no-color`` was given.
        config_path: by ``--config``; without it the file is looked for.
        no_config: ``--no-config`` was given.
        environment: variables of the process.
    """

    asked_language: str = ""
    plain: bool = False
    config_path: Path | None = None
    no_config: bool = False
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @cached_property
    def config(self) -> Config:
        """The configuration file, empty if there is none.

        Raises:
            PolicyError: E_CONFIG, it cannot be read.
        """
        path = None if self.no_config else self.config_path or find_config()
        return load_config(path) if path is not None else Config()

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        from_environment = self.environment.get(LANGUAGE_VARIABLE, "")
        for asked in (self.asked_language, from_environment, self._configured("lang")):
            if asked in LANGUAGES:
                return str(asked)
        return CHINESE

    def colours(self, stream: TextIO | None) -> bool:
        """Whether a stream shows colours: a terminal that can, for a person who has not refused them."""
        if self.plain or self.environment.get("NO_COLOR") or self._configured("no-color") is True:
            return False
        if self.environment.get("TERM") == "dumb" or stream is None:
            return False
        return stream.isatty()

    def _configured(self, key: str) -> object:
        """A value of the file; a file that is wrong is told of where its options are needed."""
        try:
            return self.config.values.get(key, "")
        except PolicyError:
            return ""


def current_settings(context: click.Context | None = None) -> Settings:
    """The settings of this call, made where there are none yet."""
    context = context or click.get_current_context(silent=True)
    if context is None:
        return Settings()
    root = context.find_root()
    if not isinstance(root.obj, Settings):
        root.obj = Settings()
    return root.obj
