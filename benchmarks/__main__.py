"""`python -m benchmarks`: every figure, one line each."""

from benchmarks import first_frame, grading, negotiations, reader, startup, turn

for benchmark in (startup, first_frame, turn, reader, negotiations, grading):
    benchmark.main()
