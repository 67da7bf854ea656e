"""The dialogs behind Share and Export."""
