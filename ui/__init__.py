"""What is Streamlit's in Switchback: the session and its link, the controls, the caches."""

__all__ = ["cached", "session"]
