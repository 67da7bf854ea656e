"""The language of losses and rules: typed text to tokens to a tree, and the tree back to text."""
