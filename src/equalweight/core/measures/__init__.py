"""Measures of equal footing and the ladder, from the record's entries alone. Standard library only."""
