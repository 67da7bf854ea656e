"""A lesson on the page, and the cards of the gallery."""
