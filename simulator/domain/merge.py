"""Merges changes into data read from a file: what a variant of a persona leaves out stays."""


def merged(whole: object, changes: object) -> object:
    """`whole` with `changes` in it, neither of them altered.

    Mappings are merged key by key. Lists of mappings that all have an `id` are merged by that id,
    new ids last. Everything else is replaced.
    """
    if isinstance(whole, dict) and isinstance(changes, dict):
        kept = {key: merged(value, changes.get(key, value)) for key, value in whole.items()}
        return kept | {key: value for key, value in changes.items() if key not in whole}
    if _by_id(whole) and _by_id(changes):
        assert isinstance(whole, list | tuple)
        assert isinstance(changes, list | tuple)
        new = {part["id"]: part for part in changes}
        kept_parts = [merged(part, new.pop(part["id"], part)) for part in whole]
        return [*kept_parts, *new.values()]
    return changes


def _by_id(parts: object) -> bool:
    return (
        isinstance(parts, list | tuple)
        and bool(parts)
        and all(isinstance(part, dict) and "id" in part for part in parts)
    )
