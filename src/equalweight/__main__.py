"""`python -m equalweight` is the command too."""

import sys

from equalweight.cli.main import main

sys.exit(main())
