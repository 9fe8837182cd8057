"""`python -m benchmarks`: every figure, one line each."""

from benchmarks import first_frame, reader, startup, turn

for benchmark in (startup, first_frame, turn, reader):
    benchmark.main()
