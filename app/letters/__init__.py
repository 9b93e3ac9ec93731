"""Facts and a letter to blocks, in one language, and two languages paired."""
