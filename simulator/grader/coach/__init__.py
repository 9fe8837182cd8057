"""A coach's corrections: what can be judged, what is refused, and the grade that comes of it."""
