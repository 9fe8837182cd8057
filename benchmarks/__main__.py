"""`python -m benchmarks`: every figure, one line each."""

from benchmarks import first_frame, negotiations, reader, startup, turn

for benchmark in (startup, first_frame, turn, reader, negotiations):
    benchmark.main()
