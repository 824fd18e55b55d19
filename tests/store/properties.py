"""How often a property of the store is tried: often in a file, and on a server, which must agree, a third as often."""

from hypothesis import Phase, settings

from capaian.store import Store


def tries(store: Store, many: int) -> settings:
    """`@tries(store, 12)` above `@given` inside of a test: with the store as it is, nothing is emptied in between."""
    often = many if store.is_sqlite else max(2, -(-many // 3))  # the first is always the emptiest
    return settings(max_examples=often, deadline=None, phases=(Phase.explicit, Phase.generate))
