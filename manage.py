"""Django's own command line, for developers: `.venv/bin/python manage.py makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "equalweight.site.config.settings")
    execute_from_command_line(sys.argv)
