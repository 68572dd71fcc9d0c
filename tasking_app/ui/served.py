"""Jobs over a partnership's database: the worker signs in, and what is typed is kept on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tasking_app.ui.jobs import Jobs, open_file


class Served(Jobs):
    """The same jobs as over a file. Looking round in made-up data, the file of that is open instead."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in, self._place = sign_in, connecting.place_of(sign_in)
        super().__init__(self._reach, connecting.NOBODY)
        self.file = self._place

    @property
    def signed_in(self) -> SignIn | None:
        return self._sign_in if self.file == self._place else None

    @property
    def place(self) -> Path:
        """What the files of this computer that belong to the database are named after."""
        return self._place

    def _reach(self) -> Any:  # a store, of which windows know nothing
        if self.file != self._place:
            return open_file(self)
        reached = connecting.reach(self._sign_in)
        self.keep_drafts_in(reached.drafts)
        self.file_key = reached.key
        return reached.store
