"""A class: everybody's links, run again and compared."""
