"""Who may do what to which cohort: pure rules, asked by the pages and again inside the store."""

from capaian.access.rights import LOCAL_USER, Action, Actor, Role, may, require

__all__ = ["LOCAL_USER", "Action", "Actor", "Role", "may", "require"]
