"""Modules with text fields that the test of every field does not go through, and why."""

ELSEWHERE = {
    "screens.first_run": "before there is a file: test_first_run.py",
    "panels.first_page": "a passphrase and words of the recovery phrase: secrets are never kept",
    "panels.unlock_page": "a passphrase or the recovery phrase: secrets are never kept",
    "panels.connect_page": "before there is a database; what is no password is kept: test_connecting.py",
    "dialogs.own_account": "passwords: secrets are never kept",
    "dialogs.record_export": "days an export goes from and to: asked, never stored",
    "panels.seals": "the seal of a paper is looked up, and stands on the paper",
    "dialogs.restore": "a passphrase or the recovery phrase: secrets are never kept",
}
"""Modules with text fields that another test goes through."""
