"""The story, chapter by chapter, each told through the commands a person would use."""
