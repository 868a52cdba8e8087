"""`python -m counterpoint.cli`, for where the `counterpoint` script is not on the path."""

import sys

from counterpoint.cli import main

sys.exit(main())
