"""`python -m simulator.cli` is `negotiate`."""

import sys

from simulator.cli.main import main

sys.exit(main())
