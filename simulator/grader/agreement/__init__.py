"""How far the grader and coaches agree: who rated what, compared, with intervals."""
