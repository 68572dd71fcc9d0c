"""The roles on the server: owners nobody logs in as, and the groups of officers."""

from __future__ import annotations

OWNER = "tasking_owner"
AUDITOR = "tasking_audit"
ACCOUNTS = "tasking_accounts"
"""Owns the account functions and may make logins; nobody logs in as it."""

EVERYONE = "tasking_everyone"
OFFICER = "tasking_officer"
ANALYST = "tasking_analyst"
COORDINATOR = "tasking_coordinator"
CHAIR = "tasking_chair"
GOVERNANCE = "tasking_governance"
GROUPS = (OFFICER, ANALYST, COORDINATOR, CHAIR, GOVERNANCE)
OWNERS = (OWNER, AUDITOR, ACCOUNTS)

MAKE = (
    (OWNER, "NOLOGIN"),
    (AUDITOR, "NOLOGIN"),
    (ACCOUNTS, "NOLOGIN NOINHERIT CREATEROLE"),
    (EVERYONE, "NOLOGIN"),
    *((group, f"NOLOGIN IN ROLE {EVERYONE}") for group in GROUPS),
)
